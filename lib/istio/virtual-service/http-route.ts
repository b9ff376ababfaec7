import type { Duration } from 'cdk8s';
import { ConfigError } from '../../diagnostics/error';
import { renderOptionalDuration } from '../../values/duration';
import type { NonEmpty } from '../../values/non-empty';
import type { IDelegateVirtualService } from '../references/delegate-ref';
import { Destination, type RouteTarget } from '../references/destination';
import { type CorsPolicy, checkCorsPolicy } from './cors-policy';
import { checkDirectResponse, type DirectResponse } from './direct-response';
import { checkFault, type Fault } from './fault';
import { checkHeaderOperations, type HeaderOperations, setsHost } from './header-operations';
import { checkHttpMatch, type HttpMatch } from './http-match';
import { checkHttpRedirect, type HttpRedirect } from './http-redirect';
import { checkHttpRewrite, type HttpRewrite, type HttpRewriteParts } from './http-rewrite';
import { checkMirror, type Mirror } from './mirror';
import type { Retries } from './retries';
import { type MoreShares, type Share, splitShares } from './share';

/** What every HTTP route can say. */
export interface HttpRouteOptions {
  /** Shows in access logs. */
  readonly name?: string;
  /**
   * Which requests the route takes: those that meet all conditions of at least one match.
   * @default - every request
   */
  readonly match?: NonEmpty<HttpMatch>;
  readonly headers?: HeaderOperations;
  readonly cors?: CorsPolicy;
}

/** What a route that forwards requests can say. */
export interface HttpForwardOptions extends HttpRouteOptions {
  readonly rewrite?: HttpRewrite;
  readonly mirrors?: NonEmpty<Mirror>;
  readonly fault?: Fault;
  /** @default - twice more, on failures where that is safe */
  readonly retries?: Retries;
  /**
   * How long the answer may take, all tries together.
   * @default - without limit
   */
  readonly timeout?: Duration;
}

/** A part of an HTTP route's requests. */
export interface HttpShare extends Share {
  /** Header changes for this part only. */
  readonly headers?: HeaderOperations;
}

/** Forwards to one destination, or divides between several. */
export interface HttpForward extends HttpForwardOptions {
  readonly kind: 'forward';
  readonly shares: NonEmpty<HttpShare>;
}

/** Answers with another address. */
export interface HttpRedirectRoute extends HttpRouteOptions {
  readonly kind: 'redirect';
  readonly redirect: HttpRedirect;
}

/** Answers by itself. */
export interface HttpDirectResponseRoute extends HttpRouteOptions {
  readonly kind: 'direct-response';
  readonly response: DirectResponse;
}

/** Leaves the choice to another VirtualService. */
export interface HttpDelegate extends HttpForwardOptions {
  readonly kind: 'delegate';
  readonly to: IDelegateVirtualService;
}

/**
 * A rule of a VirtualService: which HTTP requests it takes, and what becomes of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export type HttpRoute = FinalHttpRoute | HttpDelegate;

/** A rule that decides by itself what becomes of the requests. */
export type FinalHttpRoute = HttpForward | HttpRedirectRoute | HttpDirectResponseRoute;

export const HttpRoute = {
  /**
   * Forwards the requests to one destination.
   *
   * @example
   * HttpRoute.to(productpage, { match: [{ path: exactly('/productpage') }, { path: startsWith('/static') }] })
   */
  to(target: RouteTarget, options: HttpForwardOptions = {}): HttpForward {
    checkForwardOptions(options);
    return { kind: 'forward', ...options, shares: [{ to: Destination.from(target), percent: 100 }] };
  },

  /**
   * Divides the requests between two or more destinations; options come last.
   *
   * @example
   * HttpRoute.split({ to: versions.subset('v1'), percent: 90 }, { to: versions.subset('v2'), percent: 10 })
   * @throws ConfigError where the parts don't add up to 100 percent
   */
  split(
    first: HttpShare,
    second: HttpShare,
    ...more: MoreShares<HttpShare, HttpForwardOptions>
  ): HttpForward {
    const { shares, options = {} } = splitShares(first, second, more);
    for (const { headers } of shares) if (headers) checkHeaderOperations(headers);
    checkForwardOptions(options);
    return { kind: 'forward', ...options, shares };
  },

  /** Answers with another address, which the client then asks. */
  redirect(redirect: HttpRedirect, options: HttpRouteOptions = {}): HttpRedirectRoute {
    checkHttpRedirect(redirect, options.match);
    checkRouteOptions(options);
    return { kind: 'redirect', ...options, redirect };
  },

  /** Answers from Envoy itself, without any workload. */
  directResponse(response: DirectResponse, options: HttpRouteOptions = {}): HttpDirectResponseRoute {
    checkDirectResponse(response);
    checkRouteOptions(options);
    return { kind: 'direct-response', ...options, response };
  },

  /** Hands the requests to the routes of a {@link DelegateVirtualService}, which another team may own. */
  delegate(to: IDelegateVirtualService, options: HttpForwardOptions = {}): HttpDelegate {
    checkForwardOptions(options);
    return { kind: 'delegate', ...options, to };
  },
};

function checkRouteOptions({ match, headers, cors }: HttpRouteOptions): void {
  match?.forEach(checkHttpMatch);
  if (headers) checkHeaderOperations(headers);
  if (cors) checkCorsPolicy(cors);
}

function checkForwardOptions(options: HttpForwardOptions): void {
  checkRouteOptions(options);
  options.mirrors?.forEach(checkMirror);
  if (options.fault) checkFault(options.fault);
  if (options.rewrite) checkHttpRewrite(options.rewrite);
  renderOptionalDuration(options.timeout, 'the timeout of a route');
  checkOneHost(options);
}

/** Istio refuses a host that is set in two ways. */
function checkOneHost({ rewrite, headers }: HttpForwardOptions): void {
  const { authority }: Partial<HttpRewriteParts> = rewrite ?? {};
  if (authority === undefined || !headers || !setsHost(headers)) return;
  throw new ConfigError({
    problem: 'the host of the request is both rewritten and set as a header',
    got: authority,
    instead: 'leave one of them out',
  });
}
