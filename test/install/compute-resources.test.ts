import { type Amount, checkResources, overResources } from '../../lib/install/compute-resources';

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

test.each(['2', '0.5', '500m'] as const)('takes %s as CPU', (cpu) => {
  expect(() => checkResources({ requests: { cpu } }, 'istiod')).not.toThrow();
});

test.each([
  [
    { cpu: '-1' } satisfies Amount,
    "the cpu limits of istiod: not an amount that Kubernetes reads, got '-1'; write for example '500m'",
  ],
  [
    { memory: '1e3Mi' } satisfies Amount,
    "the memory limits of istiod: not an amount that Kubernetes reads, got '1e3Mi'; write for example '256Mi'",
  ],
])('rejects %j', (limits, message) => {
  expect(() => checkResources({ limits }, 'istiod')).toThrow(message);
});
