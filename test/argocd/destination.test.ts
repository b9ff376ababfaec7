import { Destination, renderDestination } from '../../lib/argocd/destination';

describe('Destination', () => {
  test('is a namespace of the cluster that Argo CD runs in', () => {
    expect(renderDestination(Destination.of('demo'))).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'demo',
    });
  });

  test('is a namespace of another cluster, by its address or by its name', () => {
    expect(renderDestination(Destination.of('demo', { server: 'https://prod.example.com:6443' }))).toEqual({
      server: 'https://prod.example.com:6443',
      namespace: 'demo',
    });
    expect(renderDestination(Destination.of('demo', { name: 'prod' }))).toEqual({
      name: 'prod',
      namespace: 'demo',
    });
  });

  test('is the same where cluster and namespace are', () => {
    expect(Destination.same(Destination.of('demo'), Destination.of('demo'))).toBe(true);
    expect(Destination.same(Destination.of('demo'), Destination.of('istio-system'))).toBe(false);
    expect(Destination.same(Destination.of('demo'), Destination.of('demo', { name: 'in-cluster' }))).toBe(
      false,
    );
  });

  test.each(['*', 'demo-*', '', 'Demo', '-demo', 'a'.repeat(64)])('rejects the namespace %p', (namespace) => {
    expect(() => Destination.of(namespace)).toThrow(
      `a destination is one namespace, got '${namespace}'; write its name, such as 'demo'`,
    );
  });
});
