import { IstioRelease } from '../../lib/release/istio-release';
import type { MeshOptions } from '../../lib/routing/mesh';
import { deployments, ingress, meshOf, namespace, service } from './world';

const object = (kind: string, name: string, spec: string, place = 'demo', version = 'v1') => `
---
apiVersion: gateway.networking.k8s.io/${version}
kind: ${kind}
metadata: { name: ${name}, namespace: ${place} }
spec: ${spec}
`;
const world = `${namespace('demo')}${ingress}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}${deployments('demo', 'ratings', 'v1')}${service('demo', 'ratings', 9443, 'tls')}`;
const gateway = (listeners: string) =>
  object(
    'Gateway',
    'edge',
    `{ gatewayClassName: istio, addresses: [{ value: istio-ingressgateway }], listeners: ${listeners} }`,
    'istio-system',
  );
const http = gateway(
  '[{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]',
);
const edge = 'parentRefs: [{ name: edge, namespace: istio-system }]';
const backend = 'backendRefs: [{ name: reviews, port: 80 }]';
const ask = (yaml: string, url: string, more: object = {}, release?: object) =>
  meshOf(world + yaml, release)
    .request({ via: 'istio-system/istio-ingressgateway', url, ...more })
    .toJSON();

describe('routes of the Gateway API', () => {
  it('lead HTTP to backends, the more specific match first', () => {
    const yaml =
      http +
      object(
        'HTTPRoute',
        'a',
        `{ ${edge}, hostnames: [a.test], rules: [{ ${backend} }, { matches: [{ path: { type: Exact, value: /x } }], filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, path: { type: ReplacePrefixMatch, replacePrefixMatch: /y } } }] }] }`,
      );
    expect(ask(yaml, 'http://a.test/').destinations.map(({ host }) => host)).toEqual([
      'reviews.demo.svc.cluster.local',
    ]);
    expect(ask(yaml, 'http://a.test/x').response.location).toBe('https://a.test/y');
    expect(ask(yaml, 'http://b.test/').status).toBe(404);
  });

  it('stand at a gateway that istiod names by its release', () => {
    const yaml =
      object(
        'Gateway',
        'front',
        '{ gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
      ) + object('HTTPRoute', 'a', `{ parentRefs: [{ name: front }], rules: [{ ${backend} }] }`);
    const status = (version: string, via: string) =>
      meshOf(world + yaml, { release: IstioRelease.parse(version) })
        .request({ via, url: 'http://a.test/' })
        .toJSON().destinations[0]?.host;
    expect(status('1.16', 'demo/front')).toBe('reviews.demo.svc.cluster.local');
    expect(status('1.17', 'demo/front-istio')).toBe('reviews.demo.svc.cluster.local');
    expect(() => status('1.16', 'demo/front-istio')).toThrow(/demo\/front-istio/);
  });

  it('replace prefixes by segments, and leave a slash', () => {
    const yaml =
      http +
      object(
        'HTTPRoute',
        'a',
        `{ ${edge}, rules: [{ matches: [{ path: { type: PathPrefix, value: /api/ } }], filters: [{ type: URLRewrite, urlRewrite: { hostname: inner.test, path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }], ${backend} }] }`,
      );
    expect(
      ['/api', '/api/', '/api/x?q'].map((path) => ask(yaml, `http://a.test${path}`).upstream?.path),
    ).toEqual(['/', '/', '/x?q']);
    expect(ask(yaml, 'http://a.test/api/x').upstream?.host).toBe('inner.test');
    expect(ask(yaml, 'http://a.test/apis').status).toBe(404);
  });

  it('of one age stand in the order of their namespaces', () => {
    const route = (place: string, name: string, status: number) =>
      object(
        'HTTPRoute',
        name,
        `{ ${edge}, rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: ${place}.test, statusCode: ${status} } }] }] }`,
        place,
      );
    const yaml = http + route('team', 'a', 301) + route('demo', 'b', 302);
    expect(ask(yaml, 'http://a.test/').response.location).toBe('http://demo.test/');
  });

  it('let browsers keep what they may for five seconds where nothing is said', () => {
    const yaml =
      http +
      object(
        'HTTPRoute',
        'a',
        `{ ${edge}, rules: [{ filters: [{ type: CORS, cors: { allowOrigins: ['https://ok.test'] } }], ${backend} }] }`,
      );
    const headers = { origin: 'https://ok.test', 'access-control-request-method': 'GET' };
    expect(ask(yaml, 'http://a.test/', { method: 'OPTIONS', headers }).response.headers).toEqual({
      'access-control-allow-origin': 'https://ok.test',
      'access-control-max-age': '5',
    });
  });

  it('are attached to listeners that a Gateway takes from another namespace', () => {
    const open = (allowed: string) =>
      object(
        'Gateway',
        'edge',
        `{ gatewayClassName: istio, addresses: [{ value: istio-ingressgateway }], ${allowed} listeners: [{ name: other, port: 443, protocol: HTTP }] }`,
        'istio-system',
      );
    const set =
      object(
        'ListenerSet',
        'team',
        '{ parentRef: { name: edge, namespace: istio-system }, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: a.test }] }',
      ) +
      object(
        'HTTPRoute',
        'a',
        `{ parentRefs: [{ kind: ListenerSet, name: team }], rules: [{ ${backend} }] }`,
      );
    const status = (allowed: string) => {
      const { decision } = ask(open(allowed) + set, 'http://a.test/');
      return decision;
    };
    expect(status('allowedListeners: { namespaces: { from: All } },')).toBe('forward');
    const old = ask(
      open('allowedListeners: { namespaces: { from: All } },') + set,
      'http://a.test/',
      {},
      {
        release: IstioRelease.of('1.29'),
      },
    );
    expect(old.decision).toBe('no-listener');
    expect(old.notes).toContain(
      'ListenerSet demo/team counts for nothing before Istio 1.30, which brings its kind',
    );
    expect(status('allowedListeners: { namespaces: { from: Same } },')).toBe('no-listener');
    expect(status('')).toBe('no-listener');
  });

  describe('of TCP', () => {
    const tcp = `${gateway('[{ name: tcp, port: 9000, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }]').replace('addresses: [{ value: istio-ingressgateway }], ', '')}${object('TCPRoute', 'a', `{ ${edge}, rules: [{ ${backend} }] }`, 'demo', 'v1alpha2')}`;
    const istiod = (env: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec: { template: { metadata: { labels: { app: istiod } }, spec: { containers: [{ name: discovery, image: pilot${env} }] } } }
`;
    const led = (yaml: string, options: MeshOptions = {}) => {
      const mesh = meshOf(world + yaml, options);
      const data = mesh.request({ via: 'istio-system/edge-istio', port: 9000 }).toJSON();
      const to = data.destinations.map(({ host, port }) => `${host}:${port}`).join();
      return { decision: data.decision, to, notes: data.notes, notModelled: data.notModelled };
    };
    const condition = 'TCPRoute demo/a counts only where istiod 1.30 has PILOT_ENABLE_ALPHA_GATEWAY_API=true';
    const there = {
      decision: 'forward',
      to: 'reviews.demo.svc.cluster.local:80',
      notes: [],
      notModelled: [],
    };

    it('lead connections where istiod takes them, which 1.31 does by itself', () => {
      expect(led(tcp, { release: IstioRelease.of('1.31') })).toEqual(there);
      expect(led(tcp, { alpha: true })).toEqual(there);
      expect(led(tcp + istiod(', env: [{ name: PILOT_ENABLE_ALPHA_GATEWAY_API, value: "true" }]'))).toEqual(
        there,
      );
      expect(led(tcp, { release: IstioRelease.of('1.17') })).toEqual(there);
    });

    it('count for nothing where it does not, and where nothing is known of istiod that is said', () => {
      const nobody = { decision: 'no-listener', to: '', notes: [], notModelled: [] };
      expect(led(tcp)).toEqual({ ...nobody, notModelled: [`${condition}: taken not to have it`] });
      expect(led(tcp + istiod(''))).toEqual({ ...nobody, notes: [`${condition}, which it has not`] });
    });

    it('close connections to backends without a weight, and split those with', () => {
      const rule = (backends: string) => tcp.replace(/backendRefs: \[.*?\]/, `backendRefs: [${backends}]`);
      expect(led(rule('{ name: reviews, port: 80, weight: 0 }'), { alpha: true }).decision).toBe('closed');
      const { to } = led(
        rule('{ name: reviews, port: 80, weight: 3 }, { name: ratings, port: 9443, weight: 1 }'),
        { alpha: true },
      );
      expect(to).toBe('reviews.demo.svc.cluster.local:80,ratings.demo.svc.cluster.local:9443');
    });
  });

  it('of TCP and TLS lead what sidecars call, for one port of the Service or all', () => {
    const mesh = (kind: string, more: string) =>
      object(
        kind,
        'a',
        `{ parentRefs: [{ group: '', kind: Service, name: ratings${more} }], rules: [{ ${backend} }] }`,
      );
    const to = (yaml: string, alpha = true) =>
      meshOf(world + yaml, { alpha })
        .request({ from: 'demo/reviews-v1', sni: 'ratings.demo.svc.cluster.local', port: 9443 })
        .destinations.map(({ host, port }) => `${host.split('.')[0]}:${port}`);
    expect(to(mesh('TLSRoute', ''))).toEqual(['reviews:80']);
    expect(to(mesh('TLSRoute', ', port: 9443'))).toEqual(['reviews:80']);
    expect(to(mesh('TLSRoute', ', port: 1'))).toEqual(['ratings:9443']);
    // A port named tls is led by names.
    expect(to(mesh('TCPRoute', ''))).toEqual(['ratings:9443']);
  });

  it('need the permission of the listener', () => {
    const same = gateway('[{ name: http, port: 80, protocol: HTTP }]');
    const route = object('HTTPRoute', 'a', `{ ${edge}, rules: [{ ${backend} }] }`);
    expect(ask(same + route, 'http://a.test/').status).toBe(404);
    const chosen = gateway(
      '[{ name: http, port: 80, protocol: HTTP, hostname: "*.test", allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { istio-injection: enabled } } } } }]',
    );
    expect(ask(chosen + route, 'http://a.test/').decision).toBe('forward');
    expect(ask(chosen + route, 'http://a.other/').status).toBe(404);
  });

  it('need a grant for backends of other namespaces', () => {
    const foreign = `${namespace('other')}${deployments('other', 'x', 'v1')}${service('other', 'x')}`;
    const route = object(
      'HTTPRoute',
      'a',
      `{ ${edge}, rules: [{ backendRefs: [{ name: x, namespace: other, port: 80 }] }] }`,
    );
    const grant = object(
      'ReferenceGrant',
      'g',
      "{ from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: demo }], to: [{ group: '', kind: Service, name: x }] }",
      'other',
      'v1beta1',
    );
    expect(ask(http + foreign + route, 'http://a.test/').status).toBe(500);
    expect(ask(http + foreign + route + grant, 'http://a.test/').decision).toBe('forward');
  });

  it('of gRPC match by service and method', () => {
    const yaml =
      http +
      object(
        'GRPCRoute',
        'a',
        `{ ${edge}, rules: [{ matches: [{ method: { service: shop.Cart, method: Add } }, { method: { type: RegularExpression, service: 'pay[.].*' } }], ${backend} }] }`,
      );
    const decisions = ['/shop.Cart/Add', '/shop.Cart/Drop', '/pay.Card/Any'].map(
      (path) => ask(yaml, `http://a.test${path}`, { method: 'POST' }).decision,
    );
    expect(decisions).toEqual(['forward', 'no-route', 'forward']);
  });

  it('of TLS lead connections by their names', () => {
    const yaml =
      gateway(
        '[{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough }, hostname: "*.test", allowedRoutes: { namespaces: { from: All } } }]',
      ) +
      object(
        'TLSRoute',
        'a',
        `{ ${edge}, hostnames: [a.test], rules: [{ backendRefs: [{ name: ratings, port: 9443 }] }] }`,
      );
    const connect = (sni: string) =>
      meshOf(world + yaml).request({ via: 'istio-system/istio-ingressgateway', sni, port: 443 });
    expect(connect('a.test').destinations.map(({ host }) => host)).toEqual([
      'ratings.demo.svc.cluster.local',
    ]);
    expect(connect('b.test').decision).toBe('closed');
  });

  it('of TLS stand for what they have in common with their listener', () => {
    const yaml =
      gateway(
        "[{ name: tls, port: 443, protocol: TLS, hostname: '*.a.test', tls: { mode: Passthrough }, allowedRoutes: { namespaces: { from: All } } }]",
      ) +
      object(
        'TLSRoute',
        'a',
        `{ ${edge}, hostnames: ['*.test', b.test], rules: [{ backendRefs: [{ name: ratings, port: 9443 }] }] }`,
      );
    const decision = (sni: string, release?: object) =>
      meshOf(world + yaml, release).request({ via: 'istio-system/istio-ingressgateway', sni, port: 443 })
        .decision;
    expect([decision('x.a.test'), decision('x.test')]).toEqual(['forward', 'closed']);
    expect(decision('x.test', { release: IstioRelease.parse('1.29'), alpha: true })).toBe('forward');
    expect(decision('x.test', { release: IstioRelease.parse('1.29') })).toBe('no-listener');
  });

  it('without any backend are 404 in 1.30 and 500 before and after', () => {
    const yaml = http + object('HTTPRoute', 'a', `{ ${edge}, rules: [{}] }`);
    const { IstioRelease } = jest.requireActual<typeof import('../../lib/release/istio-release')>(
      '../../lib/release/istio-release',
    );
    const of = (version: string) =>
      ask(yaml, 'http://a.test/', {}, { release: IstioRelease.parse(version) }).status;
    expect(['1.29', '1.30', '1.31'].map(of)).toEqual([500, 404, 500]);
  });
});
