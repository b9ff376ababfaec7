import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as generated from '../../imports/argoproj.io/app-project';
import { ConfigError } from '../diagnostics/error';
import { fault, within } from '../diagnostics/fault';
import { suggest } from '../diagnostics/nearest-name';
import { type KindsByScope, kindsByScope } from '../kubernetes/kubernetes-kind';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { anyText, type Check, isPlain, list, text } from '../values/check';
import { checkedProps } from '../values/construct-props';
import type { NonEmpty } from '../values/non-empty';
import { objectMetadata } from '../values/object-metadata';
import { isObjectName } from '../values/object-name';
import { optional, shape } from '../values/shape';
import { ArgoDestination, argoDestination, renderDestination } from './destination';

/** A project as an Application refers to it. */
export interface IArgoProject {
  readonly name: string;
  /** Refuses what the project does not permit. */
  check(application: string, sources: readonly string[], destination: ArgoDestination): void;
}

/** What an {@link ArgoProject} permits. */
export interface ArgoProjectProps {
  readonly description: string;
  /** The addresses that manifests and charts may come from, as `ArgoSource.address` gives them; no patterns. */
  readonly sources: NonEmpty<string>;
  readonly destinations: NonEmpty<ArgoDestination>;
  /**
   * The kinds of objects that may be made. A kind that is missing here is refused, cluster-scoped or not; Argo CD would
   * read a missing list of namespaced kinds as all of them.
   */
  readonly kinds: KindsByScope;
  /** @default - the construct's id is the name, the chart's namespace the namespace */
  readonly metadata?: ApiObjectMetadata;
}

export const argoProject: Check<IArgoProject> = (value: unknown) =>
  isPlain(value) &&
  typeof value.name === 'string' &&
  isObjectName(value.name) &&
  typeof value.check === 'function'
    ? undefined
    : fault('a project is expected', value, "give an ArgoProject, or ArgoProject.named('default')");

const argoProjectProps = shape<ArgoProjectProps>(
  {
    description: anyText,
    sources: list(
      text({
        holds: (source) => source !== '' && !/[*?[\]{}!]/.test(source),
        problem: 'a project names its sources one by one',
        instead: 'write whole addresses: a pattern lets in repositories that do not exist yet',
      }),
    ),
    destinations: list(argoDestination),
    kinds: kindsByScope,
    metadata: optional(objectMetadata),
  },
  {
    rule: ({ kinds }) =>
      kinds.namespaced.length > 0
        ? undefined
        : within(
            'kinds',
            within(
              'namespaced',
              fault(
                'a project permits at least one kind that lies in a namespace',
                kinds.namespaced,
                'name the kinds: Argo CD reads an empty list as nothing, and a missing one as everything',
              ),
            ),
          ),
  },
);

/**
 * What a group of Applications may do: where their manifests come from, where they go, and which kinds they are.
 * Deleting it takes until the last of its Applications is gone.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ArgoProject extends Construct implements IArgoProject {
  /** A project that is described elsewhere; what it permits is not known here. */
  public static named(name: string): IArgoProject {
    return { name, check: () => undefined };
  }

  public readonly name: string;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;
  readonly #props: ArgoProjectProps;

  public constructor(scope: Construct, id: string, props: ArgoProjectProps) {
    checkedProps(scope, id, argoProjectProps, props);
    super(scope, id);
    this.#props = props;
    const spec: generated.AppProjectSpec = {
      description: props.description,
      sourceRepos: [...props.sources],
      destinations: props.destinations.map(renderDestination),
      clusterResourceWhitelist: [...props.kinds.cluster],
      namespaceResourceWhitelist: [...props.kinds.namespaced],
    };
    this.object = new KubernetesObject(this, 'Resource', {
      ...generated.AppProject.GVK,
      metadata: {
        name: id,
        ...props.metadata,
        // An Application without its project can't be deleted any more: the project stays until the last has gone. The
        // API server warns of the name, and Argo CD knows no other for projects.
        finalizers: [...(props.metadata?.finalizers ?? []), 'resources-finalizer.argocd.argoproj.io'],
      },
      spec: generated.AppProject.manifest({ metadata: {}, spec }).spec,
    });
    this.name = this.object.name;
  }

  public check(application: string, sources: readonly string[], destination: ArgoDestination): void {
    for (const source of sources) {
      if (this.#props.sources.includes(source)) continue;
      throw new ConfigError({
        at: application,
        problem: `the project '${this.name}' does not permit the source`,
        got: source,
        instead: suggest(source, this.#props.sources),
      });
    }
    if (this.#props.destinations.some((permitted) => ArgoDestination.same(permitted, destination))) return;
    throw new ConfigError({
      at: application,
      problem: `the project '${this.name}' does not permit the destination`,
      got: renderDestination(destination),
      instead: suggest(
        destination.namespace,
        this.#props.destinations.map((permitted) => permitted.namespace),
      ),
    });
  }
}
