import type { TextMatcher } from '../../values/text-matcher';
import type { RouteOrigin } from './origin';

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
