import { objectMetadata } from '../../lib/values/object-metadata';
import { refusal, refusedAt } from '../refusal';

it('takes what the API server takes', () => {
  expect(
    refusal(objectMetadata, {
      name: 'a.b',
      namespace: 'demo',
      labels: { 'example.com/team': 'a_b.c', empty: '' },
      annotations: { 'Example.com/Note': 'any\ntext', [`${'a'.repeat(253)}/b`]: '' },
      finalizers: ['example.com/clean-up'],
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b', controller: true }],
    }),
  ).toBeUndefined();
});

it.each([
  [{ name: 'a'.repeat(254) }, 'name', 'an object is named by a DNS name'],
  [{ namespace: 'a.b' }, 'namespace', 'a namespace is named by a DNS label'],
  [{ labels: { 'a b': 'c' } }, "labels['a b']", 'Kubernetes takes no label of this name'],
  [{ labels: { a: 'b c' } }, 'labels.a', 'Kubernetes takes no label of this value'],
  [{ labels: { a: 5 } }, 'labels.a', 'Kubernetes takes no label of this value, got 5'],
  [{ labels: { '': 'a' } }, "labels['']", 'Kubernetes takes no label of this name'],
  [{ annotations: { 'a b': 'c' } }, "annotations['a b']", 'Kubernetes takes no annotation of this name'],
  [{ annotations: { a: 5 } }, 'annotations.a', 'a text is expected, got 5'],
  [
    { annotations: { a: 'x'.repeat(262144) } },
    'annotations',
    'annotations hold at most 262144 bytes together',
  ],
  [{ finalizers: ['a b'] }, 'finalizers[0]', 'Kubernetes takes no finalizer of this name'],
  [
    { ownerReferences: [{ kind: 'a' }] },
    'ownerReferences[0].apiVersion',
    'the version of an owner is some text',
  ],
  [{ generateName: 'a-' }, 'generateName', 'there is no such property'],
])('rejects %j', (metadata, place, problem) => {
  expect(refusal(objectMetadata, metadata)).toContain(problem);
  expect(refusedAt(objectMetadata, metadata)).toBe(place);
});
