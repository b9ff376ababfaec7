import { Workload } from '../../../lib/istio/references/workload';
import { sourceNamespaceFault } from '../../../lib/istio/virtual-service/source';
import { refusal } from '../../refusal';

const workload = (namespace?: string) =>
  Workload.labelled({ app: 'a' }, namespace === undefined ? {} : { namespace });

it('takes a namespace once, or twice the same', () => {
  expect(refusal(sourceNamespaceFault, { source: workload('demo') })).toBeUndefined();
  expect(refusal(sourceNamespaceFault, { sourceNamespace: 'demo' })).toBeUndefined();
  expect(refusal(sourceNamespaceFault, { source: workload(), sourceNamespace: 'demo' })).toBeUndefined();
  expect(
    refusal(sourceNamespaceFault, { source: workload('demo'), sourceNamespace: 'demo' }),
  ).toBeUndefined();
});

it('rejects a workload of another namespace', () => {
  expect(refusal(sourceNamespaceFault, { source: workload('demo'), sourceNamespace: 'other' })).toBe(
    "the source is a workload of the namespace 'demo', got 'other'; leave sourceNamespace out",
  );
});
