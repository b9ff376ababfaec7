import { controlPlaneReplicas, replicas, scaledAlike } from '../../lib/install/replicas';
import { refusal, refusedAt } from '../refusal';

test.each([1, 7, { min: 1, max: 1 }, { min: 2, max: 5, cpuPercent: 60 }])('takes %j', (chosen) => {
  expect(replicas(chosen)).toBeUndefined();
});

test.each([
  ['', 'a whole number from 1 to 2147483647 is expected, got 0; write for example 1', 0],
  ['', 'a whole number from 1 to 2147483647 is expected, got 1.5; write for example 1', 1.5],
  ['', "an object is expected, got '2'; write it in braces, with 'min', 'max', 'cpuPercent'", '2'],
  ['min', 'a whole number from 1 to 2147483647 is expected, got 0; write for example 1', { min: 0, max: 1 }],
  ['max', 'a whole number from 1 to 2147483647 is expected, got 0; write for example 1', { min: 1, max: 0 }],
  [
    'cpuPercent',
    'a whole percentage from 1 to 100 is expected, got 101; write for example 10',
    { min: 1, max: 2, cpuPercent: 101 },
  ],
  ['', "the autoscaler needs room, got '3 to 2'; write for example { min: 2, max: 3 }", { min: 3, max: 2 }],
])('rejects %s: %s', (at, message, chosen) => {
  expect(refusal(replicas, chosen)).toBe(message);
  expect(refusedAt(replicas, chosen)).toBe(at);
});

test('istiod is one of a fixed number or autoscaled, as its chart says it', () => {
  expect(controlPlaneReplicas(undefined)).toEqual({});
  expect(controlPlaneReplicas(2)).toEqual({ autoscaleEnabled: false, replicaCount: 2 });
  expect(controlPlaneReplicas({ min: 2, max: 3 })).toEqual({
    autoscaleEnabled: true,
    autoscaleMin: 2,
    autoscaleMax: 3,
    cpu: { targetAverageUtilization: 80 },
  });
});

test('gateways may be all autoscaled or all fixed', () => {
  const fixed = { service: 'a', replicas: undefined };
  const scaled = { service: 'b', replicas: { min: 1, max: 5 } };
  expect(scaledAlike([fixed, { service: 'c', replicas: 3 }], 'ingress')).toBeUndefined();
  expect(scaledAlike([scaled], 'ingress')).toBeUndefined();
});

test('rejects gateways of which istioctl would have to autoscale only some', () => {
  const gateways = [
    { service: 'outer', replicas: { min: 1, max: 5 } },
    { service: 'inner', replicas: 2 },
  ];
  expect(scaledAlike(gateways, 'ingress')).toEqual({
    path: ['gateways', 'ingress', 'inner', 'replicas'],
    problem: "istioctl autoscales all ingress gateways or none, and 'outer' is autoscaled",
    got: 2,
    instead: "write a range such as { min: 1, max: 5 }, or a number for 'outer'",
  });
});
