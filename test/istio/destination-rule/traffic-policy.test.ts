import { Duration } from 'cdk8s';
import { ClientTls } from '../../../lib/istio/destination-rule/client-tls';
import { LoadBalancer } from '../../../lib/istio/destination-rule/load-balancer';
import { Locality } from '../../../lib/istio/destination-rule/locality';
import {
  localityFault,
  renderTrafficPolicy,
  type TrafficPolicy,
  trafficPolicy,
} from '../../../lib/istio/destination-rule/traffic-policy';
import { refusal } from '../../refusal';

const loadBalancer = LoadBalancer.random();
const outlierDetection = { consecutive5xxErrors: 5 };
const tls = ClientTls.disabled;
const everyPort = {
  loadBalancer,
  outlierDetection,
  tls,
  connectionPool: { tcp: { maxConnections: 1 } },
} as const;
const written = {
  loadBalancer: { simple: 'RANDOM' },
  outlierDetection: { consecutive5xxErrors: 5 },
  tls: { mode: 'DISABLE' },
  connectionPool: { tcp: { maxConnections: 1 } },
};
const target = { targetHost: 'proxy.example.com', targetPort: 3128 } as const;

it.each<[TrafficPolicy, object]>([
  [everyPort, written],
  [
    {
      tls,
      portLevelSettings: [
        { ...everyPort, port: 80 },
        { tls, port: 81 },
      ],
    },
    {
      tls: { mode: 'DISABLE' },
      portLevelSettings: [
        { ...written, port: { number: 80 } },
        { tls: { mode: 'DISABLE' }, port: { number: 81 } },
      ],
    },
  ],
  [{ tunnel: target }, { tunnel: target }],
  [{ tunnel: { ...target, protocol: 'POST' } }, { tunnel: { ...target, protocol: 'POST' } }],
  [{ proxyProtocol: 'V1' }, { proxyProtocol: { version: 'V1' } }],
  [{ retryBudget: {} }, { retryBudget: {} }],
  [{ retryBudget: { budgetInterval: Duration.seconds(10) } }, { retryBudget: { budgetInterval: '10s' } }],
  [
    { retryBudget: { percent: 0, minRetryConcurrency: 1 } },
    { retryBudget: { percent: 0, minRetryConcurrency: 1 } },
  ],
])('is written (%#)', (policy, rendered) => {
  expect(renderTrafficPolicy(policy)).toEqual(rendered);
});

it('lets a subset rely on the outlier detection of the whole service', () => {
  const policy = { loadBalancer: LoadBalancer.default({ locality: Locality.enabled }) };
  expect(renderTrafficPolicy(policy)).toEqual({ loadBalancer: { localityLbSetting: { enabled: true } } });
  expect(localityFault(policy, { outlierDetection })).toBeUndefined();
  expect(localityFault({ ...policy, outlierDetection })).toBeUndefined();
  expect(refusal(() => localityFault(policy), undefined)).toBe(failing('enabled'));
});

const failing = (got: string) =>
  `a choice between localities has no effect without outlier detection, got '${got}'; say when a host has failed, for example outlierDetection: { consecutive5xxErrors: 5 }`;
const failover = LoadBalancer.random({ locality: Locality.failover({ from: 'a', to: 'b' }) });

it.each<[TrafficPolicy, string]>([
  [{ outlierDetection, portLevelSettings: [{ port: 80, loadBalancer: failover }] }, failing('failover')],
  [
    { retryBudget: { budgetInterval: Duration.seconds(0) } },
    "a duration must be a whole number of milliseconds, at least one, got '0ms'; write for example Duration.millis(250)",
  ],
  [
    { tunnel: target, proxyProtocol: 'V2' },
    "Istio does not take a tunnel and the PROXY protocol together, got 'V2'; leave one of them out",
  ],
  [
    {
      portLevelSettings: [
        { port: 80, tls },
        { port: 81, tls },
        { port: 80, tls },
      ],
    },
    'a port has two port-level settings, got 80; put them together',
  ],
  [
    { portLevelSettings: [{ port: 0, tls }] },
    'a port must be a whole number from 1 to 65535, got 0; write for example 9080',
  ],
  [
    { tunnel: { ...target, targetHost: '*.example.com' } },
    "the host can't be a wildcard, got '*.example.com'; write one fully qualified host",
  ],
  [
    { tunnel: { ...target, targetPort: 0 } },
    'a port must be a whole number from 1 to 65535, got 0; write for example 9080',
  ],
  [
    { retryBudget: { percent: 101 } },
    'a percentage from 0 to 100 is expected, got 101; write for example 12.5',
  ],
  [
    { retryBudget: { minRetryConcurrency: 0 } },
    'a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
  ],
])('rejects what Istio does not take or has no effect (%#)', (policy, message) => {
  expect(refusal(trafficPolicy, policy)).toBe(message);
});
