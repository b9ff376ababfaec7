import { groupOf, identity, identityOf, keyText } from '../../lib/kubernetes/identity';

const reviews = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'reviews', namespace: 'demo' },
};

describe('what a cluster tells objects apart by', () => {
  it('is group, kind, namespace and name, and not the version of the kind', () => {
    expect(identity(reviews)).toBe('VirtualService.networking.istio.io demo/reviews');
    expect(identity({ ...reviews, apiVersion: 'networking.istio.io/v1beta1' })).toBe(identity(reviews));
    expect(identity({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } })).toBe(
      'Namespace demo',
    );
    expect(keyText({ group: '', kind: 'Service', namespace: 'demo', name: 'reviews' })).toBe(
      'Service demo/reviews',
    );
    expect([groupOf('v1'), groupOf('apps/v1')]).toEqual(['', 'apps']);
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ kind: 'Pod' }],
    [{ kind: 'Pod', metadata: {} }],
    [{ metadata: { name: 'a' } }],
  ])('is nothing for %j, which is no object with a name', (value) => {
    expect(identityOf(value)).toBeUndefined();
  });
});
