import { IstioRelease } from '../../../lib/release/istio-release';
import type { MeshOptions } from '../../../lib/routing/mesh';
import type { RequestSpec } from '../../../lib/routing/request';
import { storyOf } from '../../../lib/routing/story';
import {
  call,
  deployments,
  ingress,
  meshOf,
  namespace,
  networking,
  reviews,
  security,
  service,
  short,
  using,
  waypoint,
} from '../world';

describe('a waypoint', () => {
  const sidecars = `${namespace('sides')}${deployments('sides', 'curl', 'v1')}`;
  const gateway = networking(
    'Gateway',
    'demo',
    'public',
    "{ selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }",
  );
  const leading = (http: string) =>
    networking(
      'VirtualService',
      'demo',
      'public',
      `{ hosts: [a.test], gateways: [demo/public], http: [${http}] }`,
    );
  const plain = leading('{ route: [{ destination: { host: reviews } }] }');
  const via = (path = '/', method = 'GET'): RequestSpec => ({
    via: 'istio-system/istio-ingressgateway',
    url: `http://a.test${path}`,
    method,
  });
  const name = `the waypoint demo/waypoint of ${reviews}`;
  const asking = (of: string) =>
    of.replace('use-waypoint: waypoint', "use-waypoint: waypoint, istio.io/ingress-use-waypoint: 'true'");
  const behind = asking(using) + waypoint + ingress + gateway;

  it('says where a waypoint is not asked', () => {
    const all = using + waypoint + sidecars + ingress + gateway + plain;
    const told = (yaml: string, request: RequestSpec, options?: MeshOptions) => {
      const { notes, notModelled } = meshOf(yaml, options).request(request).toJSON();
      return [notes, notModelled];
    };
    const from = call('sides/curl-v1', 'http://reviews.demo/');
    const passed = `${name} is not asked: only ztunnel leads there`;
    expect(told(all, from)).toEqual([[passed], []]);
    expect(told(all, via())).toEqual([[passed], []]);
    expect(told(asking(all), from)).toEqual([[passed], []]);
    expect(told(asking(all), via())).toEqual([[], []]);
    expect(told(asking(all), via(), { release: IstioRelease.of('1.23') })).toEqual([[passed], []]);
    expect(told(using + ingress + gateway + plain, via())).toEqual([
      [`${name} is not asked: it is not among the manifests`],
      [],
    ]);
  });

  it('is passed by where a service without an address of its own is called', () => {
    const headless = (yaml: string) =>
      yaml.replace(
        'spec: { selector: { app: reviews }',
        'spec: { clusterIP: None, selector: { app: reviews }',
      );
    const { listener, notes } = meshOf(headless(using) + waypoint)
      .request(call('demo/curl-v1', 'http://reviews/'))
      .toJSON();
    expect([listener, notes]).toEqual([
      undefined,
      ['the client is in ambient mode', `${name} is not asked: the service has no address of its own`],
    ]);
    const { destinations } = meshOf(headless(behind) + plain).request(via());
    expect(destinations.map((one) => one.waypoint)).toEqual(['demo/waypoint']);
  });

  it('is led through from a gateway where the service wishes it: both route, and both change the request', () => {
    const rewriting = leading(
      '{ rewrite: { uri: /api }, headers: { request: { set: { x-first: a } }, response: { set: { x-both: gateway } } }, route: [{ destination: { host: reviews } }] }',
    );
    const inner = networking(
      'VirtualService',
      'demo',
      'reviews',
      `{ hosts: [reviews], http: [
        { match: [{ uri: { prefix: /api/old } }], redirect: { uri: /new } },
        { match: [{ uri: { prefix: /api }, sourceLabels: { app: istio-ingressgateway } }], directResponse: { status: 500 } },
        { match: [{ uri: { prefix: /api }, headers: { x-first: { exact: a } } }], rewrite: { uri: /v2 },
          headers: { request: { set: { x-second: b } }, response: { set: { x-both: waypoint, x-inner: c } } }, route: [{ destination: { host: reviews } }] }] }`,
    );
    const mesh = meshOf(behind + rewriting + inner);
    const answer = mesh.request(via('/x'));
    const data = answer.toJSON();
    expect(short(answer)).toBe(`forward ${reviews} 100`);
    expect(data.virtualService).toMatchObject({ name: 'public' });
    expect(data.waypoints).toEqual([
      {
        namespace: 'demo',
        name: 'waypoint',
        virtualService: expect.objectContaining({ kind: 'VirtualService', name: 'reviews' }),
        route: { index: 2 },
        match: { index: 0 },
        tried: [
          { route: 1, match: 0, because: 'a waypoint does not know the labels of clients' },
          { route: 0, match: 0, because: "the path '/apix' does not begin with '/api/old'" },
        ],
      },
    ]);
    expect(data.destinations).toMatchObject([{ waypoint: 'demo/waypoint', percent: 100 }]);
    expect(data.upstream).toMatchObject({ path: '/v2x', headers: { 'x-first': 'a', 'x-second': 'b' } });
    expect(data.response.headers).toEqual({ 'x-both': 'gateway', 'x-inner': 'c' });
    expect(storyOf(answer)).toContain(
      'waypoint      demo/waypoint, VirtualService demo/reviews (world.yaml:',
    );
    expect(short(mesh.request(via('/old')))).toBe('forward reviews.demo.svc.cluster.local 100');
    const direct = meshOf(behind + plain + inner);
    expect(short(direct.request(via('/api/old')))).toBe(`redirect 301 http://a.test/new ${reviews} 100 301`);
    expect(short(direct.request(via('/')))).toBe(`no-route 404 ${reviews} 100 404`);
  });

  it('is led through with a part of the requests, and shares out that part', () => {
    const parts = leading(
      '{ route: [{ destination: { host: reviews }, weight: 50 }, { destination: { host: curl }, weight: 50 }] }',
    );
    const inner = networking(
      'VirtualService',
      'demo',
      'reviews',
      '{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews }, weight: 80 }, { destination: { host: curl }, weight: 20 }] }] }',
    );
    const { destinations } = meshOf(behind + service('demo', 'curl') + parts + inner).request(via());
    expect(destinations.map(({ host, percent, waypoint: by }) => `${host} ${percent} ${by}`)).toEqual([
      `${reviews} 40 demo/waypoint`,
      'curl.demo.svc.cluster.local 10 demo/waypoint',
      'curl.demo.svc.cluster.local 50 undefined',
    ]);
  });

  it("is judged behind a gateway by the gateway's identity, and its own stands for it at the node", () => {
    const waypointPolicy = (identity: string) =>
      security(
        'AuthorizationPolicy',
        'demo',
        'at-waypoint',
        `{ targetRefs: [{ group: '', kind: Service, name: reviews }], rules: [{ from: [{ source: { principals: [${identity}] } }], to: [{ operation: { methods: [GET] } }] }] }`,
      );
    const atNode = (identity: string) =>
      security(
        'AuthorizationPolicy',
        'demo',
        'at-node',
        `{ selector: { matchLabels: { app: reviews } }, rules: [{ from: [{ source: { principals: [${identity}] } }] }] }`,
      );
    const gatewayIdentity = 'cluster.local/ns/istio-system/sa/default';
    const waypointIdentity = 'cluster.local/ns/demo/sa/waypoint';
    const mesh = meshOf(behind + plain + waypointPolicy(gatewayIdentity) + atNode(waypointIdentity));
    expect(short(mesh.request(via()))).toBe(`forward ${reviews} 100`);
    const denied = mesh.request(via('/', 'PUT'));
    expect(short(denied)).toBe(`deny 403 ${reviews} 100 403`);
    expect(denied.toJSON().policies).toMatchObject([{ name: 'at-waypoint', action: 'ALLOW' }]);
    expect(
      short(
        meshOf(behind + plain + waypointPolicy(gatewayIdentity) + atNode(gatewayIdentity)).request(via()),
      ),
    ).toBe(`deny 503 ${reviews} 100 503`);
    mesh.request(via());
    expect(mesh.coverage().policies.met).toEqual([
      'AuthorizationPolicy demo/at-node rule 0',
      'AuthorizationPolicy demo/at-waypoint rule 0',
    ]);
    const calls = mesh.reachability({ to: 'demo/reviews' });
    const verdicts = calls.map(
      ({ from, verdict }) => `${from.kind === 'workload' ? from.name : 'anonymous'} ${verdict}`,
    );
    expect(verdicts).toEqual([
      'anonymous denied',
      'curl-v1 denied',
      'reviews-v1 denied',
      'istio-ingressgateway partly',
    ]);
  });

  it('leads connections by routes of TCP, and of TLS for its own name alone', () => {
    const ports = using.replaceAll('{ name: http, port: 80 }', '{ name: tls, port: 443 }');
    const rule = (list: string) =>
      networking('VirtualService', 'demo', 'reviews', `{ hosts: [reviews], ${list} }`);
    const to = 'route: [{ destination: { host: other } }]';
    const other = service('demo', 'other', 443, 'tls').replace('app: other', 'app: curl');
    const lead = (list: string) =>
      meshOf(ports + waypoint + other + rule(list))
        .request({ from: 'demo/curl-v1', sni: 'reviews', port: 443 })
        .destinations.map(({ host }) => host);
    expect(lead(`tls: [{ match: [{ sniHosts: [${reviews}] }], ${to} }]`)).toEqual([
      'other.demo.svc.cluster.local',
    ]);
    expect(lead(`tls: [{ match: [{ sniHosts: [else.test] }], ${to} }]`)).toEqual([reviews]);
    expect(lead(`tcp: [{ match: [{ port: 443 }], ${to} }]`)).toEqual(['other.demo.svc.cluster.local']);
    expect(lead(`tcp: [{ match: [{ port: 80 }], ${to} }]`)).toEqual([reviews]);
  });

  it("follows routes of the service's namespace and its own, all of them one after the other", () => {
    const answers = (namespace_: string, status: number, prefix: string) =>
      networking(
        'VirtualService',
        namespace_,
        `reviews-${status}`,
        `{ hosts: [${reviews}], http: [{ match: [{ uri: { prefix: ${prefix} } }], directResponse: { status: ${status} } }] }`,
      );
    const yaml =
      using + waypoint + answers('demo', 501, '/a') + answers('demo', 502, '/b') + answers('sides', 503, '/');
    const status = (path: string, release: '1.30' | '1.27') =>
      meshOf(yaml, { release: IstioRelease.of(release) }).request(
        call('demo/curl-v1', `http://reviews${path}`),
      ).status;
    expect([status('/a', '1.30'), status('/b', '1.30'), status('/c', '1.30')]).toEqual([501, 502, 404]);
    expect([status('/a', '1.27'), status('/b', '1.27')]).toEqual([501, 404]);
  });
});
