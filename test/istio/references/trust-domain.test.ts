import { Chart, Testing } from 'cdk8s';
import { renderPrincipal, TrustDomain } from '../../../lib/istio/references/trust-domain';

it("is Istio's own where nobody said so, and else that of the app", () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  expect(TrustDomain.of(chart)).toBe('cluster.local');
  TrustDomain.use(chart, 'old');
  TrustDomain.use(chart, 'example.org');
  expect(TrustDomain.of(new Chart(chart, 'inner'))).toBe('example.org');
});

it('stands at the beginning of an identity', () => {
  const identity = { namespace: 'demo', serviceAccount: 'bookinfo-reviews' };
  expect(renderPrincipal(identity, 'cluster.local')).toBe('cluster.local/ns/demo/sa/bookinfo-reviews');
});

it.each(['', 'a/b', 'spiffe://a', 'A', 'a.A'])('rejects %p', (domain) => {
  expect(() => TrustDomain.use(Testing.app(), domain)).toThrow(
    new Error(`a trust domain is a DNS name, got '${domain}'; write for example 'example.org'`),
  );
});
