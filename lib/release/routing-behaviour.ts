import type { IstioRelease } from './istio-release';
import { minorOf } from './minor';

/** What of routing and authorization differs from one release of Istio to the next. */
export interface RoutingBehaviour {
  /** What an HTTPRoute answers that has no backends at all. */
  readonly routeWithoutBackends: 404 | 500;
  /** Dots in the end of a principal (`*a.b`) and in namespaces stand for themselves. */
  readonly escapesPatterns: boolean;
  /**
   * Of a host that several namespaces have, a client takes a Kubernetes Service and then the oldest; before it was the
   * first by the namespaces' alphabet.
   */
  readonly picksBestNamespace: boolean;
  /** A TLSRoute at a listener with a hostname stands only for what both have in common. */
  readonly narrowsTlsRoutes: boolean;
  /** Servers of one port that differ in protocol are refused although they bind other addresses. */
  readonly strictGatewayMerging: boolean;
  /** A subset whose own port settings say nothing of TLS has the rule's. */
  readonly subsetInheritsTls: boolean;
  /** Proxies ask near pods first where a Service wishes it; before, only ztunnel did. */
  readonly followsDistribution: boolean;
  /** Pods of another network that are preferred by labels keep their order; before, they were all the last. */
  readonly ordersOtherNetworks: boolean;
  /** Gateways lead calls through the waypoints of services that wish it. */
  readonly gatewaysUseWaypoints: boolean;
  /** How many of the VirtualServices and routes of a service a waypoint follows: all, or the first. */
  readonly waypointRules: 'all' | 'first';
  /** Waypoints follow rules of connections. */
  readonly waypointsRouteConnections: boolean;
}

/** How a release behaves. */
export function routingBehaviour({
  version,
  patch,
}: Pick<IstioRelease, 'version' | 'patch'>): RoutingBehaviour {
  const minor = minorOf(version);
  const fix = Number(patch.split('.')[2] ?? 0);
  const followsAll = minor >= 30 || (minor === 29 && fix >= 2) || (minor === 28 && fix >= 6);
  return {
    routeWithoutBackends: minor === 30 ? 404 : 500,
    escapesPatterns: minor > 29 || (minor === 29 && fix >= 3),
    picksBestNamespace: minor >= 30,
    narrowsTlsRoutes: minor >= 30,
    strictGatewayMerging: minor >= 31,
    subsetInheritsTls: minor >= 31,
    followsDistribution: minor >= 25,
    ordersOtherNetworks: minor >= 31,
    gatewaysUseWaypoints: minor >= 24,
    waypointRules: followsAll ? 'all' : 'first',
    waypointsRouteConnections: minor >= 26,
  };
}
