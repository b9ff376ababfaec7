import type { MeshModel } from './mesh-model';
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
    (one) => one.origin === 'generated' && one.name === name && one.namespace === namespace,
  );
}

/** Whether gateways, too, lead calls to a service through its waypoint. */
export function gatewaysUseWaypoint(model: MeshModel, service: MeshService): boolean {
  return labelOf(model, service, 'istio.io/ingress-use-waypoint')?.toLowerCase() === 'true';
}

/** A label of the Service, else of its namespace. */
function labelOf({ namespaces }: MeshModel, service: MeshService, label: string): string | undefined {
  return service.object.labels[label] ?? namespaces.get(service.namespace)?.labels[label];
}
