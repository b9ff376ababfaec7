import { ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { fault } from '../diagnostics/fault';
import type { Finding } from '../diagnostics/finding';
import { type KubernetesObject, whyNoObject } from '../kubernetes/identity';
import { type InstalledGateway, namedOutside } from '../kubernetes/named-outside';
import { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { aConstruct } from '../values/a-construct';
import { anyText, list, record, textOr } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { portNumber } from '../values/port';
import { optional, reference, shape } from '../values/shape';
import type { RuleName } from './catalogue';
import { ignore, ignoredBy } from './construct-ignore';
import { type JudgeOptions, judge } from './judge';

/** For which mesh manifests are judged, and how much of it they are. */
export interface FindingsOptions {
  /** The Istio that is to run them. @default - the newest that is described */
  readonly release?: IstioRelease | string;
  /** Where objects without a namespace belong. @default 'default' */
  readonly namespace?: string;
  /**
   * Whether what is not among the objects does not exist: in the whole world, or in these namespaces. What may be
   * elsewhere is not told of.
   * @default - of what there is in a chart's own namespace nothing is elsewhere, but for what is named so, such as
   * with `Gateway.named` and `MeshService.named`
   */
  readonly complete?: boolean | readonly string[];
  /**
   * The ingress gateways that are installed beside these manifests, `Object.values(installation.ingress)`: a Gateway of
   * whatever code is then held against their labels and ports, its Secrets against where they run.
   * @default - those that constructs are given
   */
  readonly ingress?: readonly InstalledGateway[];
}

/** An object as `synthesize` hands it to a check. */
interface SynthesizedObject {
  readonly manifest: unknown;
  readonly path: string;
  readonly file?: string;
  readonly construct?: IConstruct;
}

const installedGateway = reference<InstalledGateway>(
  'an ingress gateway',
  'give one of installation.ingress, IngressGateway.istioctl() or IngressGateway.helm()',
  ['ingress-gateway'],
  {
    namespace: namespaceName,
    service: anyText,
    podLabels: record(anyText, { least: 0 }),
    ports: list(
      shape<InstalledGateway['ports'][number]>({ name: anyText, port: portNumber, targetPort: portNumber }),
    ),
  },
);

/** For which mesh manifests are judged, and how much of it they are. */
const findingsOptions = shape<FindingsOptions>({
  release: optional(textOr(anyText, istioRelease)),
  namespace: optional(namespaceName),
  complete: optional((value: boolean | readonly string[]) =>
    typeof value === 'boolean' ? undefined : list(namespaceName)(value),
  ),
  ingress: optional(list(installedGateway, { least: 0 })),
});

const findingsOf = shape<{
  readonly made: IConstruct | readonly unknown[];
  readonly options: FindingsOptions;
}>({
  made: (value: unknown) =>
    Array.isArray(value) || Construct.isConstruct(value)
      ? undefined
      : fault('a construct or manifests are expected', value, 'give an app, a chart, or a list of objects'),
  options: findingsOptions,
});

/** What is wrong with manifests, found before a cluster has seen them. */
export const Findings = {
  /**
   * Everything that is to be said of what a construct and all below it make, or of manifests.
   *
   * @see docs/rules.md
   */
  of(made: IConstruct | readonly unknown[], options: FindingsOptions = {}): Finding[] {
    checkedCall('Findings.of', findingsOf, { made, options });
    if (!Construct.isConstruct(made)) return found((made as readonly unknown[]).map(toObject), options);
    const objects = made.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
    return found(
      objects.map((object) => ({ manifest: object.toJson(), path: object.node.path, construct: object })),
      options,
    );
  },

  /**
   * Does not tell a rule of what a construct and all below it make. Where nothing is found that it is about, that is
   * told.
   *
   * @param reason why the rule is not meant here, for whoever reads it next year
   * @throws ConfigError without a reason, and where there is no such rule
   */
  ignore(construct: IConstruct, rule: RuleName, reason: string): void {
    checkedCall('Findings.ignore', aConstruct, construct);
    ignore(construct, rule, reason);
  },

  /** A check for `synthesize`: what is an error stops it before anything is written, warnings are told. */
  check(options: FindingsOptions = {}): (objects: readonly SynthesizedObject[]) => Finding[] {
    checkedCall('Findings.check', findingsOptions, options);
    return (objects) => found(objects, options).filter(({ level }) => level !== 'info');
  },
};

function toObject(manifest: unknown): SynthesizedObject {
  return { manifest, path: '' };
}

function found(synthesized: readonly SynthesizedObject[], options: FindingsOptions): Finding[] {
  const { release, namespace, complete, ingress = [] } = options;
  const all = synthesized.map(({ manifest, path, file, construct }) => ({
    object: manifest as KubernetesObject,
    problem: isList(manifest) ? undefined : whyNoObject(manifest),
    ...(path !== '' && { construct: path }),
    ...(file !== undefined && { file }),
    ...(construct !== undefined && { maker: construct }),
  }));
  const objects = all.filter(({ object, problem }) => problem === undefined && !isList(object));
  return judge(objects, {
    unreadable: all.flatMap(({ problem, file, construct }) =>
      problem === undefined
        ? []
        : [{ kind: 'no-object' as const, problem, ...(file && { file }), ...(construct && { construct }) }],
    ),
    release:
      typeof release === 'string' ? IstioRelease.parse(release, 'release') : (release ?? IstioRelease.latest),
    ...(namespace !== undefined && { namespace }),
    ...(complete !== undefined && { complete }),
    ...surroundings(synthesized, ingress),
    suppressions: ignoredBy(objects),
  });
}

/** Which namespaces are the charts' own, and what their constructs name as described elsewhere. */
function surroundings(
  synthesized: readonly SynthesizedObject[],
  ingress: readonly InstalledGateway[],
): Pick<JudgeOptions, 'own' | 'outside'> {
  const made = synthesized.flatMap(({ construct }) => (construct === undefined ? [] : [construct]));
  const own = new Set(made.flatMap((construct) => Chart.of(construct).namespace ?? []));
  return { own: [...own], outside: [...made.flatMap(namedOutside), ...ingress] };
}

/** What kubectl takes apart by itself; what is in it is not looked at. */
function isList(manifest: unknown): boolean {
  return Array.isArray((manifest as { readonly items?: unknown } | null)?.items);
}
