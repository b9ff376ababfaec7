import { entranceOf } from '../../../lib/cli/verify/entrance';
import { gatewayApiIngress } from '../../../lib/install/gateway-api-ingress';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { gatewayApiGateway, gatewayObject, gatewayService } from '../gateway-objects';

const selector = { istio: 'ingressgateway' };
const service = gatewayService('istio-system/istio-ingressgateway', selector);
const facts = { services: [service], workloads: [] };
const ingress = IngressGateway.istioctl();

function virtualService(hosts: string[], gateways = ['demo/bookinfo-gateway']) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'bookinfo', namespace: 'demo' },
    spec: { hosts, gateways },
  };
}

describe('the entrance', () => {
  it('is the Service and the port of the first HTTP server', () => {
    expect(entranceOf([gatewayObject(selector, [8080])], ingress, facts)).toEqual({
      service,
      port: 8080,
      host: undefined,
      namespace: 'demo',
    });
  });

  it.each([
    ['no host where routes are for all', ['*'], [virtualService(['*'])], undefined],
    ['the host of the routes', ['*'], [virtualService(['books.example.com'])], 'books.example.com'],
    [
      'the host of the server',
      ['demo/books.example.com'],
      [virtualService(['*.example.com'])],
      'books.example.com',
    ],
    [
      'no host of routes inside the mesh',
      ['*'],
      [virtualService(['reviews.demo.svc.cluster.local'], ['mesh'])],
      undefined,
    ],
  ])('wants %s', (_, hosts, routes, host) => {
    const entrance = entranceOf([gatewayObject(selector, [80], hosts), ...routes], ingress, facts);
    expect(entrance).toMatchObject({ host });
  });

  it('reports a Gateway that meets no Service', () => {
    expect(entranceOf([gatewayObject({ istio: 'ingress' })], ingress, facts)).toBe(
      'no Service of the cluster leads to pods labelled istio=ingress',
    );
  });

  it('reports manifests without an HTTP server', () => {
    const none = 'no Gateway of dist/ has an HTTP server';
    const tls = gatewayObject(selector);
    const https = {
      ...tls,
      spec: { ...tls.spec, servers: [{ hosts: ['*'], port: { number: 443, protocol: 'HTTPS' } }] },
    };
    expect(entranceOf([https], ingress, facts)).toBe(none);
    const waypoint = gatewayApiGateway([{ port: 15008, protocol: 'HBONE' }], 'istio-waypoint');
    expect(entranceOf([waypoint], ingress, facts)).toBe(none);
    expect(entranceOf([gatewayApiGateway([{ port: 443, protocol: 'HTTPS' }])], ingress, facts)).toBe(none);
  });

  describe.each([
    ['gateway.networking.k8s.io/gateway-name', 'demo/bookinfo-gateway-istio'],
    ['istio.io/gateway-name', 'demo/bookinfo-gateway'],
  ])('by the Gateway API, whose Service selects by %s', (label, at) => {
    const made = gatewayService(at as 'demo/x', { [label]: 'bookinfo-gateway' }, { 80: 80 });
    const elsewhere = gatewayService('shop/bookinfo-gateway-istio', { [label]: 'bookinfo-gateway' });
    const services = [service, elsewhere, made];
    const gateway = gatewayApiGateway([{ port: 80, protocol: 'HTTP' }]);

    it('is the Service that istiod made beside the Gateway', () => {
      const facts = { services, workloads: [] };
      const entrance = { service: made, port: 80, host: undefined, namespace: 'demo' };
      expect(entranceOf([gateway, httpRoute([])], gatewayApiIngress, facts)).toEqual(entrance);
      expect(entranceOf([gateway, httpRoute([])], ingress, facts)).toEqual(entrance);
    });

    it('is asked by the host of the routes, or of the listener', () => {
      const facts = { services, workloads: [] };
      const routed = [gateway, httpRoute(['books.example.com'])];
      expect(entranceOf(routed, gatewayApiIngress, facts)).toMatchObject({ host: 'books.example.com' });
      const listener = { port: 80, protocol: 'HTTP', hostname: 'shop.example.com' };
      const listening = [gatewayApiGateway([listener]), httpRoute([])];
      expect(entranceOf(listening, gatewayApiIngress, facts)).toMatchObject({ host: 'shop.example.com' });
    });

    it('reports a Gateway that istiod has made no Service of', () => {
      const facts = { services: [service, elsewhere], workloads: [] };
      expect(entranceOf([gateway], gatewayApiIngress, facts)).toBe(
        'istiod has made no Service of gateway/bookinfo-gateway -n demo',
      );
    });
  });
});

function httpRoute(hostnames: string[]) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'bookinfo', namespace: 'demo' },
    spec: { parentRefs: [{ name: 'bookinfo-gateway' }], hostnames },
  };
}
