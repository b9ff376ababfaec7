import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
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
  ServiceIdentity,
  startsWith,
  VirtualService,
} from '../../lib/istio';
import { Injection } from '../../lib/workload/injection';
import { MeshNamespace } from '../../lib/workload/mesh-namespace';
import { Microservice } from '../../lib/workload/microservice';
import '../../lib/jest';

/** A shop with two versions behind a gateway: nothing is wrong with it yet. */
class Shop extends Chart {
  public readonly web = new Microservice(this, 'web', {
    ports: { http: 80 },
    versions: { v1: { image: 'example.test/web:1' }, v2: { image: 'example.test/web:2' } },
  });
  public readonly store = new Microservice(this, 'store', {
    ports: { 'tcp-store': 5432 },
    versions: { v1: { image: 'example.test/store:1' } },
  });
  public readonly gateway = new Gateway(this, 'gateway', {
    ingress: IngressGateway.istioctl(),
    servers: [Server.http({ hosts: ['shop.example.com'] })],
  });

  public constructor() {
    super(new App(), 'shop', { namespace: 'shop' });
    new MeshNamespace(this, 'namespace', { name: 'shop', injection: Injection.enabled });
  }
}

const route = (to: Parameters<typeof HttpRoute.to>[0]) => HttpRoute.to(to);

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

  describe('what is named as outside', () => {
    /** A chart that says its namespace, and makes no Namespace. */
    class Team extends Chart {
      public readonly web = new Microservice(this, 'web', {
        ports: { http: 80 },
        versions: { v1: { image: 'example.test/web:1' } },
      });

      public constructor() {
        super(new App(), 'team', { namespace: 'team' });
        new Gateway(this, 'edge', {
          ingress: IngressGateway.istioctl(),
          servers: [Server.http({ hosts: ['team.example.com'] })],
        });
      }
    }
    const routesAt = (team: Team, gateway: string, namespace = 'team') =>
      new VirtualService(team, 'routes', {
        hosts: ['team.example.com'],
        gateways: [Gateway.named(gateway, { namespace })],
        http: [route(team.web)],
      });
    const routesTo = (team: Team, host: `${string}.${string}`) =>
      new VirtualService(team, 'routes', { hosts: [team.web], http: [route(MeshService.named(host))] });

    it('is there, also in the own namespace', () => {
      for (const gateway of ['shared', 'another']) {
        const team = new Team();
        routesAt(team, gateway);
        expect(team).toHaveNoFindings();
      }
      for (const host of ['legacy.team.svc.cluster.local', 'api.payments.svc.cluster.local'] as const) {
        const team = new Team();
        routesTo(team, host);
        expect(team).toHaveNoFindings();
      }
    });

    it('reports a gateway with a letter more or less than an own one, in a chart without a Namespace', () => {
      const team = new Team();
      const routes = routesAt(team, 'edgee');
      expect(team).toHaveFinding({ rule: 'vs-gateway-missing', on: routes });
      expect(Findings.of(team).map(({ level, suggestion }) => `${level}: ${suggestion}`)).toEqual([
        'warning: write team/edge',
      ]);
    });

    it('reports a service with a letter more or less, and a namespace that is nearly the own one', () => {
      for (const host of ['webb.team.svc.cluster.local', 'web.teams.svc.cluster.local'] as const) {
        const team = new Team();
        const routes = routesTo(team, host);
        expect(team).toHaveFinding({ rule: 'vs-destination-missing', on: routes });
        expect(Findings.of(team).map(({ level }) => level)).toEqual(['warning']);
      }
    });

    it('is an identity of another team', () => {
      const team = new Team();
      const allowed = (account: string) =>
        new AuthorizationPolicy(team, account, {
          workload: team.web,
          action: allow({ from: [ServiceIdentity.named(account, { namespace: 'team' })] }),
        });
      allowed('legacy');
      expect(team).toHaveNoFindings();
      const policy = allowed('webb');
      expect(team).toHaveFinding({ rule: 'policy-principal-unknown', on: policy });
    });

    it('is told as missing all the same where the world is said to be complete', () => {
      const team = new Team();
      const routes = routesTo(team, 'legacy.team.svc.cluster.local');
      expect(Findings.of(team, { complete: ['team'] }).map(({ rule }) => rule)).toEqual([]);
      expect(
        Findings.of(team, { complete: true }).some(({ rule }) => rule === 'vs-destination-missing'),
      ).toBe(true);
      expect(routes.namespace).toBe('team');
    });
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

  describe('beside an ingress gateway that is installed', () => {
    const istio = { istio: 'ingressgateway' };
    /** A Gateway that nothing typed has made. */
    const written = (scope: Chart, selector: Record<string, string>, number: number, tls?: object) =>
      new ApiObject(scope, 'written', {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'written' },
        spec: {
          selector,
          servers: [
            {
              port: { number, name: 'web', protocol: tls === undefined ? 'HTTP' : 'HTTPS' },
              hosts: ['written.example.com'],
              ...(tls && { tls }),
            },
          ],
        },
      });
    const told = (chart: Chart, options = {}) =>
      Findings.of(chart, options).map(({ rule, level, suggestion }) => [rule, level, suggestion]);

    it.each([
      ['what it is installed with', istio, 80, []],
      [
        'a letter less',
        { istio: 'ingressgatway' },
        80,
        [['gateway-selector-no-workload', 'error', 'write istio: ingressgateway']],
      ],
      ['another gateway', { istio: 'egressgateway' }, 80, []],
      [
        'a port that its Service does not have',
        istio,
        9000,
        [['gateway-port-not-on-service', 'warning', expect.any(String)]],
      ],
    ])('holds a Gateway of whatever code against it: %s', (_, selector, port, findings) => {
      const shop = new Shop();
      written(shop, selector, port);
      expect(told(shop)).toEqual(findings);
    });

    it('is told of one, or knows of none', () => {
      const chart = () => {
        const bare = new Chart(new App(), 'shop', { namespace: 'shop' });
        written(bare, istio, 9000);
        return bare;
      };
      expect(told(chart())).toEqual([]);
      expect(told(chart(), { ingress: [IngressGateway.istioctl()] })).toEqual([
        ['gateway-port-not-on-service', 'warning', expect.any(String)],
      ]);
      expect(() => told(chart(), { ingress: ['istio-ingressgateway'] })).toThrow(
        /an ingress gateway is expected/,
      );
    });

    it('looks for the Secret where its pods run', () => {
      const shop = new Shop();
      new ApiObject(shop, 'secret', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'cert', namespace: 'certs' },
      });
      const helm = IngressGateway.helm();
      written(shop, helm.podLabels, 443, { mode: 'SIMPLE', credentialName: 'cert' });
      expect(told(shop)).toEqual([]);
      expect(told(shop, { ingress: [helm] })).toEqual([
        ['gateway-secret-missing', 'warning', expect.any(String)],
      ]);
    });
  });
});
