import { isServiceIdentity, ServiceIdentity } from '../../../lib/istio/references/service-identity';

it('is an account of a namespace', () => {
  const identity = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });
  expect(identity).toEqual({ serviceAccount: 'bookinfo-reviews', namespace: 'demo' });
  expect([identity, { namespaces: ['demo'] }, 'a/ns/b/sa/c'].map(isServiceIdentity)).toEqual([
    true,
    false,
    false,
  ]);
});

it('rejects names that are none', () => {
  expect(() => ServiceIdentity.named('*', { namespace: 'demo' })).toThrow(
    "an object is named by a DNS name, got '*'",
  );
  expect(() => ServiceIdentity.named('a', { namespace: '*' })).toThrow(
    "a namespace is named by a DNS label, got '*'",
  );
});
