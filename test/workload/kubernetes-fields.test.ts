import {
  containerFields,
  deploymentFields,
  podSpecFields,
  serviceSpecFields,
} from '../../lib/workload/kubernetes-fields';
import { refusal, refusedAt } from '../refusal';

it.each([
  [containerFields, { resources: {}, env: [], args: [] }],
  [podSpecFields, { containers: [], nodeSelector: { a: 'b' } }],
  [deploymentFields, { strategy: { type: 'Recreate' }, minReadySeconds: 5 }],
  [serviceSpecFields, { type: 'NodePort', clusterIP: 'None' }],
  [containerFields, { restartPolicyRules: [], aFieldOfALaterKubernetes: 1 }],
] as const)('passes on what Kubernetes has, and what it may get (%#)', (check, fields) => {
  expect(refusal(check as never, fields)).toBeUndefined();
});

it.each([
  [containerFields, 'evn', 'env'],
  [containerFields, 'resouces', 'resources'],
  [podSpecFields, 'nodeSelecter', 'nodeSelector'],
  [deploymentFields, 'stratgy', 'strategy'],
  [serviceSpecFields, 'tpye', 'type'],
] as const)('rejects %#: %s', (check, name, meant) => {
  expect(refusal(check as never, { [name]: 'a' })).toBe(
    `Kubernetes has no such field, got 'a'; did you mean '${meant}'?`,
  );
  expect(refusedAt(check as never, { [name]: 'a' })).toBe(name);
});

it('rejects what is no data', () => {
  expect(refusal(containerFields, { env: new Map() })).toContain('this is no plain data');
});
