import { fault } from '../../diagnostics/fault';
import { type Check, every, oneOf } from '../../values/check';
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

const instead = "give a Waypoint, or Waypoint.named('waypoint', { namespace: 'demo' })";

const gateway = reference<IWaypoint>('a waypoint', instead, ['gateway-api-gateway'], {
  name: objectName,
  namespace: optional(namespaceName),
  handles: optional(traffic),
});

/** A gateway at the edge is none, though it is of the same kind. */
export const waypoint: Check<IWaypoint> = every(gateway, (value: IGatewayApiGateway) =>
  'handles' in value
    ? undefined
    : fault('a gateway that is no waypoint reads no requests', value.name, instead),
);

/** The labels by which what lies in `namespace` is served by a waypoint. */
export function waypointLabels(waypoint: IWaypoint, namespace: string): Readonly<Record<string, string>> {
  const isForeign = waypoint.namespace !== undefined && waypoint.namespace !== namespace;
  return {
    'istio.io/use-waypoint': waypoint.name,
    ...(isForeign && { 'istio.io/use-waypoint-namespace': waypoint.namespace }),
  };
}
