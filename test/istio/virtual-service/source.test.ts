import { checkOneSourceNamespace } from '../../../lib/istio/virtual-service/source';

const workload = (namespace?: string) => ({ labels: { app: 'a' }, namespace });

it('takes a namespace once, or twice the same', () => {
  expect(() => checkOneSourceNamespace(workload('demo'), undefined)).not.toThrow();
  expect(() => checkOneSourceNamespace(undefined, 'demo')).not.toThrow();
  expect(() => checkOneSourceNamespace(workload(), 'demo')).not.toThrow();
  expect(() => checkOneSourceNamespace(workload('demo'), 'demo')).not.toThrow();
});

it('rejects a workload of another namespace', () => {
  expect(() => checkOneSourceNamespace(workload('demo'), 'other')).toThrow(
    new Error("the source is a workload of the namespace 'demo', got 'other'; leave sourceNamespace out"),
  );
});
