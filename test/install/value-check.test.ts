import { chartValues, operatorValues } from '../../lib/install/chart-values';
import { valuesOf } from '../../lib/install/value-check';
import { gatewayNames } from '../../lib/install/values/gateway';
import { refusal, refusedAt } from '../refusal';

test('takes what the charts know', () => {
  expect(
    chartValues({
      base: { global: { istioNamespace: 'mesh' } },
      istiod: { replicaCount: 2, rollingMaxSurge: '25%', env: { A: 'b' }, meshConfig: { a: { b: [1] } } },
      cni: { excludeNamespaces: ['kube-system'], resources: { requests: null } },
      ztunnel: { logLevel: 'debug' },
    }),
  ).toBeUndefined();
  const gateway = { kind: 'DaemonSet', replicaCount: null, unprivilegedPort: 'auto', tolerations: [{}] };
  expect(valuesOf(gatewayNames)(gateway)).toBeUndefined();
});

test.each<[at: string, message: string, values: unknown]>([
  ['istiod.pilott', 'the chart knows no such value, got {}; known are ', { istiod: { pilott: {} } }],
  [
    'istiod.global.hubs',
    "the chart knows no such value, got 'a'; did you mean 'hub'? known are ",
    { istiod: { global: { hubs: 'a' } } },
  ],
  [
    'istiod.replicaCount',
    "a number is expected, got '2'; write it without quotes",
    { istiod: { replicaCount: '2' } },
  ],
  ['istiod.env.A', 'a text is expected, got 1; write it in quotes', { istiod: { env: { A: 1 } } }],
  [
    'istiod.meshConfig',
    "an object is expected, got 'a'; write the fields in braces",
    { istiod: { meshConfig: 'a' } },
  ],
  [
    'cni.excludeNamespaces',
    "a list is expected, got 'a'; write it in brackets: […]",
    { cni: { excludeNamespaces: 'a' } },
  ],
  ['ztunnel', 'values by name are expected, got []; write them in braces: { name: … }', { ztunnel: [] }],
])('rejects %s: %s', (at, message, values) => {
  expect(refusal(chartValues, values)).toContain(message);
  expect(refusedAt(chartValues, values)).toBe(at);
});

test('rejects another word than those that the schema of a chart has', () => {
  expect(refusal(valuesOf(gatewayNames), { kind: 'daemonset' })).toBe(
    "it is one of a few values, got 'daemonset'; did you mean 'DaemonSet'? known are 'Deployment', 'DaemonSet'",
  );
});

test('rejects what an IstioOperator can not say', () => {
  expect(refusedAt(operatorValues, { istiod: { pdb: { minAvailable: 1 } } })).toBe('istiod.pdb');
  expect(refusedAt(operatorValues, { base: { profile: 'demo' } })).toBe('base.profile');
  expect(operatorValues({ istiod: { env: { A: 'b' } } })).toBeUndefined();
});
