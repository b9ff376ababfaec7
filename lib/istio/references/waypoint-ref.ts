import { oneOf } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, reference } from '../../values/shape';
import type { IGatewayApiGateway } from './gateway-api-ref';

/** What a waypoint handles: requests to services, to single pods, both, or none but for what names it by itself. */
export type WaypointTraffic = 'service' | 'workload' | 'all' | 'none';

/** A waypoint, which namespaces and services are served by: one of this app, or `Waypoint.named`. */
export interface IWaypoint extends IGatewayApiGateway {
  /** `undefined` outside: taken to handle services. */
  readonly handles: WaypointTraffic | undefined;
}

const traffic = oneOf<WaypointTraffic>('service', 'workload', 'all', 'none');

export const waypoint = reference<IWaypoint>(
  'a waypoint',
  "give a Waypoint, or Waypoint.named('waypoint', { namespace: 'demo' })",
  ['gateway-api-gateway'],
  {
    name: objectName,
    namespace: optional(namespaceName),
    handles: optional(traffic),
  },
);

/** The labels by which what lies in `namespace` is served by a waypoint. */
export function waypointLabels(waypoint: IWaypoint, namespace: string): Readonly<Record<string, string>> {
  const isForeign = waypoint.namespace !== undefined && waypoint.namespace !== namespace;
  return {
    'istio.io/use-waypoint': waypoint.name,
    ...(isForeign && { 'istio.io/use-waypoint-namespace': waypoint.namespace }),
  };
}
