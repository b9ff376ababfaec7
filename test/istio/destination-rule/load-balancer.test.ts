import { Duration } from 'cdk8s';
import { HashKey } from '../../../lib/istio/destination-rule/consistent-hash';
import {
  loadBalancer as aLoadBalancer,
  LoadBalancer,
  renderLoadBalancer,
} from '../../../lib/istio/destination-rule/load-balancer';
import { Locality } from '../../../lib/istio/destination-rule/locality';
import { refusal } from '../../refusal';

const locality = Locality.disabled;
const localityLbSetting = { enabled: false };
const warmup = { duration: Duration.minutes(1) };

it.each([
  [LoadBalancer.default({ locality }), { localityLbSetting }],
  [LoadBalancer.default({ warmup }), { warmup: { duration: '60s' } }],
  [LoadBalancer.roundRobin(), { simple: 'ROUND_ROBIN' }],
  [
    LoadBalancer.roundRobin({ warmup: { ...warmup, minimumPercent: 0, aggression: 1 } }),
    { simple: 'ROUND_ROBIN', warmup: { duration: '60s', minimumPercent: 0, aggression: 1 } },
  ],
  [LoadBalancer.leastRequest({ locality }), { simple: 'LEAST_REQUEST', localityLbSetting }],
  [LoadBalancer.random({ locality }), { simple: 'RANDOM', localityLbSetting }],
  [
    LoadBalancer.random({ locality: Locality.zoneAware() }),
    { simple: 'RANDOM', zoneAwareLbSetting: { enabled: true } },
  ],
  [LoadBalancer.random(), { simple: 'RANDOM' }],
  [LoadBalancer.passthrough(), { simple: 'PASSTHROUGH' }],
  [
    LoadBalancer.consistentHash({ by: HashKey.sourceIp }, { locality }),
    { consistentHash: { useSourceIp: true }, localityLbSetting },
  ],
])('is written (%#)', (loadBalancer, written) => {
  expect(renderLoadBalancer(loadBalancer)).toEqual(written);
});

it.each([
  [
    () => LoadBalancer.leastRequest({ warmup: { duration: Duration.seconds(0) } }),
    'a duration must be a whole number of milliseconds, at least one',
  ],
  [
    () => LoadBalancer.default({ warmup: { ...warmup, minimumPercent: 101 } }),
    'a percentage from 0 to 100 is expected, got 101',
  ],
  ...[0.9, Number.NaN, Number.POSITIVE_INFINITY].map((aggression): [() => LoadBalancer, string] => [
    () => LoadBalancer.roundRobin({ warmup: { ...warmup, aggression } }),
    `the aggression of a warm-up is at least 1, got ${aggression}; write for example 1.5`,
  ]),
  [
    () => LoadBalancer.consistentHash({ by: HashKey.sourceIp, algorithm: { kind: 'maglev', tableSize: 4 } }),
    'the size of a Maglev table must be a prime number, got 4',
  ],
])('rejects what Istio does not take (%#)', (build, problem) => {
  expect(refusal(aLoadBalancer, build())).toContain(problem);
});
