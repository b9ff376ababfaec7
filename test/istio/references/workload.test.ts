import { Chart, Testing } from 'cdk8s';
import { checkWorkloadNamespace, Workload } from '../../../lib/istio/references/workload';

it('is pods with labels, of one namespace or of any', () => {
  expect(Workload.labelled({ app: 'a' })).toEqual({ labels: { app: 'a' }, namespace: undefined });
  expect(Workload.labelled({ app: 'a' }, { namespace: 'demo' })).toEqual({
    labels: { app: 'a' },
    namespace: 'demo',
  });
});

it('rejects labels and namespaces that are none', () => {
  expect(() => Workload.labelled({})).toThrow('a workload is chosen by its labels, got {}');
  expect(() => Workload.labelled({ app: 'a' }, { namespace: 'A' })).toThrow(
    "a namespace is named by a DNS label, got 'A'",
  );
});

it('rejects a workload that an object can not choose from its own namespace', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const check = (workload: string | undefined, own: string | undefined) =>
    checkWorkloadNamespace(chart, { labels: { app: 'a' }, namespace: workload }, own);
  expect(() => check('demo', 'demo')).not.toThrow();
  expect(() => check(undefined, 'demo')).not.toThrow();
  expect(() => check('demo', 'other')).toThrow(
    new Error(
      "chart: the object is for workloads of its own namespace, which is 'other', got 'demo'; put it into a chart of the namespace 'demo'",
    ),
  );
  expect(() => check('demo', undefined)).toThrow('which is not known here');
});
