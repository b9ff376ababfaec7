import { Duration } from 'cdk8s';
import type { ConnectionPool } from '../../../lib/istio';

/** Every limit of connections and requests. */
export const pools: ConnectionPool = {
  tcp: {
    maxConnections: 10,
    connectTimeout: Duration.millis(30),
    idleTimeout: Duration.hours(1),
    maxConnectionDuration: Duration.hours(2),
    keepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 },
  },
  http: {
    http1MaxPendingRequests: 1,
    http2MaxRequests: 2,
    maxRequestsPerConnection: 3,
    maxRetries: 4,
    maxConcurrentStreams: 5,
    idleTimeout: Duration.minutes(5),
    http2KeepAlive: { interval: Duration.seconds(30), timeout: Duration.seconds(5) },
    h2Upgrade: 'always',
  },
};
