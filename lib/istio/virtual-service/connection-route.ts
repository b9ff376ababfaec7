import type { IConstruct } from 'constructs';
import type {
  VirtualServiceSpecTcp,
  VirtualServiceSpecTls,
} from '../../../imports/networking.istio.io/virtual-service';
import type { NonEmpty } from '../../values/non-empty';
import { Destination, type RouteTarget, renderDestination } from '../references/destination';
import { gatewayConstructs } from '../references/gateway-ref';
import {
  checkConnectionMatch,
  renderConnectionMatch,
  type TcpMatch,
  type TlsMatch,
} from './connection-match';
import { type MoreShares, type Share, splitShares } from './share';

/**
 * A rule of a VirtualService for plain TCP connections.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export interface TcpRoute {
  readonly kind: 'tcp';
  readonly shares: NonEmpty<Share>;
  /** @default - every connection */
  readonly match?: NonEmpty<TcpMatch>;
}

/**
 * A rule of a VirtualService for TLS connections that are passed on unread, chosen by the server name they ask for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface TlsRoute {
  readonly kind: 'tls';
  readonly shares: NonEmpty<Share>;
  readonly match: NonEmpty<TlsMatch>;
}

type TcpOptions = Pick<TcpRoute, 'match'>;
type TlsOptions = Pick<TlsRoute, 'match'>;

export const TcpRoute = {
  /** Passes the connections on to one destination. */
  to(target: RouteTarget, options: TcpOptions = {}): TcpRoute {
    options.match?.forEach(checkConnectionMatch);
    return { kind: 'tcp', ...options, shares: [{ to: Destination.from(target), percent: 100 }] };
  },

  /** Divides the connections between two or more destinations; options come last. */
  split(first: Share, second: Share, ...more: MoreShares<Share, TcpOptions>): TcpRoute {
    const { shares, options = {} } = splitShares(first, second, more);
    options.match?.forEach(checkConnectionMatch);
    return { kind: 'tcp', ...options, shares };
  },
};

export const TlsRoute = {
  /** Passes the connections on to one destination. */
  to(target: RouteTarget, options: TlsOptions): TlsRoute {
    options.match.forEach(checkConnectionMatch);
    return { kind: 'tls', ...options, shares: [{ to: Destination.from(target), percent: 100 }] };
  },

  /** Divides the connections between two or more destinations; options come last. */
  split(first: Share, second: Share, ...more: readonly [...Share[], TlsOptions]): TlsRoute {
    const { shares, options } = splitShares<Share, TlsOptions>(first, second, more);
    const { match } = options as TlsOptions;
    match.forEach(checkConnectionMatch);
    return { kind: 'tls', match, shares };
  },
};

export function renderTcpRoute(
  { shares, match }: TcpRoute,
  namespace: string | undefined,
): VirtualServiceSpecTcp {
  const route = renderShares(shares);
  return match ? { match: match.map((one) => renderConnectionMatch(one, namespace)), route } : { route };
}

export function renderTlsRoute(
  { shares, match }: TlsRoute,
  namespace: string | undefined,
): VirtualServiceSpecTls {
  return {
    match: match.map((one) => ({
      sniHosts: [...one.sniHosts],
      ...renderConnectionMatch(one, namespace),
    })),
    route: renderShares(shares),
  };
}

function renderShares(shares: NonEmpty<Share>) {
  return shares.map(({ to, percent }) => {
    const destination = renderDestination(Destination.from(to));
    return shares.length === 1 ? { destination } : { destination, weight: percent };
  });
}

/** The constructs that a route refers to. */
export function connectionRouteConstructs({ shares, match }: TcpRoute | TlsRoute): readonly IConstruct[] {
  return [
    ...(match ?? []).flatMap((one) => gatewayConstructs(one.gateways ?? [])),
    ...shares.flatMap(({ to }) => Destination.from(to).constructs),
  ];
}
