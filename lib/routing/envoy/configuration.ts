import type { JwtAuthentication } from '../../authorization/jwt-authentication';
import type { Rbac } from '../../authorization/rbac';
import type { ObjectReference, RouteOrigin } from './origin';
import type { PathNormalization } from './path-normalization';
import type { Route, WeightedCluster } from './route-configuration';

/**
 * What a proxy was told, as data: what istiod's part makes and Envoy's part answers from.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/intro/terminology
 */
export interface Listener {
  readonly name: string;
  readonly port: number;
  /** The addresses it takes; all where left out. */
  readonly addresses?: readonly string[];
  readonly chains: readonly FilterChain[];
}

/** What a listener does with the connections that it is chosen for. */
export interface FilterChain {
  /** Names that the client asks for, exact or `*.suffix`; every connection where left out. */
  readonly serverNames?: readonly string[];
  /** Addresses that the client called; all where left out. */
  readonly destinations?: readonly string[];
  /** Who made it, for the story. */
  readonly origin?: ObjectReference;
  /** Whether TLS ends here. */
  readonly terminates?: boolean;
  /** Layer 4 policies, in their order. */
  readonly policies: readonly Rbac[];
  readonly filter: HttpConnectionManager | TcpProxy;
}

/** Reads HTTP and routes it. */
export interface HttpConnectionManager {
  readonly kind: 'http';
  readonly scheme: 'http' | 'https';
  readonly normalization: PathNormalization;
  /** The downstream's address is the peer's, and headers about it are not believed. */
  readonly useRemoteAddress: boolean;
  /** How many proxies in front are believed about where a request came from. */
  readonly trustedProxies: number;
  readonly authentication?: JwtAuthentication;
  /** In the order in which they are asked: audit, deny, allow. */
  readonly policies: readonly Rbac[];
  readonly routes: RouteTable;
  /** What is in the way and not modelled, each in one line. */
  readonly notModelled: readonly string[];
}

/** Passes bytes on. */
export interface TcpProxy {
  readonly kind: 'tcp';
  readonly destinations: readonly WeightedCluster[];
  readonly route?: RouteOrigin;
}

/** The virtual hosts of one port. */
export interface RouteTable {
  readonly name: string;
  readonly hosts: readonly VirtualHost[];
  /** Matches of hosts that got no virtual host, for lack of any route. */
  readonly left?: readonly (LeftOut & { readonly host: string })[];
}

/** Routes for some names. */
export interface VirtualHost {
  /** In lower case: `a.test`, `*.test`, `a.*`, `*`. */
  readonly domains: readonly string[];
  /** Asked in this order, the first that matches wins. */
  readonly routes: readonly Route[];
  /** Everything is sent to https. */
  readonly requireTls?: boolean;
  /** Matches that never came here, with the reason: other gateways, ports, clients. */
  readonly left?: readonly LeftOut[];
  /** What these names are, where nothing of the mesh knows them. */
  readonly unknown?: 'passthrough' | 'blackhole';
}

/** A match that was not given to this proxy. */
export interface LeftOut {
  readonly origin: RouteOrigin;
  readonly because: string;
}

/** TLS from a client to a cluster. */
export interface ClusterTls {
  readonly mode: 'none' | 'simple' | 'mutual' | 'istio-mutual';
  readonly sni?: string;
  /** Who decided it. */
  readonly because: string;
}
