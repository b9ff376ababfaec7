import {
  Gateway,
  HttpRoute,
  type IGatewayWorkload,
  MeshService,
  mesh,
  type RouteGateway,
  Server,
  VirtualService,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered } from '../rendered';

const productpage = MeshService.named('productpage.demo.svc.cluster.local', { ports: { http: 9080 } });
const ingress: IGatewayWorkload = {
  kind: 'ingress-gateway',
  serviceAccount: 'istio-ingressgateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  ports: [{ name: 'http2', port: 80, targetPort: 8080 }],
};

describe('a VirtualService and a Gateway of one app', () => {
  const http = [HttpRoute.to(productpage)] as const;
  const build = (hosts: readonly string[], offered: readonly string[], more: readonly RouteGateway[] = []) =>
    rendered((chart) => {
      const gateway = new Gateway(chart, 'gateway', {
        ingress,
        servers: [Server.http({ hosts: offered as never })],
      });
      new VirtualService(chart, 'routes', {
        hosts: hosts as never,
        gateways: [gateway, ...more],
        http,
      });
    });

  it.each([
    [['shop.example.com'], ['shop.example.com']],
    [['shop.example.com'], ['*.example.com']],
    [['*.example.com'], ['shop.example.com']],
    [['shop.example.com'], ['demo/shop.example.com']],
    [['shop.example.com'], ['./shop.example.com', '*/a.example.org']],
  ])('meet where the one serves the hosts of the other (%#)', (hosts, offered) => {
    expect(() => build(hosts, offered)).not.toThrow();
  });

  it.each([
    [['store.example.com'], ['shop.example.com']],
    [['shop.example.com'], ['other/shop.example.com']],
  ])('do not meet where it serves none of them (%#)', (hosts, offered) => {
    expect(() => build(hosts, offered)).toThrow(
      errorOf(
        `chart/routes: gateways[0]: the gateway 'chart/gateway' answers for none of the hosts, which are ${hosts[0]}, got [ '${offered[0]}' ]; name a host of its servers, or add the host to one`,
      ),
    );
  });

  it('rejects a host that none of the gateways serves, unless sidecars route it too', () => {
    const hosts = ['shop.example.com', 'store.example.com'];
    expect(() => build(hosts, ['shop.example.com'])).toThrow(
      'hosts[1]: none of the gateways answers for the host',
    );
    expect(() => build(hosts, ['shop.example.com'], [mesh])).not.toThrow();
    const outside = Gateway.named('outside', { namespace: 'other' });
    expect(() => build(hosts, ['shop.example.com'], [outside])).not.toThrow();
  });
});
