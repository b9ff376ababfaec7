import { annotatedPodRules } from '../../lib/addons/annotated-pods';
import { renderRelabelRule } from '../../lib/addons/relabel-rule';
import { addressOf, type FoundPod, foundLabels, foundPods } from './found-pods';
import { relabelled } from './relabelled';

const rules = annotatedPodRules.map(renderRelabelRule);
const target = (pod: FoundPod) =>
  relabelled(rules, 'pods', { ...foundLabels(pod), __address__: addressOf(pod) });

test('A pod with a sidecar is scraped where its annotations say, under the names it is known by', () => {
  expect(target(foundPods.sidecar)).toEqual({
    __address__: '10.0.0.7:15020',
    __metrics_path__: '/stats/prometheus',
    __scheme__: 'http',
    app: 'reviews',
    instance: '10.0.0.7:15020',
    job: 'pods',
    namespace: 'demo',
    node: 'node-1',
    pod: 'reviews-1',
  });
});

test('Each of its containers’ ports ends at the same target, and so does none', () => {
  expect(target(foundPods.otherPort)).toEqual(target(foundPods.sidecar));
  expect(target(foundPods.noPort)).toEqual(target(foundPods.sidecar));
});

test('An IPv6 address stands in brackets', () => {
  const { ipv6, loopback6, long6 } = foundPods;
  expect([ipv6, loopback6, long6].map((pod) => target(pod)?.__address__)).toEqual([
    '[fd00:10:244::7]:15020',
    '[::1]:15020',
    '[2001:db8:0:0:0:0:0:7]:15020',
  ]);
  expect(target(ipv6)?.instance).toBe('[fd00:10:244::7]:15020');
});

test('istiod names only a port, and is asked on the usual path', () => {
  expect(target(foundPods.istiod)).toMatchObject({
    __address__: '10.0.0.7:15014',
    __metrics_path__: '/metrics',
  });
});

test('A pod that names no port is scraped at each of its containers’ ports', () => {
  expect(target(foundPods.unsaid)).toMatchObject({
    __address__: '10.0.0.7:8080',
    __metrics_path__: '/metrics',
  });
});

test('Scheme and parameters come from annotations, and no scheme but two', () => {
  expect(target(foundPods.https)?.__scheme__).toBe('https');
  expect(target(foundPods.gopher)?.__scheme__).toBe('http');
  expect(target(foundPods.format)?.__param_format).toBe('prometheus');
});

test('Pods that do not ask for it, and pods that do not run, are left alone', () => {
  const left = Object.entries(foundPods).filter(([, pod]) => target(pod) === undefined);
  expect(left.map(([name]) => name)).toEqual([
    'refuses',
    'shouts',
    'silent',
    'pending',
    'succeeded',
    'failed',
  ]);
});
