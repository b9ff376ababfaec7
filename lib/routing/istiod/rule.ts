import type { DestinationSpec, HttpMatchSpec, HttpRouteSpec } from '../../model/kinds/virtual-service';
import type { ObjectReference, RouteOrigin } from '../envoy/origin';

/**
 * Routing as istiod keeps it: of a VirtualService with its delegates, or of the routes of the Gateway API that share
 * a parent and a host. Hosts and gateways are full names.
 */
export interface RoutingRule {
  readonly object: ObjectReference;
  readonly namespace: string;
  readonly name: string;
  /** When a cluster got it; empty where none has. */
  readonly created: string;
  readonly hosts: readonly string[];
  /** `mesh`, or `<namespace>/<name>` of a Gateway. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  /** Whose words hold: paths of the Gateway API are compared by segments. */
  readonly semantics: 'istio' | 'gateway-api';
  readonly http: readonly HttpRule[];
  readonly tls: readonly ConnectionRule[];
  readonly tcp: readonly ConnectionRule[];
}

/** A route of HTTP requests with what may lead to it. */
export interface HttpRule {
  readonly origin: RouteOrigin;
  readonly spec: HttpRouteSpec;
  /** One must hold; without any the route takes all. */
  readonly matches: readonly HttpRuleMatch[];
}

export interface HttpRuleMatch {
  readonly index: number;
  readonly spec: HttpMatchSpec;
}

/** A route of connections. */
export interface ConnectionRule {
  readonly origin: RouteOrigin;
  readonly matches: readonly ConnectionMatch[];
  readonly route: readonly { readonly destination?: DestinationSpec; readonly weight?: number }[];
}

export interface ConnectionMatch {
  readonly index: number;
  readonly sniHosts?: readonly string[];
  readonly destinationSubnets?: readonly string[];
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}
