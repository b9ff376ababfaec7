import { App, Chart } from 'cdk8s';
import '../../lib/jest';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import {
  AuthorizationPolicy,
  allow,
  DestinationRule,
  Gateway,
  get,
  HttpRoute,
  Server,
  VirtualService,
} from '../../lib/istio';
import { Mesh } from '../../lib/routing';
import { readSettings } from '../../lib/settings';
import { Microservice } from '../../lib/workload/microservice';

describe('constructs', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const image = { image: 'example/app:1' };
  const web = new Microservice(chart, 'web', { ports: { http: 9080 }, versions: { v1: image } });
  const reviews = new Microservice(chart, 'reviews', {
    ports: { http: 9080 },
    versions: { v1: image, v2: image },
  });
  const ingress = IngressGateway.istioctl();
  const gateway = new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
  const versions = new DestinationRule(chart, 'versions', { host: reviews, subsets: reviews.subsets });
  new VirtualService(chart, 'public', {
    hosts: ['shop.example'],
    gateways: [gateway],
    http: [HttpRoute.to(web)],
  });
  new VirtualService(chart, 'split', {
    hosts: [reviews],
    http: [
      HttpRoute.split({ to: versions.subset('v1'), percent: 90 }, { to: versions.subset('v2'), percent: 10 }),
    ],
  });
  const policy = new AuthorizationPolicy(chart, 'callers', {
    workload: reviews,
    action: allow({ from: [web], to: [get('/reviews/*')] }),
  });
  const mesh = Mesh.of(app);

  it('are asked as they are: gateways, services, subsets, policies', () => {
    const entered = mesh.request({ via: ingress, url: 'http://shop.example/' });
    expect(entered).toReach(web);
    expect(entered.toJSON().listener).toBe('0.0.0.0:8080');
    expect(entered.toJSON().virtualService).toEqual({
      kind: 'VirtualService',
      namespace: 'shop',
      name: 'public',
      construct: 'shop/public/Resource',
    });
    const call = mesh.request({ from: web, url: 'http://reviews:9080/reviews/7' });
    expect(call).toSplit({ v1: 90, v2: 10 });
    expect(call).not.toBeDenied();
    expect(mesh.request({ from: reviews, url: 'http://reviews:9080/reviews/7' })).toBeDenied({ by: policy });
    expect(mesh).toDenyAnonymous(reviews);
    expect(mesh).toAllowOnly(reviews, [web]);
    expect(mesh).toDenyCalls({ from: reviews, to: reviews });
  });
});

describe.each(['istioctl', 'helm', 'gateway-api'])('the guide, its ingress by %s', (way) => {
  const settings = readSettings({ ISTIO_INGRESS: way });
  const guide = buildGuide(settings);
  const mesh = Mesh.of(guide.app);
  const via = settings.ingress.kind === 'ingress-gateway' ? settings.ingress : guide.ingress.gateway;
  const of = (path: string) => mesh.request({ via, url: `http://bookinfo.example${path}` });

  it.each(['/productpage', '/static/a.css', '/login', '/logout', '/api/v1/products/0/reviews'])(
    'shows its page %s',
    (path) => {
      expect(of(path)).toReach('productpage.demo');
    },
  );

  it.each(['/health', '/productpage/1', '/'])('shows nothing that is not routed, such as %s', (path) => {
    expect(of(path)).toBeAnsweredWith(404);
  });
});
