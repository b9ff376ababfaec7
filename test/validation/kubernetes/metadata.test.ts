import { checkMetadata, type Metadata } from '../../../lib/validation/kubernetes/metadata';
import { fieldOf, Walk } from '../../../lib/validation/schema/walk';

function problems(metadata: Metadata, kind = 'Gateway', scope: 'Cluster' | 'Namespaced' = 'Namespaced') {
  const walk = new Walk();
  checkMetadata(metadata, { group: kind === 'Service' ? '' : 'networking.istio.io', kind, scope }, walk);
  return walk.problems.map(({ steps }) => fieldOf(steps));
}

test('an object has a name of the form that its kind asks for', () => {
  expect(problems({})).toEqual(['metadata.name']);
  expect(problems({ generateName: 'a-' })).toEqual([]);
  expect(problems({ name: 'under_score' })).toEqual(['metadata.name']);
  expect(problems({ name: 'a.b' })).toEqual([]);
  expect(problems({ name: 'a.b' }, 'Service')).toEqual(['metadata.name']);
  expect(problems({ name: '1a' }, 'Service')).toEqual(['metadata.name']);
  expect(problems({ name: 'a'.repeat(254) })).toEqual(['metadata.name']);
});

test('labels and annotations have keys that Kubernetes takes', () => {
  const labels = { 'a.b/c': 'x', '': 'x', 'a/b/c': 'x', ok: '-', fine: '' };
  expect(problems({ name: 'a', labels })).toEqual([
    'metadata.labels[]',
    'metadata.labels[a/b/c]',
    'metadata.labels[ok]',
  ]);
  expect(problems({ name: 'a', annotations: { 'A.B/c': '', 'a b': '' } })).toEqual(['metadata.annotations']);
  expect(problems({ name: 'a', annotations: { a: 'x'.repeat(256 * 1024) } })).toEqual([
    'metadata.annotations',
  ]);
});

test('a namespace has the name of one; what belongs to the cluster may name any, which the server passes over', () => {
  expect(problems({ name: 'a', namespace: 'Demo' }, 'GatewayClass', 'Cluster')).toEqual([]);
  expect(problems({ name: 'a', namespace: 'Demo' })).toEqual(['metadata.namespace']);
});
