import type { Duration } from 'cdk8s';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, filledText, list } from '../../values/check';
import { duration } from '../../values/duration';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { optional, type Shape, shape, variants } from '../../values/shape';
import { delegate, type IDelegateVirtualService } from '../references/delegate-ref';
import type { RouteTarget } from '../references/destination';
import { type CorsPolicy, corsPolicy } from './cors-policy';
import { type DirectResponse, directResponse } from './direct-response';
import { type Fault as FaultInjection, faultInjection } from './fault';
import { type HeaderOperations, headerOperations, setsHost } from './header-operations';
import { type HttpMatch, httpMatch } from './http-match';
import { type HttpRedirect, httpRedirect, prefixFault } from './http-redirect';
import { type HttpRewrite, type HttpRewriteParts, httpRewrite } from './http-rewrite';
import { type Mirror, mirror } from './mirror';
import { type Retries, retries } from './retries';
import { type MoreShares, type Share, shareProperties, sharesOf, splitShares } from './share';

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
  /** Istio applies no timeout and no retries where a fault is put in. */
  readonly fault?: FaultInjection;
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
    return { kind: 'forward', ...given(options), shares: [{ to: target, percent: 100 }] };
  },

  /**
   * Divides the requests between two or more destinations, in parts that add up to 100 percent; options come last.
   *
   * @example
   * HttpRoute.split({ to: versions.subset('v1'), percent: 90 }, { to: versions.subset('v2'), percent: 10 })
   */
  split(
    first: HttpShare,
    second: HttpShare,
    ...more: MoreShares<HttpShare, HttpForwardOptions>
  ): HttpForward {
    const { shares, options } = splitShares(first, second, more);
    return { kind: 'forward', ...given(options), shares };
  },

  /** Answers with another address, which the client then asks. */
  redirect(redirect: HttpRedirect, options: HttpRouteOptions = {}): HttpRedirectRoute {
    return { kind: 'redirect', ...given(options), redirect };
  },

  /** Answers from Envoy itself, without any workload. */
  directResponse(response: DirectResponse, options: HttpRouteOptions = {}): HttpDirectResponseRoute {
    return { kind: 'direct-response', ...given(options), response };
  },

  /** Hands the requests to the routes of a {@link DelegateVirtualService}, which another team may own. */
  delegate(to: IDelegateVirtualService, options: HttpForwardOptions = {}): HttpDelegate {
    return { kind: 'delegate', ...given(options), to };
  },
};

const routeOptions = {
  name: optional(filledText('the name of a route', "'by-user'")),
  match: optional(list(httpMatch)),
  headers: optional(headerOperations),
  cors: optional(corsPolicy),
} satisfies Shape<HttpRouteOptions>;

const noTimeout: Check<Duration> = (value: Duration) => {
  const found = duration(value);
  return found && { ...found, instead: `${found.instead}, or leave it out for no limit` };
};

const forwardOptions = {
  ...routeOptions,
  rewrite: optional(httpRewrite),
  mirrors: optional(list(mirror)),
  fault: optional(faultInjection),
  retries: optional(retries),
  timeout: optional(noTimeout),
} satisfies Shape<HttpForwardOptions>;

const shares = sharesOf(shape<HttpShare>({ ...shareProperties, headers: optional(headerOperations) }));

const finalRoutes = {
  forward: { ...forwardOptions, shares },
  redirect: { ...routeOptions, redirect: httpRedirect },
  'direct-response': { ...routeOptions, response: directResponse },
};

/** A route of a delegate, which can't hand requests on a second time. */
export const finalHttpRoute = variants<FinalHttpRoute>(
  'an HTTP route of a delegate',
  finalRoutes,
  routeFault,
);

export const httpRoute = variants<HttpRoute>(
  'an HTTP route',
  { ...finalRoutes, delegate: { ...forwardOptions, to: delegate } },
  routeFault,
);

/** Finds a host that is set in two ways, which Istio refuses, and a new prefix in place of none. */
function routeFault(route: HttpRoute): Fault | undefined {
  if (route.kind === 'redirect') return within('redirect', prefixFault(route.redirect, route.match));
  if (route.kind === 'direct-response') return undefined;
  const { rewrite, headers }: HttpForwardOptions = route;
  const { authority }: Partial<HttpRewriteParts> = rewrite ?? {};
  if (authority !== undefined && headers && setsHost(headers)) {
    return within(
      'rewrite',
      fault(
        'the host of the request is both rewritten and set as a header',
        authority,
        'leave one of them out',
      ),
    );
  }
  return undefined;
}
