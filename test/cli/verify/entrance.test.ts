import { entranceOf } from '../../../lib/cli/verify/entrance';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { gatewayObject, gatewayService } from '../gateway-objects';

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
    expect(entranceOf([{ ...tls, apiVersion: 'gateway.networking.k8s.io/v1' }], ingress, facts)).toBe(none);
  });
});
