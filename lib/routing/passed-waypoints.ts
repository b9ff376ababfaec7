import type { MeshModel } from '../model/mesh-model';
import { gatewaysUseWaypoint, waypointOf } from '../model/waypoint';
import type { Trace } from './trace';

/** Waypoints of the services that a request reaches without having been led through them. */
export function passedWaypoints(
  { shares, workload, waypoint }: Trace,
  model: MeshModel,
): { readonly notes: readonly string[]; readonly notModelled: readonly string[] } {
  const notes: string[] = [];
  const notModelled: string[] = [];
  for (const { cluster, host } of waypoint ? [] : shares) {
    // A name outside of the mesh has no service.
    const service = cluster?.service;
    const found = service && waypointOf(model, service);
    if (service === undefined || found === undefined) continue;
    const name = `the waypoint ${found.namespace}/${found.name} of ${host}`;
    if (workload?.proxy === 'gateway' && gatewaysUseWaypoint(model, service)) {
      notModelled.push(`${name} stands behind the gateway: what it does is not told`);
    } else notes.push(`${name} is not asked: only ztunnel leads there`);
  }
  return { notes, notModelled };
}
