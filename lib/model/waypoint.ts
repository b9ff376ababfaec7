import type { ObjectOf } from './mesh-kinds';
import { keyOf, type MeshModel } from './mesh-model';
import type { MeshObject } from './mesh-object';
import type { MeshService } from './service';
import type { Workload } from './workload';

const useWaypoint = 'istio.io/use-waypoint';

/**
 * The waypoint of a service, as labels of its Service or its namespace name it; undefined where none is there.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function waypointOf(model: MeshModel, service: MeshService): Workload | undefined {
  const name = labelOf(model, service, useWaypoint);
  if (name === undefined || name === '' || name.toLowerCase() === 'none') return undefined;
  const isOwn = service.object.labels[useWaypoint] !== undefined;
  const labels = isOwn ? service.object.labels : model.namespaces.get(service.namespace)?.labels;
  const namespace = labels?.[`${useWaypoint}-namespace`] ?? service.namespace;
  return model.workloads.find(
    (one) => one.origin === 'generated' && one.object.name === name && one.namespace === namespace,
  );
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
  const traffic = waypoint?.labels['istio.io/waypoint-for'] ?? 'service';
  return traffic === 'service' || traffic === 'all';
}

/** Whether gateways, too, lead calls to a service through its waypoint. */
export function gatewaysUseWaypoint(model: MeshModel, service: MeshService): boolean {
  return labelOf(model, service, 'istio.io/ingress-use-waypoint')?.toLowerCase() === 'true';
}

/** A label of the Service, else of its namespace. */
function labelOf({ namespaces }: MeshModel, service: MeshService, label: string): string | undefined {
  return service.object.labels[label] ?? namespaces.get(service.namespace)?.labels[label];
}
