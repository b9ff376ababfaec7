import { App, Chart } from 'cdk8s';
import '../../lib/jest';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import {
  DestinationRule,
  Gateway,
  HttpRoute,
  MeshService,
  Server,
  startsWith,
  VirtualService,
} from '../../lib/istio';
import { Mesh } from '../../lib/routing';
import { Microservice } from '../../lib/workload/microservice';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const ingress = IngressGateway.istioctl();
const gateway = new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
const pay = MeshService.named('pay.bank.svc.cluster.local', { ports: { http: 8080 } });
const search = MeshService.named('search.example.com');
const own = new Microservice(chart, 'web', {
  ports: { http: 9080, 'http-admin': 9090 },
  versions: { v1: { image: 'example/app:1' } },
});
const rule = new DestinationRule(chart, 'pay', { host: pay, subsets: { v2: { version: 'v2' } } });
new VirtualService(chart, 'public', {
  hosts: ['shop.example'],
  gateways: [gateway],
  http: [
    HttpRoute.to(pay, { match: [{ path: startsWith('/pay') }] }),
    HttpRoute.to(search, { match: [{ path: startsWith('/search') }] }),
    HttpRoute.to(MeshService.named(own.host), { match: [{ path: startsWith('/own') }] }),
  ],
});
new VirtualService(chart, 'newest', { hosts: [own], http: [HttpRoute.to(rule.subset('v2'))] });
const mesh = Mesh.of(app);
const asked = (path: string) => mesh.request({ via: ingress, url: `http://shop.example${path}` });

it('is taken to be there and to answer, and a note says so', () => {
  const answer = asked('/pay');
  expect(answer).toReach(pay);
  expect(answer).toReach('bank/pay');
  const { destinations, notes } = answer.toJSON();
  expect(destinations).toEqual([
    { host: 'pay.bank.svc.cluster.local', port: 8080, percent: 100, workloads: [] },
  ]);
  expect(notes).toEqual([
    'pay.bank.svc.cluster.local is described elsewhere: it is taken to be there, and its pods to answer',
  ]);
});

it('has the port that it is named with, and that of the listener where none is said', () => {
  expect(asked('/search').toJSON().destinations).toEqual([
    { host: 'search.example.com', port: 80, percent: 100, workloads: [] },
  ]);
});

it('has the subsets that a DestinationRule gives it', () => {
  expect(mesh.request({ from: own, url: 'http://web:9080/' })).toReach(pay, 'v2');
});

it('is not what is described here: that has the ports that it has', () => {
  expect(asked('/own')).toBeAnsweredWith(503);
});

it('is nothing that manifests alone tell of', () => {
  const objects = app.charts.flatMap((one) => one.toJson());
  const answer = Mesh.ofObjects(objects).request({
    via: 'istio-system/istio-ingressgateway',
    url: 'http://shop.example/pay',
  });
  expect(answer.toJSON().because).toBe('no service pay.bank.svc.cluster.local is known to this proxy');
});
