import { App, Chart } from 'cdk8s';
import { MeshSettings } from '../../../lib/istio/references/mesh-settings';
import {
  foreignWorkload,
  isServiceIdentity,
  ServiceIdentity,
  serviceIdentity,
  Workload,
  workload,
} from '../../../lib/istio/references/workload';
import { refusal, refusedAt } from '../../refusal';

it('is pods with labels, of one namespace or of any', () => {
  expect(Workload.labelled({ app: 'a' })).toEqual({
    kind: 'workload',
    labels: { app: 'a' },
    namespace: undefined,
  });
  expect(Workload.labelled({ app: 'a' }, { namespace: 'demo' })).toEqual({
    kind: 'workload',
    labels: { app: 'a' },
    namespace: 'demo',
  });
});

it('is a service account of a namespace where it calls', () => {
  const identity = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });
  expect(identity).toEqual({
    kind: 'service-account',
    serviceAccount: 'bookinfo-reviews',
    namespace: 'demo',
  });
  expect([identity, { namespaces: ['demo'] }, 'a/ns/b/sa/c'].map(isServiceIdentity)).toEqual([
    true,
    false,
    false,
  ]);
});

it.each([
  [Workload.labelled({}), 'labels', 'there is nothing in it, got {}'],
  [Workload.labelled({ app: '*' }), 'labels.app', "Kubernetes takes no label of this value, got '*'"],
  [
    { ...Workload.labelled({ app: 'a' }), namespace: 'A' },
    'namespace',
    "a namespace is named by a DNS label, got 'A'",
  ],
  [ServiceIdentity.named('a', { namespace: 'b' }), '', 'a workload is expected'],
])('rejects what are no pods (%#)', (pods, place, problem) => {
  expect(refusal(workload, pods)).toContain(problem);
  expect(refusedAt(workload, pods)).toBe(place);
});

it.each([
  [
    ServiceIdentity.named('*', { namespace: 'demo' }),
    'serviceAccount',
    "an object is named by a DNS name, got '*'",
  ],
  [
    { ...ServiceIdentity.named('a', { namespace: 'demo' }), namespace: '*' },
    'namespace',
    "a namespace is named by a DNS label, got '*'",
  ],
  [Workload.labelled({ app: 'a' }), '', 'an identity is expected'],
])('rejects what is no identity (%#)', (identity, place, problem) => {
  expect(refusal(serviceIdentity, identity)).toContain(problem);
  expect(refusedAt(serviceIdentity, identity)).toBe(place);
});

it('rejects a workload that an object can not choose from its own namespace', () => {
  const construct = new Chart(new App(), 'chart');
  const check = (pods: string | undefined, own: string | undefined) =>
    refusal(
      () =>
        foreignWorkload(Workload.labelled({ app: 'a' }, pods === undefined ? {} : { namespace: pods }), {
          construct,
          name: 'a',
          namespace: own,
          mesh: MeshSettings.of(construct),
        }),
      undefined,
    );
  expect(check('demo', 'demo')).toBeUndefined();
  expect(check(undefined, 'demo')).toBeUndefined();
  expect(check('demo', 'other')).toBe(
    "the object is for workloads of its own namespace, which is 'other', got 'demo'; put it into a chart of the namespace 'demo'",
  );
  expect(check('demo', undefined)).toContain('which is not known here');
});
