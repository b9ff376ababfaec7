import { IstioRelease } from '../../lib/release/istio-release';
import { backend, edge, gateway, http, object, world } from './gateway-api-world';
import { deployments, meshOf, namespace, service } from './world';

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
