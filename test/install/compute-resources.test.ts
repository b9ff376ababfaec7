import { computeResources, overResources } from '../../lib/install/compute-resources';
import { refusal, refusedAt } from '../refusal';

test('what is said of a resource replaces it and leaves the others', () => {
  expect(
    overResources(
      { requests: { cpu: '10m', memory: '40Mi' }, limits: { cpu: '2' } },
      { requests: { cpu: '20m' } },
    ),
  ).toEqual({ requests: { cpu: '20m', memory: '40Mi' }, limits: { cpu: '2' } });
});

test('limits appear only where one side has them', () => {
  expect(overResources({ requests: { cpu: '10m' } })).toEqual({ requests: { cpu: '10m' } });
  expect(overResources({}, { limits: { memory: '1Gi' } })).toEqual({ limits: { memory: '1Gi' } });
});

test.each([{ cpu: '2' }, { cpu: '0.5' }, { cpu: '500m' }, { memory: '40Mi' }, { memory: '1G' }])(
  'takes %j',
  (limits) => {
    expect(computeResources({ limits } as never)).toBeUndefined();
  },
);

test.each([
  [
    'requests.cpu',
    "processor time is in cores or thousandths, got '-1'; write for example '500m'",
    { cpu: '-1' },
  ],
  [
    'requests.cpu',
    "processor time is in cores or thousandths, got '1Gi'; write for example '500m'",
    { cpu: '1Gi' },
  ],
  ['requests.cpu', "processor time is in cores or thousandths, got 2; write for example '500m'", { cpu: 2 }],
  [
    'requests.memory',
    "memory is an amount that Kubernetes reads, got '1e3Mi'; write for example '256Mi'",
    { memory: '1e3Mi' },
  ],
  [
    'requests.memori',
    "there is no such property, got '1Gi'; did you mean 'memory'? known are 'cpu', 'memory'",
    { memori: '1Gi' },
  ],
])('rejects %s: %s', (at, message, requests) => {
  expect(refusal(computeResources, { requests })).toBe(message);
  expect(refusedAt(computeResources, { requests })).toBe(at);
});
