import type { MeshModel } from '../model/mesh-model';
import { waypointOf } from '../model/waypoint';
import { type Locate, type NamedObject, named } from './locate';
import { type Numbered, numbered, originOf, routePath } from './route-answer';
import type { Trace } from './trace';
import { type Tried, triedRoutes } from './tried-routes';

/** What a waypoint did with a part of a request that a gateway led through it. */
export interface WaypointAnswer {
  readonly namespace: string;
  readonly name: string;
  readonly virtualService?: NamedObject;
  readonly route?: Numbered;
  readonly match?: Numbered;
  readonly tried: readonly Tried[];
}

/** The traces of the waypoints behind a gateway, each once. */
export function passedOf({ shares }: Trace): Trace[] {
  const passed = shares.flatMap((share) => share.passed ?? []);
  return passed.length === 0 ? passed : [...new Set(passed)];
}

/** What waypoints behind a gateway did. */
export function waypointAnswers(trace: Trace, locate: Locate): WaypointAnswer[] {
  return passedOf(trace).map((passed) => {
    const { namespace = '', name = '' } = passed.workload ?? {};
    const { object, origin } = originOf(passed);
    return {
      namespace,
      name,
      ...(object !== undefined && { virtualService: named(object, locate, routePath(object, origin)) }),
      ...(origin !== undefined && { route: numbered(origin) }),
      ...(origin?.match !== undefined && { match: numbered(origin.match) }),
      tried: triedRoutes(passed),
    };
  });
}

/** Waypoints of the services that a request reaches without being led through them, each with the reason. */
export function waypointNotes({ shares, waypoint, workload }: Trace, model: MeshModel): string[] {
  if (waypoint) return [];
  return shares.flatMap(({ cluster, passed }) => {
    // A name outside of the mesh has no service.
    const service = cluster?.service;
    const found = passed === undefined && service ? waypointOf(model, service) : undefined;
    if (service === undefined || found === undefined) return [];
    if ('because' in found) return [found.because];
    const { namespace, name } = found.workload;
    const isAmbient = workload?.proxy === 'ztunnel' && service.headless;
    const because = isAmbient ? 'the service has no address of its own' : 'only ztunnel leads there';
    return [`the waypoint ${namespace}/${name} of ${service.host} is not asked: ${because}`];
  });
}
