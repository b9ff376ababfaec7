import { object, value } from '../shape';
import { duration, durationOrZero, notNegative } from './values';

const count = value(notNegative);
const keepalive = object<{ readonly interval?: unknown; readonly timeout?: unknown }>(
  { interval: value(duration), timeout: value(duration) },
  ({ interval, timeout }, place) => {
    if (interval === undefined || timeout === undefined) place.report('must have both interval and timeout');
  },
);

/** How many connections and requests a service may have at once. */
export const connectionPool = object<{ readonly http?: unknown; readonly tcp?: unknown }>(
  {
    http: object<{ readonly h2UpgradePolicy?: string; readonly useClientProtocol?: boolean }>(
      {
        http1MaxPendingRequests: count,
        http2MaxRequests: count,
        maxRequestsPerConnection: count,
        maxRetries: count,
        maxConcurrentStreams: count,
        idleTimeout: value(duration),
        http2KeepAlive: keepalive,
      },
      ({ h2UpgradePolicy, useClientProtocol }, place) => {
        if (h2UpgradePolicy === 'UPGRADE' && useClientProtocol) {
          place.report('can not be true with h2UpgradePolicy UPGRADE', { at: ['useClientProtocol'] });
        }
      },
    ),
    tcp: object({
      maxConnections: count,
      connectTimeout: value(duration),
      maxConnectionDuration: value(duration),
      idleTimeout: value(durationOrZero),
      tcpKeepalive: object({ time: value(duration), interval: value(duration) }),
    }),
  },
  ({ http, tcp }, place) => {
    if (!http && !tcp) place.report('must have http or tcp');
  },
);
