import { checkReplicas, checkScaledAlike, controlPlaneReplicas } from '../../lib/install/replicas';

test.each([1, 7, { min: 1, max: 1 }, { min: 2, max: 5, cpuPercent: 60 }])('takes %j', (replicas) => {
  expect(() => checkReplicas(replicas, 'istiod')).not.toThrow();
});

test.each([
  [0, 'the replicas of istiod must be a whole number from 1 to 2147483647, got 0'],
  [1.5, 'the replicas of istiod must be a whole number from 1 to 2147483647, got 1.5'],
  [{ min: 0, max: 1 }, 'the least replicas of istiod must be a whole number from 1 to 2147483647, got 0'],
  [{ min: 1, max: 0 }, 'the most replicas of istiod must be a whole number from 1 to 2147483647, got 0'],
  [
    { min: 1, max: 2, cpuPercent: 101 },
    'the CPU that istiod is scaled by must be a whole percentage from 0 to 100, got 101',
  ],
  [
    { min: 3, max: 2 },
    "istiod: the autoscaler needs room, got '3 to 2'; write for example { min: 2, max: 3 }",
  ],
])('rejects %j', (replicas, message) => {
  expect(() => checkReplicas(replicas, 'istiod')).toThrow(message);
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
  expect(() => checkScaledAlike([fixed, { service: 'c', replicas: 3 }], 'ingress')).not.toThrow();
  expect(() => checkScaledAlike([scaled], 'ingress')).not.toThrow();
});

test('rejects gateways of which istioctl would have to autoscale only some', () => {
  const gateways = [
    { service: 'outer', replicas: { min: 1, max: 5 } },
    { service: 'inner', replicas: 2 },
  ];
  expect(() => checkScaledAlike(gateways, 'ingress')).toThrow(
    "gateway 'inner': istioctl autoscales all ingress gateways or none, and 'outer' is autoscaled, got 2; write a range such as { min: 1, max: 5 }, or a number for 'outer'",
  );
});
