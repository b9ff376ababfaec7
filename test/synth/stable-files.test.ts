import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { IngressGateway } from '../../lib/install';
import { Gateway, HttpRoute, MeshService, Server, VirtualService } from '../../lib/istio';
import { orderApp } from '../../lib/synth/ordered-app';
import { stableFiles } from '../../lib/synth/stable-files';

function files(app: App, folder = '.'): Record<string, string[]> {
  return Object.fromEntries(
    stableFiles(orderApp(app), folder).map(({ file, objects }) => [
      file,
      [...objects].map(({ path }) => path),
    ]),
  );
}

function object(chart: Chart, id: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });
}

test('a chart gives its id to its file, whatever depends on what', () => {
  const app = new App();
  const first = new Chart(app, '10-first');
  const second = new Chart(app, '20-second');
  const nested = new Chart(second, 'inner');
  object(second, 'b').addDependency(object(first, 'a'));
  object(nested, 'c');
  expect(files(app)).toEqual({
    '10-first.k8s.yaml': ['10-first/a'],
    '20-second-inner.k8s.yaml': ['20-second/inner/c'],
    '20-second.k8s.yaml': ['20-second/b'],
  });
  expect(Object.keys(files(app, 'addons'))).toEqual([
    'addons/10-first.k8s.yaml',
    'addons/20-second-inner.k8s.yaml',
    'addons/20-second.k8s.yaml',
  ]);
});

test('objects of a file come after those they depend on', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const late = object(chart, 'late');
  late.addDependency(object(chart, 'early'));
  expect(files(app)).toEqual({ 'chart.k8s.yaml': ['chart/early', 'chart/late'] });
});

test('rejects a chart that would be applied before one that it depends on', () => {
  const app = new App();
  const routes = new Chart(app, '10-routes');
  const subsets = new Chart(app, '20-subsets');
  object(routes, 'route').addDependency(object(subsets, 'subset'));
  expect(() => files(app)).toThrow(
    "10-routes/route: it comes after '20-subsets/subset', but its file would be applied first, got '10-routes.k8s.yaml before 20-subsets.k8s.yaml'; rename one of the two charts so that their files sort in this order",
  );
});

test('rejects the same between charts inside others, and between charts as a whole', () => {
  const app = new App();
  const shop = new Chart(app, 'shop');
  const first = new Chart(shop, 'a');
  const second = new Chart(shop, 'b');
  first.addDependency(second);
  object(first, 'x');
  expect(() => files(app)).toThrow("shop/a: it comes after 'shop/b', but its file would be applied first");
});

test('a route inside the chart of its gateway is applied before it: files of charts inside come first', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const gateway = new Gateway(shop, 'gateway', {
    ingress: IngressGateway.istioctl(),
    servers: [Server.http({ hosts: ['*'] })],
  });
  const inner = new Chart(shop, 'routes', { namespace: 'shop' });
  const to = MeshService.named('cart.shop.svc.cluster.local', { ports: { http: 80 } });
  new VirtualService(inner, 'cart', { hosts: ['*'], gateways: [gateway], http: [HttpRoute.to(to)] });
  expect(Object.keys(files(app))).toEqual(['shop-routes.k8s.yaml', 'shop.k8s.yaml']);
});

test('rejects an id that is no file name', () => {
  const app = new App();
  new Chart(app, 'with space');
  expect(() => files(app)).toThrow("with space: the id of a chart is the name of its file, got 'with space'");
});

test('rejects an app that divides its output otherwise', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  expect(() => files(app, 'addons')).toThrow(
    "addons: the app in a folder writes one file for each chart, got 'FILE_PER_RESOURCE'",
  );
});
