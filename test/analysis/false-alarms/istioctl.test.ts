import { destinationRule, told } from './shop';

const gateway = (name: string, server: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec: { selector: { istio: ingressgateway }, servers: [${server}] }
`;

describe('what istioctl says wrongly', () => {
  it('is a rule of the root namespace, which defines subsets for all (istio#36237, #36245)', () => {
    const rule = destinationRule(
      'web',
      'host: web.shop.svc.cluster.local, subsets: [{ name: v1, labels: { version: v1 } }]',
    );
    expect(
      told(`${rule.replace('namespace: shop', 'namespace: istio-system')}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: v1 } }] }] }
`),
    ).toEqual([]);
  });

  it('are gateways on ports of their own, and wildcard hosts of plain HTTP (istio#54643)', () => {
    const http = (port: number) => `{ port: { number: ${port}, name: http, protocol: HTTP }, hosts: ['*'] }`;
    expect(told(`${gateway('one', http(80))}---${gateway('two', http(80))}`)).toEqual([]);
    expect(told(`${gateway('one', http(80))}---${gateway('two', http(8443))}`)).toEqual([]);
  });

  it('is one VirtualService of several hosts, in the mesh and at a gateway (istio#42561)', () => {
    const server = "{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }";
    expect(
      told(`${gateway('edge', server)}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  gateways: [edge, mesh]
  hosts: [web.staging.example.com, web, web.shop.svc.cluster.local]
  http: [{ route: [{ destination: { host: web } }] }]
`),
    ).toEqual([]);
  });

  it('is a Service exported to another namespace, which its own namespace routes to (istio#39629)', () => {
    expect(
      told(`
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop, annotations: { networking.istio.io/exportTo: shop-test } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: api, namespace: shop }
spec: { hosts: [api], exportTo: [shop-test], http: [{ route: [{ destination: { host: api } }] }] }
`),
    ).toEqual([]);
  });

  it('is a destination in another namespace by its full name (istio#26222)', () => {
    expect(
      told(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop-test }
spec: { hosts: [web.shop.svc.cluster.local], http: [{ route: [{ destination: { host: web.shop.svc.cluster.local } }] }] }
`),
    ).toEqual([]);
  });
});
