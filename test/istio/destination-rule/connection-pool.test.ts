import { Duration } from 'cdk8s';
import {
  type ConnectionPool,
  connectionPool,
  renderConnectionPool,
} from '../../../lib/istio/destination-rule/connection-pool';
import { refusal } from '../../refusal';

it.each<[ConnectionPool, object]>([
  [
    {
      tcp: {
        maxConnections: 1,
        connectTimeout: Duration.millis(30),
        idleTimeout: Duration.hours(1),
        maxConnectionDuration: Duration.hours(2),
        keepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 },
      },
    },
    {
      tcp: {
        maxConnections: 1,
        connectTimeout: '0.03s',
        idleTimeout: '3600s',
        maxConnectionDuration: '7200s',
        tcpKeepalive: { time: '7200s', interval: '75s', probes: 9 },
      },
    },
  ],
  [{ tcp: { idleTimeout: 'never' } }, { tcp: { idleTimeout: '0s' } }],
  [{ tcp: { keepalive: { probes: 1 } } }, { tcp: { tcpKeepalive: { probes: 1 } } }],
  [
    {
      http: {
        http1MaxPendingRequests: 1,
        http2MaxRequests: 2,
        maxRequestsPerConnection: 0,
        maxRetries: 3,
        maxConcurrentStreams: 4,
        idleTimeout: Duration.minutes(5),
      },
    },
    {
      http: {
        http1MaxPendingRequests: 1,
        http2MaxRequests: 2,
        maxRequestsPerConnection: 0,
        maxRetries: 3,
        maxConcurrentStreams: 4,
        idleTimeout: '300s',
      },
    },
  ],
  [
    { http: { http2KeepAlive: { interval: Duration.seconds(30), timeout: Duration.millis(500) } } },
    { http: { http2KeepAlive: { interval: '30s', timeout: '0.5s' } } },
  ],
  [{ http: { h2Upgrade: 'default' } }, { http: { h2UpgradePolicy: 'DEFAULT' } }],
  [{ http: { h2Upgrade: 'always' } }, { http: { h2UpgradePolicy: 'UPGRADE' } }],
  [{ http: { h2Upgrade: 'never' } }, { http: { h2UpgradePolicy: 'DO_NOT_UPGRADE' } }],
  [{ http: { h2Upgrade: 'follow-client' } }, { http: { useClientProtocol: true } }],
])('is written (%#)', (pool, written) => {
  expect(renderConnectionPool(pool)).toEqual(written);
});

const none = Duration.seconds(0);
const count = (least = 1) =>
  `a whole number from ${least} to 2147483647 is expected, got ${least - 1}; write for example 1`;
const duration = `a duration must be a whole number of milliseconds, at least one, got '0ms'; write for example Duration.millis(250)`;
const seconds = `a duration must be a whole number of seconds, at least one, got '500ms'; write for example Duration.seconds(10)`;

it.each<[ConnectionPool, string]>([
  [{ tcp: { maxConnections: 0 } }, count()],
  [{ http: { http2KeepAlive: { interval: none, timeout: Duration.seconds(1) } } }, duration],
  [{ http: { http2KeepAlive: { interval: Duration.seconds(1), timeout: none } } }, duration],
  [{ tcp: { connectTimeout: none } }, duration],
  [{ tcp: { idleTimeout: none } }, duration],
  [{ tcp: { maxConnectionDuration: none } }, duration],
  [{ tcp: { keepalive: { probes: 0 } } }, count()],
  [{ tcp: { keepalive: { time: Duration.millis(500) } } }, seconds],
  [{ tcp: { keepalive: { interval: Duration.millis(500) } } }, seconds],
  [{ http: { http1MaxPendingRequests: 0 } }, count()],
  [{ http: { http2MaxRequests: 0 } }, count()],
  [{ http: { maxRequestsPerConnection: -1 } }, count(0)],
  [{ http: { maxRetries: 0 } }, count()],
  [{ http: { maxConcurrentStreams: 0 } }, count()],
  [{ http: { idleTimeout: none } }, duration],
])('rejects what Istio does not take or takes for not set (%#)', (pool, message) => {
  expect(refusal(connectionPool, pool)).toBe(message);
});
