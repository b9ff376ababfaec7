import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import { groupOf } from '../kubernetes/identity';
import { aConstruct, childrenFault } from '../values/a-construct';
import { type Check, keyOf, record, text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { shape } from '../values/shape';
import { gatewayApiGroup } from './gateway-api-kinds';
import { type Later, laterThan, sinceOf } from './later';
import {
  type IstioKind,
  newestApiVersions,
  releaseOfVersions,
  versionsOfRelease,
} from './newest-api-versions';

export { type IstioKind, newestApiVersions } from './newest-api-versions';

/** An `apiVersion` for each Istio kind that a release has. */
export type ApiVersions = Readonly<Partial<Record<IstioKind, string>>>;

/** What to take where a release does not have a kind yet. */
const before: Readonly<Partial<Record<IstioKind, string>>> = {
  TrafficExtension: 'take a WasmPlugin for a module, an EnvoyFilter for Lua',
};

const contextKey = 'cdk8s-istio/api-versions';

/** An object of Istio or of the Gateway API, as it is written. */
type VersionedObject = Parameters<typeof laterThan>[1];

/** What is chosen for a scope and all below it, as far as nothing else is. */
interface Choice {
  readonly scope: IConstruct;
  readonly versions: ApiVersions;
}

const kindName = keyOf(newestApiVersions);

const apiVersion = text({
  holds: (version) => /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?\/v\d+((alpha|beta)\d+)?$/.test(version),
  problem: 'no group has such a version',
  instead: "write for example 'networking.istio.io/v1', or leave the versions as the release has them",
});

/** Versions by kind, as {@link ApiVersions.use} takes them. */
export const apiVersions: Check<ApiVersions> = record(apiVersion, {
  name: kindName as Check<string>,
  least: 0,
});

const chosen = shape<Choice>({ scope: aConstruct, versions: apiVersions });

const asked = shape<{ readonly scope: IConstruct; readonly kind: IstioKind }>({
  scope: aConstruct,
  kind: kindName,
});

/** Which `apiVersion` the Istio kinds below a scope are written with, so that the cluster's Istio serves them. */
export const ApiVersions = {
  /**
   * Sets the versions for all that is later built below `scope`, normally the app; see `IstioRelease`. With those of a
   * release, a field or a value that came with a later one is refused: by the constructs of this project where they are
   * made, by synthesis in every object of Istio and of the Gateway API below the scope.
   */
  use(scope: IConstruct, versions: ApiVersions): void {
    checkedCall('ApiVersions.use', chosen, { scope, versions });
    refuse(scope, childrenFault(scope));
    scope.node.setContext(contextKey, { scope, versions } satisfies Choice);
    const release = releaseOfVersions(versions);
    if (release !== undefined) scope.node.addValidation({ validate: () => laterBelow(scope, release) });
  },

  /** The versions as those of a release, which {@link ApiVersions.use} then knows the fields of. */
  ofRelease(release: string, versions: ApiVersions): ApiVersions {
    return versionsOfRelease(release, versions);
  },

  /**
   * The version of one kind below `scope`.
   *
   * @throws ConfigError where the chosen release does not have the kind
   */
  of(scope: IConstruct, kind: IstioKind): string {
    checkedCall('ApiVersions.of', asked, { scope, kind });
    const version = (choiceOf(scope)?.versions ?? newestApiVersions)[kind];
    if (version !== undefined) return version;
    const since = sinceOf(kind);
    throw new ConfigError({
      at: scope,
      problem: 'the chosen Istio release does not have this kind',
      got: kind,
      instead: `choose a newer release or ${before[kind] ?? 'leave it out'}${since === undefined ? '' : `: it came with Istio ${since}`}`,
    });
  },

  /** The release that is chosen for `scope`, such as `1.30`; `undefined` where none is. */
  releaseOf(scope: IConstruct): string | undefined {
    return releaseOf(checkedCall('ApiVersions.releaseOf', aConstruct, scope));
  },

  /**
   * Refuses an object of Istio or of the Gateway API with what the release chosen for `scope` does not have.
   *
   * @throws ConfigError that names the field and the release that brought it
   */
  checkFields(scope: IConstruct, object: VersionedObject): void {
    checkedCall('ApiVersions.checkFields', aConstruct, scope);
    const release = releaseOf(scope);
    const [later] = release === undefined ? [] : laterThan(release, object);
    if (later !== undefined) throw refused(scope, later, release as string, object);
  },
};

function choiceOf(scope: IConstruct): Choice | undefined {
  return scope.node.tryGetContext(contextKey) as Choice | undefined;
}

function releaseOf(scope: IConstruct): string | undefined {
  const versions = choiceOf(scope)?.versions;
  return versions && releaseOfVersions(versions);
}

/** What the Istio objects below a scope have of later releases, but for scopes with a choice of their own. */
function laterBelow(scope: IConstruct, release: string): string[] {
  // Loaded where an app is there to look at: who only reads manifests need not wait for it.
  const cdk8s = require('cdk8s') as typeof import('cdk8s');
  return scope.node
    .findAll()
    .filter((one): one is ApiObject => cdk8s.ApiObject.isApiObject(one) && isVersioned(one))
    .filter((object) => choiceOf(object)?.scope === scope)
    .flatMap((object) => {
      const written = object.toJson() as VersionedObject;
      return laterThan(release, written).map(
        (later) => refused(object.node.path, later, release, written).message,
      );
    });
}

function isVersioned({ kind, apiGroup }: ApiObject): boolean {
  if (apiGroup === gatewayApiGroup) return true;
  const version: string | undefined = (newestApiVersions as Readonly<Record<string, string>>)[kind];
  return version?.split('/')[0] === apiGroup;
}

/** A construct that is being made has a place in a file, one that synthesis looks at has only a path. */
function refused(
  at: IConstruct | string,
  { what, path, value, since }: Later,
  release: string,
  { apiVersion = '' }: VersionedObject,
): ConfigError {
  const whose =
    groupOf(apiVersion) === gatewayApiGroup
      ? `the Gateway API that goes with Istio ${since}`
      : `Istio ${since}`;
  return new ConfigError({
    at: typeof at === 'string' ? `${at}: ${path}` : { node: { path: `${at.node.path}: ${path}` } },
    problem: `${what === 'apiVersion' ? 'an' : 'a'} ${what} of ${whose}, the app is written for ${release}`,
    got: value,
    instead: `choose Istio ${since} or newer (ISTIO_RELEASE=${since}), or leave it out`,
  });
}
