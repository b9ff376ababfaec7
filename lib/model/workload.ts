import { isMap, type KubernetesObject } from '../kubernetes/identity';
import { foreignTemplatePath, podTemplatePath } from '../kubernetes/pod-template';
import { type MadeGateway, madeGateway } from '../release/made-gateway';
import type { Labels } from '../values/labels';
import type { Injectors } from './injection';
import { type ContainerSpec, type PodTemplate, podTemplate } from './kinds/kubernetes';
import type { ObjectOf, ObjectsOf } from './mesh-kinds';
import { type KindPlace, type MeshObject, meshObject } from './mesh-object';
import type { MeshNamespace } from './namespace';
import { anyMap } from './shape';

/**
 * What stands before a workload: a proxy beside it, the proxy that it is itself (a gateway or a waypoint), the node's
 * ztunnel, nothing; `unknown` where its namespace is not among the objects.
 */
export type Proxy = 'sidecar' | 'gateway' | 'ztunnel' | 'none' | 'unknown';

/** Pods as a controller makes them, one pod as a cluster has it, a machine outside, or what istiod makes for a gateway. */
export type WorkloadOrigin = 'template' | 'pod' | 'entry' | 'generated';

/** What selectors select: pods, by the template of their controller or as they are, and WorkloadEntries. */
export interface Workload {
  readonly origin: WorkloadOrigin;
  /** The object that it is read from. */
  readonly object: MeshObject;
  readonly name: string;
  readonly namespace: string;
  /** Of the pods, not of the controller. */
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  readonly proxy: Proxy;
  readonly containers: readonly ContainerSpec[];
  /** What is listened on by what the containers declare; they need not declare any. */
  readonly ports: readonly WorkloadPort[];
  /** Where the labels and containers are in the object: `['spec', 'template']`, or `[]` for a Pod. */
  readonly templatePath: readonly string[];
  readonly template: PodTemplate;
}

/** A port that a container declares, or that a WorkloadEntry gives a name. */
export interface WorkloadPort {
  readonly name?: string;
  readonly number: number;
  readonly transport: 'TCP' | 'UDP' | 'SCTP';
}

/** Where an object keeps the template of its pods; undefined where it makes none. */
export function templatePathOf(
  manifest: KubernetesObject,
  { group, kind }: Pick<MeshObject, 'group' | 'kind'>,
): readonly string[] | undefined {
  return podTemplatePath(group, kind) ?? foreignTemplatePath(manifest);
}

/** Whether a controller chooses its pods by labels: others, such as Knative's, give them labels of their own. */
export function choosesByLabels({ group, kind, spec }: MeshObject): boolean {
  return podTemplatePath(group, kind) !== undefined || (isMap(spec) && isMap(spec.selector));
}

/** Whether it is of a kind that Services are made for: of whoever has a Job, the others may be elsewhere. */
export function staysForCallers(object: MeshObject): boolean {
  return choosesByLabels(object) && object.group !== 'batch';
}

/** Reads a workload; undefined for an object of another kind. */
export function workloadOf(
  manifest: KubernetesObject,
  object: MeshObject,
  namespace: MeshNamespace | undefined,
  injectors: Injectors,
): Workload | undefined {
  const templatePath = templatePathOf(manifest, object);
  if (templatePath === undefined) return undefined;
  let at: unknown = manifest;
  for (const step of templatePath) at = isMap(at) ? at[step] : undefined;
  const template = podTemplate(at) ?? {};
  const spec = template.spec ?? {};
  const containers = spec.containers ?? [];
  const labels = template.metadata?.labels ?? {};
  const annotations = template.metadata?.annotations ?? {};
  const origin = templatePath.length === 0 ? 'pod' : 'template';
  return {
    origin,
    object,
    name: object.name,
    namespace: object.namespace,
    labels,
    annotations,
    serviceAccount: spec.serviceAccountName || spec.serviceAccount || 'default',
    hostNetwork: spec.hostNetwork ?? false,
    proxy: proxyOf(template, namespace, injectors, origin === 'pod' && isRunning(manifest, template)),
    containers,
    ports: portsOf(containers),
    templatePath,
    template,
  };
}

/** Reads the object that a workload is kept in, of which only what is common to all objects is of interest. */
export function workloadObject(manifest: KubernetesObject, place: KindPlace, namespace: string): MeshObject {
  return meshObject(manifest, place, namespace, anyMap, 'spec');
}

function isProxy({ name }: ContainerSpec): boolean {
  return name === 'istio-proxy';
}

function proxyOf(
  { metadata, spec }: PodTemplate,
  namespace: MeshNamespace | undefined,
  injectors: Injectors,
  isRunning: boolean,
): Proxy {
  const containers = spec?.containers ?? [];
  const labels = metadata?.labels ?? {};
  const annotations = metadata?.annotations ?? {};
  const own = containers.find(isProxy) ?? spec?.initContainers?.find(isProxy);
  const isGateway = containers.length > 0 && containers.every(isProxy);
  if (own !== undefined && own.image !== 'auto') {
    if (isGateway) return 'gateway';
    // What a sidecar would take over there is the network of the host.
    return spec?.hostNetwork ? 'none' : 'sidecar';
  }
  if (annotations['ambient.istio.io/redirection'] === 'enabled') return 'ztunnel';
  // A pod that runs is what it is: had it been injected, the proxy were there.
  if (isRunning) return 'none';
  const injected = spec?.hostNetwork
    ? ({ kind: 'not-injected' } as const)
    : namespace?.object === undefined && labels['sidecar.istio.io/inject'] === undefined
      ? ({ kind: 'unknown' } as const)
      : injectors.answer(namespace?.labels ?? {}, { ...annotationWish(annotations), ...labels });
  if (injected.kind === 'injected') return isGateway ? 'gateway' : 'sidecar';
  if (injected.kind === 'unknown') return 'unknown';
  const mode = labels['istio.io/dataplane-mode'];
  const isAmbient = mode === 'ambient' || (namespace?.ambient === true && mode !== 'none');
  return isAmbient && !spec?.hostNetwork ? 'ztunnel' : 'none';
}

/** The old place of the wish to be injected. */
function annotationWish(annotations: Readonly<Record<string, string>>): Labels {
  const wish = annotations['sidecar.istio.io/inject'];
  return wish === undefined ? {} : { 'sidecar.istio.io/inject': wish };
}

/** Whether a Pod was taken from a cluster: one that is yet to be made may still be injected. */
function isRunning(manifest: KubernetesObject, template: PodTemplate): boolean {
  const { status } = manifest as unknown as { readonly status?: unknown };
  // The label is a controller's: nobody writes it.
  const isMade = template.metadata?.labels?.['pod-template-hash'] !== undefined;
  return isMade || template.spec?.nodeName !== undefined || (isMap(status) && status.phase !== undefined);
}

function portsOf(containers: readonly ContainerSpec[]): WorkloadPort[] {
  return containers.flatMap(({ ports }) =>
    (ports ?? []).flatMap(({ name, containerPort, protocol }) => {
      if (containerPort === undefined) return [];
      const transport = protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP';
      return [{ ...(name !== undefined && { name }), number: containerPort, transport }];
    }),
  );
}

/** A WorkloadEntry as selectors see it. */
export function entryWorkload(entry: ObjectOf<'workloadEntries'>): Workload {
  const { labels, serviceAccount, ports } = entry.spec;
  return {
    origin: 'entry',
    object: entry,
    name: entry.name,
    namespace: entry.namespace,
    labels: { ...entry.labels, ...labels },
    annotations: entry.annotations,
    serviceAccount: serviceAccount || 'default',
    hostNetwork: false,
    proxy: serviceAccount ? 'sidecar' : 'none',
    containers: [],
    ports: Object.entries(ports ?? {}).map(([name, number]) => ({ name, number, transport: 'TCP' })),
    templatePath: [],
    template: {},
  };
}

/** What istiod of a release runs for each Gateway of the Gateway API of its own classes: pods, a Service, an account. */
export function generatedWorkloads(
  gateways: ObjectsOf<'kubernetesGateways'>,
  classes: ObjectsOf<'gatewayClasses'>,
  release: string,
): Workload[] {
  return gateways.flatMap((gateway) => {
    const kind = generatedBy(gateway.spec.gatewayClassName, classes);
    const isManual = (gateway.spec.addresses ?? []).some(({ type }) => type === 'Hostname');
    if (kind === undefined || isManual) return [];
    const { name, serviceAccount, labels } = madeOf(gateway, kind, release);
    return [
      {
        origin: 'generated' as const,
        object: gateway,
        name,
        namespace: gateway.namespace,
        labels,
        annotations: {},
        serviceAccount,
        hostNetwork: false,
        proxy: 'gateway' as const,
        containers: [],
        ports: (gateway.spec.listeners ?? []).flatMap(({ port }) =>
          port === undefined ? [] : [{ number: port, transport: 'TCP' as const }],
        ),
        templatePath: [],
        template: {},
      },
    ];
  });
}

/** What istiod of a release calls that which it makes of a Gateway. */
export function madeOf(
  { name, annotations, spec }: ObjectOf<'kubernetesGateways'>,
  kind: 'gateway' | 'waypoint',
  release: string,
): MadeGateway {
  const className = spec.gatewayClassName ?? '';
  return madeGateway({ name, className, annotations, isWaypoint: kind === 'waypoint' }, release);
}

/** Whether istiod runs gateways or waypoints of a class; undefined for classes of others. */
export function generatedBy(
  name: string | undefined,
  classes: ObjectsOf<'gatewayClasses'>,
): 'gateway' | 'waypoint' | undefined {
  const controller =
    classes.find((one) => one.name === name)?.spec.controllerName ??
    (name === 'istio'
      ? 'istio.io/gateway-controller'
      : name === 'istio-waypoint'
        ? 'istio.io/mesh-controller'
        : '');
  if (controller === 'istio.io/mesh-controller') return 'waypoint';
  return controller === 'istio.io/gateway-controller' ? 'gateway' : undefined;
}
