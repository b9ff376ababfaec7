import type { IConstruct } from 'constructs';
import type {
  VirtualServiceSpecTcp,
  VirtualServiceSpecTls,
} from '../../../imports/networking.istio.io/virtual-service';
import { list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { optional, shape, variants } from '../../values/shape';
import { type RouteTarget, renderDestination, targetRules } from '../references/destination';
import { gatewayConstructs } from '../references/gateway-ref';
import { renderConnectionMatch, type TcpMatch, type TlsMatch, tcpMatch, tlsMatch } from './connection-match';
import { type MoreShares, type Share, shareProperties, sharesOf, splitShares } from './share';

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
    return { kind: 'tcp', ...given(options), shares: [{ to: target, percent: 100 }] };
  },

  /** Divides the connections between two or more destinations; options come last. */
  split(first: Share, second: Share, ...more: MoreShares<Share, TcpOptions>): TcpRoute {
    const { shares, options } = splitShares(first, second, more);
    return { kind: 'tcp', ...given(options), shares };
  },
};

export const TlsRoute = {
  /** Passes the connections on to one destination. */
  to(target: RouteTarget, options: TlsOptions): TlsRoute {
    return { kind: 'tls', ...(given(options) as TlsOptions), shares: [{ to: target, percent: 100 }] };
  },

  /** Divides the connections between two or more destinations; options come last. */
  split(first: Share, second: Share, ...more: readonly [...Share[], TlsOptions]): TlsRoute {
    const { shares, options } = splitShares<Share, TlsOptions>(first, second, more);
    return { kind: 'tls', ...(given(options) as TlsOptions), shares };
  },
};

const shares = sharesOf(shape<Share>(shareProperties));

export const tcpRoute = variants<TcpRoute>('a TCP route', {
  tcp: { shares, match: optional(list(tcpMatch)) },
});

export const tlsRoute = variants<TlsRoute>('a TLS route', { tls: { shares, match: list(tlsMatch) } });

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
    const destination = renderDestination(to);
    return shares.length === 1 ? { destination } : { destination, weight: percent };
  });
}

/** The constructs that a route refers to. */
export function connectionRouteConstructs({ shares, match }: TcpRoute | TlsRoute): readonly IConstruct[] {
  return [
    ...(match ?? []).flatMap((one) => gatewayConstructs(one.gateways ?? [])),
    ...targetRules(shares.map(({ to }) => to)),
  ];
}
