import {
  locality as aLocality,
  Locality,
  needsOutlierDetection,
  renderLocality,
} from '../../../lib/istio/destination-rule/locality';
import { refusal } from '../../refusal';

const failover = { from: 'a', to: 'b' };

it.each([
  [Locality.disabled, false, { enabled: false }],
  [Locality.enabled, true, { enabled: true }],
  [
    Locality.distribute({ from: 'a/*', to: { 'a/*': 99, 'b/c/d': 1 } }),
    false,
    { distribute: [{ from: 'a/*', to: { 'a/*': 99, 'b/c/d': 1 } }] },
  ],
  [Locality.failover(failover), true, { failover: [failover] }],
  [Locality.failoverPriority(['version']), true, { failoverPriority: ['version'] }],
  [
    Locality.failoverPriority(['version'], { failover: [failover] }),
    true,
    { failoverPriority: ['version'], failover: [failover] },
  ],
  [
    Locality.failoverPriority(['topology.kubernetes.io/zone']),
    true,
    { failoverPriority: ['topology.kubernetes.io/zone'] },
  ],
])('is written, and knows whether hosts must be seen to fail (%#)', (locality, needs, written) => {
  expect(renderLocality(locality)).toEqual({ localityLbSetting: written });
  expect(needsOutlierDetection(locality)).toBe(needs);
});

it.each([
  [Locality.zoneUnaware, false, { enabled: false }],
  [Locality.zoneAware(), false, { enabled: true }],
  [Locality.zoneAware({ minClusterSize: 1 }), false, { enabled: true, minClusterSize: 1 }],
  [Locality.zoneAware({ failover: [failover] }), true, { enabled: true, failover: [failover] }],
  [
    Locality.zoneAware({ failoverPriority: ['version'] }),
    true,
    { enabled: true, failoverPriority: ['version'] },
  ],
])('is written as zone-aware, which Istio takes beside no other setting (%#)', (locality, needs, written) => {
  expect(renderLocality(locality)).toEqual({ zoneAwareLbSetting: written });
  expect(needsOutlierDetection(locality)).toBe(needs);
});

const part = (got: number) =>
  `a whole percentage from 1 to 100 is expected, got ${got}; write for example 10`;

it.each([
  [
    () => Locality.distribute({ from: 'a', to: { a: 90, b: 20 } }),
    "the traffic from 'a' must add up to 100 percent, got 90 + 20 = 110; make the parts add up to 100",
  ],
  [() => Locality.distribute({ from: 'a', to: { a: 100, b: 0 } }), part(0)],
  [() => Locality.distribute({ from: 'a', to: { a: 50.5, b: 49.5 } }), part(50.5)],
  [
    () => Locality.distribute({ from: 'a', to: { b: 50, 'b/c': 50 } }),
    "a locality overlaps with another, got 'b/c'; name localities that have nothing in common; they are b, b/c",
  ],
  [
    () => Locality.distribute({ from: 'a', to: { a: 100 } }, { from: 'a/b', to: { a: 100 } }),
    "a locality overlaps with another, got 'a/b'; name localities that have nothing in common; they are a, a/b",
  ],
  [
    () => Locality.failover(failover, { from: 'a', to: 'a' }),
    "a region can not take over from itself, got 'a'; name another region",
  ],
  [
    () => Locality.failover({ from: 'a/b', to: 'c' }),
    "a failover is between regions, got 'a/b'; name a region alone, such as 'eu-west-1'",
  ],
  [
    () => Locality.failoverPriority(['version'], { failover: [{ from: 'a', to: '*' }] }),
    "a failover is between regions, got '*'; name a region alone, such as 'eu-west-1'",
  ],
  [
    () => Locality.zoneAware({ failover: [{ from: 'a', to: 'a' }] }),
    "a region can not take over from itself, got 'a'; name another region",
  ],
  [
    () => Locality.zoneAware({ minClusterSize: 0 }),
    'a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
  ],
  [
    () => Locality.zoneAware({ failoverPriority: ['version', 'topology.kubernetes.io/zone'] }),
    "a zone-aware client looks at regions, zones and sub-zones anyway, got 'topology.kubernetes.io/zone'; leave the label out, and name regions by failover",
  ],
  ...['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'].map(
    (label): [() => Locality, string] => [
      () => Locality.failoverPriority(['version', label], { failover: [failover] }),
      `a failover between regions leaves no choice to the labels of regions, zones and sub-zones, got '${label}'; leave the label or the failover out`,
    ],
  ),
])('rejects what Istio does not take (%#)', (build, message) => {
  expect(refusal(aLocality, build())).toBe(message);
});
