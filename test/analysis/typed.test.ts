import { ApiObject, Duration } from 'cdk8s';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import {
  AuthorizationPolicy,
  allow,
  ClientTls,
  DestinationRule,
  exactly,
  Gateway,
  get,
  HttpRoute,
  MeshService,
  PeerAuthentication,
  Retries,
  Server,
  ServerCredential,
  ServerTls,
  startsWith,
  VirtualService,
} from '../../lib/istio';
import { route, Shop } from './typed-shop';
import '../../lib/jest';

describe('mistakes that typed code can make', () => {
  it('are none in the shop that they are made in', () => {
    const shop = new Shop();
    new VirtualService(shop, 'routes', {
      hosts: ['shop.example.com'],
      gateways: [shop.gateway],
      http: [route(shop.web)],
    });
    expect(shop).toHaveNoFindings();
  });

  it.each(['shop.example.com', 'docs/shopp.example.com'] as const)(
    'rejects a host that the gateway does not offer, or offers to another namespace: %s',
    (offered) => {
      const shop = new Shop();
      const gateway = new Gateway(shop, 'other', {
        ingress: IngressGateway.istioctl(),
        servers: [Server.http({ hosts: [offered] })],
      });
      const make = () =>
        new VirtualService(shop, 'routes', {
          hosts: ['shopp.example.com'],
          gateways: [gateway],
          http: [route(shop.web)],
        });
      expect(make).toThrow(/answers for none of the hosts/);
    },
  );

  it('reports one host in two VirtualServices, in the mesh and at one gateway', () => {
    const shop = new Shop();
    for (const id of ['one', 'two']) {
      new VirtualService(shop, `${id}-mesh`, { hosts: [shop.web], http: [route(shop.web)] });
      new VirtualService(shop, id, {
        hosts: ['shop.example.com'],
        gateways: [shop.gateway],
        http: [route(shop.web)],
      });
    }
    expect(shop).toHaveFinding({ rule: 'vs-conflicting-hosts' });
    expect(shop).toHaveFinding({ rule: 'vs-conflicting-hosts-gateway' });
  });

  it('reports two DestinationRules of one host', () => {
    const shop = new Shop();
    const policy = { outlierDetection: { consecutive5xxErrors: 5 } };
    new DestinationRule(shop, 'one', { host: shop.web, trafficPolicy: policy });
    new DestinationRule(shop, 'two', { host: shop.web, trafficPolicy: policy });
    expect(shop).toHaveFinding({ rule: 'dr-conflict' });
  });

  it('reports a subset whose labels no version carries', () => {
    const shop = new Shop();
    const rule = new DestinationRule(shop, 'rule', { host: shop.web, subsets: { v3: { version: 'v3' } } });
    expect(shop).toHaveFinding({ rule: 'dr-subset-no-workload', on: rule });
  });

  it('reports STRICT against DISABLE, and identities where mutual TLS is off', () => {
    const shop = new Shop();
    new PeerAuthentication(shop, 'mtls', { mtls: 'strict' });
    const rule = new DestinationRule(shop, 'rule', {
      host: shop.web,
      trafficPolicy: { tls: ClientTls.disabled },
    });
    expect(shop).toHaveFinding({ rule: 'mtls-conflict', on: rule });
    const off = new Shop();
    new PeerAuthentication(off, 'mtls', { mtls: 'disabled' });
    const policy = new AuthorizationPolicy(off, 'policy', {
      workload: off.web,
      action: allow({ from: [off.store] }),
    });
    expect(off).toHaveFinding({ rule: 'policy-identity-without-mtls', on: policy });
  });

  it('reports HTTP rules on a TCP port', () => {
    const shop = new Shop();
    new VirtualService(shop, 'routes', { hosts: [shop.store], http: [route(shop.store)] });
    new AuthorizationPolicy(shop, 'policy', { workload: shop.store, action: allow({ to: [get('/x')] }) });
    expect(shop).toHaveFinding({ rule: 'l7-rules-on-tcp-port' });
    expect(shop).toHaveFinding({ rule: 'policy-http-on-tcp' });
  });

  it('reports ports that a service does not have', () => {
    const shop = new Shop();
    const host = 'web.shop.svc.cluster.local';
    new ApiObject(shop, 'rule', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      spec: {
        host,
        trafficPolicy: { portLevelSettings: [{ port: { number: 8080 }, outlierDetection: {} }] },
      },
    });
    expect(shop).toHaveFinding({ rule: 'dr-port-unknown' });
  });

  it('reports a misspelt namespace', () => {
    const shop = new Shop();
    const routes = new VirtualService(shop, 'routes', {
      hosts: [shop.web],
      http: [route(MeshService.named('store.shopp.svc.cluster.local'))],
    });
    expect(shop).toHaveFinding({ rule: 'vs-destination-missing', on: routes });
  });

  it('reports a gateway that is named beside one of nearly that name', () => {
    const shop = new Shop();
    const routes = new VirtualService(shop, 'routes', {
      hosts: ['shop.example.com'],
      gateways: [Gateway.named('shop-gatewy', { namespace: 'shop' })],
      http: [route(shop.web)],
    });
    new Gateway(shop, 'own', {
      metadata: { name: 'shop-gateway' },
      ingress: IngressGateway.istioctl(),
      servers: [Server.http({ hosts: ['own.example.com'] })],
    });
    expect(shop).toHaveFinding({ rule: 'vs-gateway-missing', on: routes });
  });

  it('reports a public host without gateways', () => {
    const shop = new Shop();
    const routes = new VirtualService(shop, 'routes', {
      hosts: ['shop.example.com'],
      http: [route(shop.web)],
    });
    expect(shop).toHaveFinding({ rule: 'vs-host-unknown', on: routes });
  });

  it('reports an asterisk in a path, and tries that take longer than the request', () => {
    const shop = new Shop();
    const routes = new VirtualService(shop, 'routes', {
      hosts: [shop.web],
      http: [
        HttpRoute.to(shop.web, { match: [{ path: exactly('/api/*') }] }),
        HttpRoute.to(shop.web, {
          timeout: Duration.seconds(2),
          retries: Retries.upTo(2, { perTryTimeout: Duration.seconds(5) }),
        }),
      ],
    });
    expect(shop).toHaveFinding({ rule: 'vs-literal-asterisk', on: routes });
    expect(shop).toHaveFinding({ rule: 'vs-retry-never-happens', on: routes });
  });

  it('rejects a route that all requests are taken from before it', () => {
    const shop = new Shop();
    const make = () =>
      new VirtualService(shop, 'routes', {
        hosts: [shop.web],
        http: [
          HttpRoute.to(shop.web, { match: [{ path: startsWith('/api') }] }),
          HttpRoute.to(shop.web, { match: [{ path: startsWith('/api/v2') }] }),
        ],
      });
    expect(make).toThrow(/which is never reached/);
  });

  it('reports a Secret in the namespace of the Gateway instead of its pods', () => {
    const shop = new Shop();
    new ApiObject(shop, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop-cert' } });
    const gateway = new Gateway(shop, 'https', {
      ingress: IngressGateway.istioctl(),
      servers: [
        Server.https({
          hosts: ['shop.example.com'],
          tls: ServerTls.simple(ServerCredential.secret('shop-cert')),
        }),
      ],
    });
    expect(shop).toHaveFinding({ rule: 'gateway-secret-missing', on: gateway });
  });
});
