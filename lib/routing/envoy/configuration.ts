import type { JwtAuthentication } from '../../authorization/jwt-authentication';
import type { Rbac } from '../../authorization/rbac';
import type { TextMatcher } from '../../values/text-matcher';
import type { PathNormalization } from './path-normalization';

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

/** An object of the manifests. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** As it was read: its file and line are looked up where they are told. */
  readonly manifest?: object;
}

/** Where a route was written. */
export interface RouteOrigin {
  readonly object: ObjectReference;
  /** The object's list that it is in. @default - its routes of HTTP */
  readonly list?: 'tls' | 'tcp';
  /** Its place in that list. */
  readonly index: number;
  readonly name?: string;
  readonly match?: { readonly index: number; readonly name?: string };
}

/** One route: when, and what then. */
export interface Route {
  readonly name: string;
  readonly match: RouteMatch;
  readonly action: RouteAction;
  readonly requestHeaders?: HeaderOperations;
  readonly responseHeaders?: HeaderOperations;
  readonly cors?: CorsPolicy;
  readonly fault?: FaultInjection;
  readonly origin?: RouteOrigin;
}

/** All of it must hold. */
export interface RouteMatch {
  readonly path: PathMatcher;
  readonly headers?: readonly HeaderMatcher[];
  readonly query?: readonly QueryMatcher[];
  readonly claims?: readonly ClaimMatcher[];
}

/** How the path, without its query, is compared. */
export interface PathMatcher {
  /** `segments`: the text, and then nothing or a slash. */
  readonly kind: 'exact' | 'prefix' | 'segments' | 'regex';
  readonly value: string;
  readonly ignoreCase?: boolean;
}

/** `:method`, `:authority` and `:scheme` are headers too. */
export interface HeaderMatcher {
  /** In lower case. */
  readonly name: string;
  /** Present with any value where left out. */
  readonly value?: TextMatcher;
  readonly invert?: boolean;
  /** A missing header is compared as an empty one. */
  readonly missingIsEmpty?: boolean;
}

/** A parameter of the query; present with any value where `value` is left out. */
export interface QueryMatcher {
  readonly name: string;
  readonly value?: TextMatcher;
}

/** A claim of a verified token. */
export interface ClaimMatcher {
  readonly path: readonly string[];
  readonly value: TextMatcher;
  readonly invert?: boolean;
}

/** What happens to a request. */
export type RouteAction =
  | ForwardAction
  | RedirectAction
  | { readonly kind: 'respond'; readonly status: number; readonly body?: string }
  /** A redirect with a code that nobody knows: the route matches and does nothing. */
  | { readonly kind: 'nothing' };

/** On to a cluster. */
export interface ForwardAction {
  readonly kind: 'forward';
  readonly destinations: readonly WeightedCluster[];
  readonly rewrite?: PathRewrite;
  /** The Host header that the backend sees. */
  readonly host?: string;
  /** What is answered where a destination's cluster does not exist. */
  readonly missing: 500 | 503;
  /** Seconds; 0 waits for ever. */
  readonly timeout: number;
  readonly retries?: RetryPolicy;
  readonly mirrors: readonly { readonly cluster: string; readonly percent: number }[];
}

/** A share of the requests. */
export interface WeightedCluster {
  readonly cluster: string;
  readonly weight: number;
  readonly host?: string;
  readonly requestHeaders?: HeaderOperations;
  readonly responseHeaders?: HeaderOperations;
}

/** The path, or a part of it, replaced. */
export type PathRewrite =
  /** What the route's path matcher matched becomes this. */
  | { readonly kind: 'prefix'; readonly with: string }
  | { readonly kind: 'regex'; readonly expression: string; readonly substitution: string };

/** Sent elsewhere. */
export interface RedirectAction {
  readonly kind: 'redirect';
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  /** The whole path, or what the path matcher matched. */
  readonly path?: { readonly kind: 'whole' | 'prefix'; readonly value: string };
  readonly status: number;
}

/** Changes of headers: removals first, then what is set, then what is added. */
export interface HeaderOperations {
  readonly remove: readonly string[];
  readonly put: readonly { readonly name: string; readonly value: string; readonly append: boolean }[];
}

/** Which origins a browser may call from. */
export interface CorsPolicy {
  readonly origins: readonly TextMatcher[];
  readonly methods?: string;
  readonly headers?: string;
  readonly expose?: string;
  /** Seconds. */
  readonly maxAge?: string;
  readonly credentials?: boolean;
  /** A preflight from elsewhere goes on to the backend. */
  readonly forwardUnmatched: boolean;
}

/** Faults that are made on purpose. */
export interface FaultInjection {
  readonly delay?: { readonly percent: number; readonly seconds: number };
  readonly abort?: { readonly percent: number; readonly status: number; readonly grpc?: string };
}

/** When a failed request is tried again. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly on: string;
  readonly statuses?: readonly number[];
  /** Seconds. */
  readonly perTryTimeout?: number;
}

/** Where requests can go. */
export interface Cluster {
  readonly name: string;
  /** Its name in the mesh, or the name that the client called. */
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly workloads: readonly Workload[];
  /** Endpoints outside, for names that no workload of the manifests stands behind. */
  readonly outside?: boolean;
  /** What goes over the wire. */
  readonly tls: ClusterTls;
}

/** TLS from a client to a cluster. */
export interface ClusterTls {
  readonly mode: 'none' | 'simple' | 'mutual' | 'istio-mutual';
  readonly sni?: string;
  /** Who decided it. */
  readonly because: string;
}

/** Pods of one template, or one Pod. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}
