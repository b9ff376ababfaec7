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

test('limits of what comes in stand in the CRD of Sidecars one release before they are read', () => {
  const spec = { egress: [{ hosts: ['./*'] }], inboundConnectionPool: { tcp: { maxConnections: 1 } } };
  const sidecar = {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'Sidecar',
    metadata: { name: 'a' },
    spec,
  };
  const told = (release: string) =>
    validateObject(sidecar, { release }).map(({ level, field }) => [level, field]);
  expect(['1.19', '1.20', '1.21'].map(told)).toEqual([
    [['error', 'spec.inboundConnectionPool']],
    [['warning', 'spec.inboundConnectionPool']],
    [],
  ]);
});
