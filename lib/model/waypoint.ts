import { proxyPorts } from '../values/proxy-ports';
import { remembered } from '../values/remembered';
import type { ObjectOf } from './mesh-kinds';
import { keyOf, type MeshModel } from './mesh-model';
import type { MeshObject } from './mesh-object';
import { takesNamespace } from './routes';
import type { MeshService } from './service';
import { generatedBy, type Workload } from './workload';

const useWaypoint = 'istio.io/use-waypoint';
const waypointFor = 'istio.io/waypoint-for';

/** What stands before a service in ambient mode. */
export type ServiceWaypoint =
  | { readonly workload: Workload }
  /** One is named, and does not serve it. */
  | { readonly because: string };

/**
 * The waypoint of a service, as labels of its Service or ServiceEntry, or else of its namespace, name it; undefined where
 * none is named.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function waypointOf(model: MeshModel, service: MeshService): ServiceWaypoint | undefined {
  const namespace = model.namespaces.get(service.namespace);
  const labels =
    service.object.labels[useWaypoint] === undefined ? (namespace?.labels ?? {}) : service.object.labels;
  const name = labels[useWaypoint];
  if (name === undefined || name === 'none' || service.origin === 'generated') return undefined;
  const place = labels[`${useWaypoint}-namespace`] ?? service.namespace;
  const workload = waypointsOf(model).get(`${place}/${name}`);
  const said = `the waypoint ${place}/${name} of ${service.host} is not asked`;
  if (workload === undefined) return { because: `${said}: it is not among the manifests` };
  const gateway = workload.object as ObjectOf<'kubernetesGateways'>;
  if (!takesFrom(model, gateway, service.namespace)) {
    return { because: `${said}: it takes nothing of namespace ${service.namespace}` };
  }
  const traffic = trafficOf(model, gateway);
  if (traffic !== 'service' && traffic !== 'all') return { because: `${said}: it is for ${traffic} traffic` };
  return { workload };
}

const known = new WeakMap<MeshModel, ReadonlyMap<string, Workload>>();

function waypointsOf(model: MeshModel): ReadonlyMap<string, Workload> {
  return remembered(known, model, () => {
    const all = model.workloads.filter((one) => one.origin === 'generated' && isWaypoint(model, one));
    return new Map(all.map((one) => [`${one.namespace}/${one.object.name}`, one]));
  });
}

function isWaypoint({ gatewayClasses }: MeshModel, { object }: Workload): boolean {
  const { gatewayClassName } = (object as ObjectOf<'kubernetesGateways'>).spec;
  return generatedBy(gatewayClassName, gatewayClasses) === 'waypoint';
}

/** Which namespaces the listener for the mesh's own protocol takes. */
function takesFrom(model: MeshModel, { namespace, spec }: ObjectOf<'kubernetesGateways'>, place: string) {
  const listener = spec.listeners?.find(
    ({ port, protocol }) => port === proxyPorts.hbone && protocol === 'HBONE',
  );
  return takesNamespace(model, namespace, listener?.allowedRoutes?.namespaces, place);
}

/** `service`, `workload`, `all` or `none`, of the Gateway or its class. */
function trafficOf({ gatewayClasses }: MeshModel, { labels, spec }: ObjectOf<'kubernetesGateways'>): string {
  const ofClass = gatewayClasses.find(({ name }) => name === spec.gatewayClassName);
  return labels[waypointFor] ?? ofClass?.labels[waypointFor] ?? 'service';
}

/**
 * Whether requests to a Service or a ServiceEntry are led through a waypoint, by the labels of it and of its namespace and
 * by what the waypoint is for; `unknown` where its namespace is not among the objects. A waypoint that is named and not
 * among the objects is taken to be there.
 */
export function isServed(model: MeshModel, object: MeshObject): boolean | 'unknown' {
  const space = model.namespaces.get(object.namespace);
  const own = object.labels[useWaypoint];
  if (own === undefined && space?.object === undefined) return 'unknown';
  const labels = own === undefined ? (space?.labels ?? {}) : object.labels;
  const name = labels[useWaypoint];
  if (name === undefined || name === '' || name === 'none') return false;
  const namespace = labels[`${useWaypoint}-namespace`] ?? object.namespace;
  const waypoint = model.byIdentity.get(
    keyOf({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name }),
  ) as ObjectOf<'kubernetesGateways'> | undefined;
  const traffic = waypoint === undefined ? 'service' : trafficOf(model, waypoint);
  return traffic === 'service' || traffic === 'all';
}

/** The words that Go reads as true. */
const yes: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** Whether gateways, too, lead calls to a service through its waypoint. */
export function gatewaysUseWaypoint({ namespaces }: MeshModel, service: MeshService): boolean {
  const label = 'istio.io/ingress-use-waypoint';
  return yes.has(service.object.labels[label] ?? namespaces.get(service.namespace)?.labels[label] ?? '');
}
