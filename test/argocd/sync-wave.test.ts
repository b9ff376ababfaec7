import { App, Chart, Testing } from 'cdk8s';
import { SyncWave } from '../../lib/argocd/sync-wave';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { DestinationRule, Gateway, HttpRoute, MeshService, Server, VirtualService } from '../../lib/istio';

const reviews = MeshService.named('reviews.demo.svc.cluster.local');
const waves = (chart: Chart) =>
  Testing.synth(chart).map(({ kind, metadata }) => [kind, metadata.name, metadata.annotations]);

describe('the waves of the objects in dist/', () => {
  test('put a route after the DestinationRule whose subsets it names, and nothing else', () => {
    const app = new App();
    const chart = new Chart(app, 'reviews', { namespace: 'demo' });
    const versions = new DestinationRule(chart, 'reviews', {
      host: reviews,
      subsets: { v1: { version: 'v1' } },
    });
    new VirtualService(chart, 'reviews-route', {
      hosts: [reviews],
      http: [HttpRoute.to(versions.subset('v1'))],
    });
    new VirtualService(chart, 'plain', { hosts: [reviews], http: [HttpRoute.to(reviews)] });
    SyncWave.subsetsBeforeRoutes(app);
    expect(waves(chart)).toEqual([
      ['DestinationRule', 'reviews', undefined],
      ['VirtualService', 'reviews-route', { 'argocd.argoproj.io/sync-wave': '1' }],
      ['VirtualService', 'plain', undefined],
    ]);
  });

  test('are found across charts', () => {
    const app = new App();
    const rules = new Chart(app, 'rules', { namespace: 'demo' });
    const routes = new Chart(app, 'routes', { namespace: 'demo' });
    const versions = new DestinationRule(rules, 'reviews', {
      host: reviews,
      subsets: { v1: { version: 'v1' } },
    });
    new VirtualService(routes, 'reviews', { hosts: [reviews], http: [HttpRoute.to(versions.subset('v1'))] });
    SyncWave.subsetsBeforeRoutes(app);
    expect(waves(routes)).toEqual([['VirtualService', 'reviews', { 'argocd.argoproj.io/sync-wave': '1' }]]);
  });

  test('do not make a route wait for a Gateway: without the other each is without effect, in either order', () => {
    const app = new App();
    const chart = new Chart(app, 'ingress', { namespace: 'demo' });
    const gateway = new Gateway(chart, 'gateway', {
      ingress: IngressGateway.istioctl(),
      servers: [Server.http({ hosts: ['*'] })],
    });
    new VirtualService(chart, 'reviews', {
      hosts: ['*'],
      gateways: [gateway],
      http: [HttpRoute.to(reviews)],
    });
    SyncWave.subsetsBeforeRoutes(app);
    expect(waves(chart).map(([, , annotations]) => annotations)).toEqual([undefined, undefined]);
  });
});
