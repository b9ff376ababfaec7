import { validateObject } from '../../../lib/validation/validate-object';

const rule = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'reviews', namespace: 'demo' },
  spec: {
    host: 'reviews',
    trafficPolicy: { outlierDetection: { interval: '1s', outlierDetectionHttpErrorCodes: [500] } },
    subsets: [{ name: 'v1', trafficPolicy: { outlierDetection: { outlierDetectionHttpErrorCodes: [503] } } }],
  },
};

test('a field that the CRD takes and istiod ignores is told where it stands', () => {
  const found = validateObject(rule, { release: '1.31' });
  expect(found.map(({ rule: name, level, field, refusedBy }) => [name, level, field, refusedBy])).toEqual([
    [
      'unknown-field',
      'warning',
      'spec.trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes',
      undefined,
    ],
    [
      'unknown-field',
      'warning',
      'spec.subsets[0].trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes',
      undefined,
    ],
  ]);
  expect(found[0]?.message).toBe(
    'Istio 1.31 takes outlierDetectionHttpErrorCodes and does nothing with it: no endpoint is ejected for it',
  );
});

test('where the CRD does not have it yet it is refused', () => {
  const found = validateObject(rule, { release: '1.30' });
  expect(found.map(({ level, refusedBy }) => [level, refusedBy])).toEqual([
    ['error', ['api-server']],
    ['error', ['api-server']],
  ]);
});
