import { App, Chart } from 'cdk8s';
import { MeshSettings, serviceHost } from '../../../lib/istio/references/mesh-settings';
import { renderPrincipal, ServiceIdentity } from '../../../lib/istio/references/workload';
import { errorOf } from '../../error-of';

const istios = {
  trustDomain: 'cluster.local',
  clusterDomain: 'cluster.local',
  rootNamespace: 'istio-system',
};

it("are Istio's own where nobody said so, and else those of the app", () => {
  const app = new App();
  expect(MeshSettings.of(app)).toEqual(istios);
  MeshSettings.use(app, { trustDomain: 'old' });
  MeshSettings.use(app, { trustDomain: 'example.org' });
  MeshSettings.use(app, { clusterDomain: 'k8s.lab' });
  expect(MeshSettings.of(new Chart(app, 'chart'))).toEqual({
    ...istios,
    trustDomain: 'example.org',
    clusterDomain: 'k8s.lab',
  });
});

it('stand in hosts and identities', () => {
  const identity = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });
  const mesh = { ...istios, trustDomain: 'example.org', clusterDomain: 'k8s.lab' };
  expect(renderPrincipal(identity, mesh)).toBe('example.org/ns/demo/sa/bookinfo-reviews');
  expect(serviceHost('reviews', 'demo', mesh)).toBe('reviews.demo.svc.k8s.lab');
});

it.each(['', 'a/b', 'spiffe://a', 'A', 'a.A'])('rejects the trust domain %p', (domain) => {
  expect(() => MeshSettings.use(new App(), { trustDomain: domain })).toThrow(
    errorOf(
      `the app: trustDomain: a trust domain is a DNS name, got '${domain}'; write for example 'example.org'`,
    ),
  );
});

it('rejects a root namespace that is none, settings that are unknown, and no setting', () => {
  const use = (settings: object) => () => MeshSettings.use(new App(), settings);
  expect(use({ rootNamespace: '*' })).toThrow('rootNamespace: a namespace is named by a DNS label');
  expect(use({ trustDomian: 'a' })).toThrow(
    "there is no such property, got 'a'; did you mean 'trustDomain'?",
  );
  expect(use({})).toThrow('it says nothing');
});

it('rejects to be chosen after something was made without it', () => {
  const app = new App();
  new Chart(app, 'shop');
  expect(() => MeshSettings.use(app, { trustDomain: 'example.org' })).toThrow(
    "the app: what holds for all that is made in it is chosen first, got 'shop'; choose it before anything is made in it, right after new App()",
  );
});
