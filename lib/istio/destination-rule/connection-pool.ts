import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyConnectionPool } from '../../../imports/networking.istio.io/destination-rule';
import { keyOf, textOr } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { duration, durationText, wholeSeconds } from '../../values/duration';
import type { AtLeastOne } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import type { Plain } from '../resource';

/** Keeps idle TCP connections from being forgotten on the way; in whole seconds. */
export interface TcpKeepalive {
  /** How long a connection is idle before the first probe. @default - the operating system's, 2h on Linux */
  readonly time: Duration;
  /** Between two probes. @default - the operating system's, 75s on Linux */
  readonly interval: Duration;
  /** How many probes without an answer end a connection. @default - the operating system's, 9 on Linux */
  readonly probes: number;
}

/** Asks by HTTP/2 PING frames whether the workload is still there. */
export interface Http2KeepAlive {
  /** Between two frames. */
  readonly interval: Duration;
  /** After so long without an answer the connection is closed. */
  readonly timeout: Duration;
}

/** Limits of connections, HTTP ones too; Istio sets none of its own where no default is named. */
export interface TcpPool {
  readonly maxConnections: number;
  /** @default 10s */
  readonly connectTimeout: Duration;
  /** After so long without a byte a connection is closed. @default 1h */
  readonly idleTimeout: Duration | 'never';
  readonly maxConnectionDuration: Duration;
  readonly keepalive: AtLeastOne<TcpKeepalive>;
}

/** Limits of HTTP requests; Istio sets none of its own where no default is named. */
export interface HttpPool {
  /** Requests that may wait for a connection. */
  readonly http1MaxPendingRequests: number;
  /** Requests under way at once. */
  readonly http2MaxRequests: number;
  /** After so many requests a connection is closed; 1 turns keep-alive off, 0 sets no limit. @default 0 */
  readonly maxRequestsPerConnection: number;
  /** Retries under way at once. */
  readonly maxRetries: number;
  /** Requests under way at once on one HTTP/2 connection. */
  readonly maxConcurrentStreams: number;
  /** @default 1h */
  readonly idleTimeout: Duration;
  /** From Istio 1.31 on. @default - no frames are sent */
  readonly http2KeepAlive: Http2KeepAlive;
  /**
   * Whether HTTP/1.1 is taken up to HTTP/2 on the way; `follow-client` speaks to the workload what the client speaks.
   * @default 'default' (as the mesh configuration says)
   */
  readonly h2Upgrade: 'default' | 'always' | 'never' | 'follow-client';
}

/** The two groups of limits. */
export interface ConnectionPools {
  readonly tcp: AtLeastOne<TcpPool>;
  readonly http: AtLeastOne<HttpPool>;
}

/**
 * How much a client's Envoy asks of a service at once.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export type ConnectionPool = AtLeastOne<ConnectionPools>;

type Rendered = Plain<DestinationRuleSpecTrafficPolicyConnectionPool>;
type RenderedTcp = NonNullable<Rendered['tcp']>;
type RenderedHttp = NonNullable<Rendered['http']>;

export function renderConnectionPool({ tcp, http }: Partial<ConnectionPools>): Rendered {
  return defined<Rendered>({ tcp: tcp && renderTcp(tcp), http: http && renderHttp(http) });
}

function renderTcp({
  maxConnections,
  connectTimeout,
  idleTimeout,
  maxConnectionDuration,
  keepalive,
}: Partial<TcpPool>): RenderedTcp {
  return defined<RenderedTcp>({
    maxConnections,
    connectTimeout: connectTimeout && durationText(connectTimeout),
    idleTimeout: idleTimeout === 'never' ? '0s' : idleTimeout && durationText(idleTimeout),
    maxConnectionDuration: maxConnectionDuration && durationText(maxConnectionDuration),
    tcpKeepalive: keepalive && renderKeepalive(keepalive),
  });
}

function renderKeepalive({
  time,
  interval,
  probes,
}: Partial<TcpKeepalive>): NonNullable<RenderedTcp['tcpKeepalive']> {
  return defined<NonNullable<RenderedTcp['tcpKeepalive']>>({
    time: time && durationText(time),
    interval: interval && durationText(interval),
    probes,
  });
}

const h2Upgrades = {
  default: { h2UpgradePolicy: 'DEFAULT' },
  always: { h2UpgradePolicy: 'UPGRADE' },
  never: { h2UpgradePolicy: 'DO_NOT_UPGRADE' },
  'follow-client': { useClientProtocol: true },
} as const satisfies Record<HttpPool['h2Upgrade'], RenderedHttp>;

const keepalive = shape<Partial<TcpKeepalive>>(
  { time: optional(wholeSeconds), interval: optional(wholeSeconds), probes: optional(count(1)) },
  { atLeastOne: ['time', 'interval', 'probes'] },
);

const tcpPool = shape<Partial<TcpPool>>(
  {
    maxConnections: optional(count(1)),
    connectTimeout: optional(duration),
    idleTimeout: optional(textOr(keyOf({ never: 0 }), duration)),
    maxConnectionDuration: optional(duration),
    keepalive: optional(keepalive),
  },
  { atLeastOne: ['maxConnections', 'connectTimeout', 'idleTimeout', 'maxConnectionDuration', 'keepalive'] },
);

/** Istio takes 0 for a limit that is not set, but of requests for each connection it says so. */
const httpPool = shape<Partial<HttpPool>>(
  {
    http1MaxPendingRequests: optional(count(1)),
    http2MaxRequests: optional(count(1)),
    maxRequestsPerConnection: optional(count()),
    maxRetries: optional(count(1)),
    maxConcurrentStreams: optional(count(1)),
    idleTimeout: optional(duration),
    http2KeepAlive: optional(shape<Http2KeepAlive>({ interval: duration, timeout: duration })),
    h2Upgrade: optional(keyOf(h2Upgrades)),
  },
  {
    atLeastOne: [
      'http1MaxPendingRequests',
      'http2MaxRequests',
      'maxRequestsPerConnection',
      'maxRetries',
      'maxConcurrentStreams',
      'idleTimeout',
      'http2KeepAlive',
      'h2Upgrade',
    ],
  },
);

export const connectionPool = shape<Partial<ConnectionPools>>(
  { tcp: optional(tcpPool), http: optional(httpPool) },
  { atLeastOne: ['tcp', 'http'] },
);

function renderHttp({
  h2Upgrade,
  idleTimeout,
  maxRequestsPerConnection,
  http2KeepAlive,
  ...counts
}: Partial<HttpPool>): RenderedHttp {
  return defined<RenderedHttp>({
    ...counts,
    maxRequestsPerConnection,
    idleTimeout: idleTimeout && durationText(idleTimeout),
    http2KeepAlive: http2KeepAlive && {
      interval: durationText(http2KeepAlive.interval),
      timeout: durationText(http2KeepAlive.timeout),
    },
    ...(h2Upgrade && h2Upgrades[h2Upgrade]),
  });
}
