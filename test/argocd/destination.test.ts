import { ArgoDestination, argoDestination, renderDestination } from '../../lib/argocd/destination';
import { refusedAt } from '../refusal';

describe('ArgoDestination', () => {
  test('is a namespace of the cluster that Argo CD runs in', () => {
    expect(renderDestination(ArgoDestination.of('demo'))).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'demo',
    });
  });

  test('is a namespace of another cluster, by its address or by its name', () => {
    expect(
      renderDestination(ArgoDestination.of('demo', { server: 'https://prod.example.com:6443' })),
    ).toEqual({
      server: 'https://prod.example.com:6443',
      namespace: 'demo',
    });
    expect(renderDestination(ArgoDestination.of('demo', { name: 'prod' }))).toEqual({
      name: 'prod',
      namespace: 'demo',
    });
  });

  test('is the same where cluster and namespace are', () => {
    expect(ArgoDestination.same(ArgoDestination.of('demo'), ArgoDestination.of('demo'))).toBe(true);
    expect(ArgoDestination.same(ArgoDestination.of('demo'), ArgoDestination.of('istio-system'))).toBe(false);
    expect(
      ArgoDestination.same(ArgoDestination.of('demo'), ArgoDestination.of('demo', { name: 'in-cluster' })),
    ).toBe(false);
  });

  test.each(['*', 'demo-*', '', 'Demo', '-demo', 'a'.repeat(64)])('rejects the namespace %p', (namespace) => {
    expect(refusedAt(argoDestination, ArgoDestination.of(namespace))).toBe('namespace');
    expect(() => ArgoDestination.same(ArgoDestination.of('demo'), ArgoDestination.of(namespace))).toThrow(
      `ArgoDestination.same: b.namespace: a namespace is named by a DNS label, got '${namespace}'`,
    );
  });

  test.each([
    [{}, ''],
    [{ server: 'prod' }, '.server'],
    [{ name: '' }, '.name'],
    [{ name: 'prod', nmespace: 'demo' }, '.nmespace'],
    [{ server: 'https://prod.example.com', name: 'prod' }, '.name'],
  ])('rejects the cluster %j', (cluster, place) => {
    expect(refusedAt(argoDestination, ArgoDestination.of('demo', cluster as never))).toBe(`cluster${place}`);
  });
});
