import type { Answer } from '../../lib/routing/answer';
import type { RequestSpec } from '../../lib/routing/request';
import { call, deployments, ingress, istio, meshOf, namespace, service } from './world';

const networking = (kind: string, place: string, name: string, spec: string, more?: string) =>
  istio('networking', kind, place, name, spec, more);
const security = (kind: string, place: string, name: string, spec: string) =>
  istio('security', kind, place, name, spec);

const demo = `${namespace('demo')}${deployments('demo', 'curl', 'v1')}${deployments('demo', 'reviews', 'v1', 'v2')}${service('demo', 'reviews')}`;
const versions = networking(
  'DestinationRule',
  'demo',
  'reviews',
  '{ host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }',
);

/** An answer in a few words. */
function short(answer: Answer): string {
  const { decision, status, destinations, response } = answer.toJSON();
  const to = destinations.map(
    (one) =>
      `${one.host}${one.subset === undefined ? '' : ` ${one.subset}`} ${one.percent}${one.status === undefined ? '' : ` ${one.status}`}`,
  );
  return [decision, status, response.location, ...to].filter((one) => one !== undefined).join(' ');
}

const reviews = 'reviews.demo.svc.cluster.local';

describe('a sidecar', () => {
  const split = networking(
    'VirtualService',
    'demo',
    'reviews',
    '{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: v1 }, weight: 90 }, { destination: { host: reviews, subset: v2 }, weight: 30 }, { destination: { host: reviews, subset: v3 }, weight: 0 }] }] }',
  );

  it('splits requests by weights that do not add up to 100', () => {
    const mesh = meshOf(demo + versions + split);
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `forward ${reviews} v1 75 ${reviews} v2 25`,
    );
  });

  it.each([
    'http://reviews/',
    'http://REVIEWS.demo/',
    'http://reviews.demo.svc/',
    'http://reviews.demo.svc.cluster.local/',
    'http://reviews.demo.svc.cluster.local./',
    'http://reviews:80/',
  ])('knows the service as %s', (url) => {
    expect(
      meshOf(demo)
        .request(call('demo/curl-v1', url))
        .destinations.map(({ host }) => host),
    ).toEqual([reviews]);
  });

  it('knows the short name only in its own namespace', () => {
    const mesh = meshOf(`${demo}${namespace('other')}${deployments('other', 'curl', 'v1')}`);
    expect(short(mesh.request(call('other/curl-v1', 'http://reviews.demo/')))).toBe(`forward ${reviews} 100`);
    expect(short(mesh.request(call('other/curl-v1', 'http://reviews/')))).toBe('forward reviews 100');
  });

  it('lets the oldest VirtualService have a host', () => {
    const to = (name: string, status: number, created: string) =>
      networking(
        'VirtualService',
        'demo',
        name,
        `{ hosts: [reviews], http: [{ directResponse: { status: ${status} } }] }`,
        `, creationTimestamp: '${created}'`,
      );
    const mesh = meshOf(
      `${demo}${to('a', 201, '2026-02-01T00:00:00Z')}${to('b', 202, '2026-01-01T00:00:00Z')}`,
    );
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/')))).toBe('respond 202');
  });

  it('sees no VirtualService that is not exported to it, nor one of another gateway', () => {
    const hidden = networking(
      'VirtualService',
      'demo',
      'a',
      '{ hosts: [reviews], exportTo: [other], http: [{ directResponse: { status: 201 } }] }',
    );
    const bound = networking(
      'VirtualService',
      'demo',
      'b',
      '{ hosts: [reviews], gateways: [public], http: [{ directResponse: { status: 202 } }] }',
    );
    expect(short(meshOf(demo + hidden + bound).request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `forward ${reviews} 100`,
    );
  });

  it('answers 503 for a subset without a rule, and for one without pods', () => {
    const to = (subset: string) =>
      networking(
        'VirtualService',
        'demo',
        'reviews',
        `{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: ${subset} } }] }] }`,
      );
    const none = networking(
      'DestinationRule',
      'demo',
      'reviews',
      '{ host: reviews, subsets: [{ name: v9, labels: { version: v9 } }] }',
    );
    expect(short(meshOf(demo + to('v9')).request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `no-destination 503 ${reviews} v9 100 503`,
    );
    const answer = meshOf(demo + to('v9') + none)
      .request(call('demo/curl-v1', 'http://reviews/'))
      .toJSON();
    expect([answer.status, answer.because]).toEqual([503, 'there are no pods of subset v9']);
  });

  it('passes on what the mesh does not know, unless it may not', () => {
    const closed = networking(
      'Sidecar',
      'demo',
      'default',
      '{ outboundTrafficPolicy: { mode: REGISTRY_ONLY } }',
    );
    expect(short(meshOf(demo).request(call('demo/curl-v1', 'http://example.com/')))).toBe(
      'forward example.com 100',
    );
    expect(short(meshOf(demo + closed).request(call('demo/curl-v1', 'http://example.com/')))).toBe(
      'respond 502',
    );
    expect(short(meshOf(demo + closed).request(call('demo/curl-v1', 'http://example.com:81/')))).toBe(
      'closed',
    );
  });

  it('knows only what its Sidecar lets it', () => {
    const other = `${namespace('other')}${deployments('other', 'ratings', 'v1')}${service('other', 'ratings')}`;
    const own = networking(
      'Sidecar',
      'demo',
      'default',
      "{ egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: REGISTRY_ONLY } }",
    );
    const mesh = meshOf(demo + other + own);
    expect(short(mesh.request(call('demo/curl-v1', 'http://ratings.other/')))).toBe('respond 502');
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/')))).toBe(`forward ${reviews} 100`);
  });

  it('says where an HTTP proxy is called', () => {
    const own = networking(
      'Sidecar',
      'demo',
      'default',
      "{ egress: [{ port: { number: 3128, name: proxy, protocol: HTTP_PROXY }, bind: 127.0.0.1, hosts: ['*/*'] }] }",
    );
    const { decision, notModelled } = meshOf(demo + own)
      .request(call('demo/curl-v1', 'http://localhost:3128/'))
      .toJSON();
    expect([decision, notModelled]).toEqual([
      'closed',
      ['port 3128 is an HTTP proxy (Sidecar demo/default): what is asked of it is not led on here'],
    ]);
  });

  it('leads to hosts of ServiceEntries and through ExternalName Services', () => {
    const entry = networking(
      'ServiceEntry',
      'demo',
      'api',
      '{ hosts: [api.test], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 80, name: http, protocol: HTTP }] }',
    );
    const alias = `
---
apiVersion: v1
kind: Service
metadata: { name: alias, namespace: demo }
spec: { type: ExternalName, externalName: ${reviews}, ports: [{ name: http, port: 80 }] }
`;
    const mesh = meshOf(demo + entry + alias);
    expect(short(mesh.request(call('demo/curl-v1', 'http://api.test/')))).toBe('forward api.test 100');
    expect(short(mesh.request(call('demo/curl-v1', 'http://alias/')))).toBe(`forward ${reviews} 100`);
  });

  it('routes connections by the name that they ask for, and by their port', () => {
    const entry = networking(
      'ServiceEntry',
      'demo',
      'api',
      '{ hosts: [api.test, www.test], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 443, name: tls, protocol: TLS }] }',
    );
    const route = networking(
      'VirtualService',
      'demo',
      'api',
      '{ hosts: [api.test], tls: [{ match: [{ port: 443, sniHosts: [api.test] }], route: [{ destination: { host: www.test } }] }] }',
    );
    const tcp = `${deployments('demo', 'db', 'v1')}${service('demo', 'db', 5432, 'tcp')}`;
    const mesh = meshOf(demo + entry + route + tcp);
    expect(short(mesh.request({ from: 'demo/curl-v1', sni: 'api.test', port: 443 }))).toBe(
      'forward www.test 100',
    );
    expect(short(mesh.request({ from: 'demo/curl-v1', sni: 'www.test', port: 443 }))).toBe(
      'forward www.test 100',
    );
    expect(short(mesh.request(call('demo/curl-v1', 'http://db:5432/')))).toBe(
      'forward db.demo.svc.cluster.local 100',
    );
  });

  it('is taken to be there where nothing says who has one, and not where something does', () => {
    const bare = `${deployments('demo', 'curl', 'v1')}${service('demo', 'reviews')}${deployments('demo', 'reviews', 'v1')}`;
    const wall = networking(
      'VirtualService',
      'demo',
      'reviews',
      '{ hosts: [reviews], http: [{ directResponse: { status: 418 } }] }',
    );
    const assumed = meshOf(bare + wall)
      .request(call('demo/curl-v1', 'http://reviews/'))
      .toJSON();
    expect([assumed.status, assumed.notes]).toEqual([
      418,
      ['nothing says whether the client has a sidecar: it is taken to have one'],
    ]);
    const plain = meshOf(bare + wall + namespace('demo', 'a: b') + namespace('other')).request(
      call('demo/curl-v1', 'http://reviews/'),
    );
    expect(short(plain)).toBe(`forward ${reviews} 100`);
  });
});

describe('a gateway', () => {
  const gateway = (hosts: string, more = '') =>
    networking(
      'Gateway',
      'demo',
      'public',
      `{ selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [${hosts}]${more} }] }`,
    );
  const route = (hosts: string, http: string, place = 'demo', name = 'reviews') =>
    networking(
      'VirtualService',
      place,
      name,
      `{ hosts: [${hosts}], gateways: [demo/public], http: [${http}] }`,
    );
  const toReviews = `{ route: [{ destination: { host: ${reviews} } }] }`;
  const ask = (yaml: string, url: string) =>
    short(meshOf(demo + ingress + yaml).request({ via: 'istio-system/istio-ingressgateway', url }));

  it('routes the hosts that it and a VirtualService have in common', () => {
    const yaml = gateway('"*.test"') + route('a.test, b.other', toReviews);
    expect(ask(yaml, 'http://a.test/')).toBe(`forward ${reviews} 100`);
    expect(ask(yaml, 'http://b.other/')).toBe('no-host 404');
  });

  it('lets only the namespaces use a host that it names', () => {
    expect(ask(gateway('other/a.test') + route('a.test', toReviews), 'http://a.test/')).toBe('no-host 404');
    expect(ask(gateway('./a.test') + route('a.test', toReviews), 'http://a.test/')).toBe(
      `forward ${reviews} 100`,
    );
  });

  it('sends everything to https where it is told to', () => {
    const yaml = gateway('a.test', ', tls: { httpsRedirect: true }') + route('a.test', toReviews);
    expect(ask(yaml, 'http://a.test/x?y')).toBe('redirect 301 https://a.test/x?y');
    // Without a route istiod keeps the namespace in the name, which then is nobody's.
    expect(ask(gateway('demo/a.test', ', tls: { httpsRedirect: true }'), 'http://a.test/')).toBe(
      'no-host 404',
    );
  });

  it('tells gRPC of a fault in a response that HTTP takes for good', () => {
    const fault = `{ ${toReviews.slice(1, -1)}, fault: { abort: { grpcStatus: UNAVAILABLE, percentage: { value: 100 } } } }`;
    expect(ask(gateway('a.test') + route('a.test', fault), 'http://a.test/')).toBe('abort 200');
  });

  it('takes the letters of a destination as they are', () => {
    const wrong = '{ route: [{ destination: { host: Reviews } }] }';
    expect(ask(gateway('a.test') + route('a.test', wrong), 'http://a.test/')).toBe(
      'no-destination 503 Reviews.demo.svc.cluster.local 100 503',
    );
  });

  it('matches x-forwarded-proto with the scheme that it saw, whatever the client says', () => {
    const match = `{ match: [{ headers: { x-forwarded-proto: { exact: http } } }], redirect: { scheme: https } }`;
    const mesh = meshOf(demo + ingress + gateway('a.test') + route('a.test', match));
    const headers = { 'x-forwarded-proto': 'https' };
    const request = { via: 'istio-system/istio-ingressgateway', url: 'http://a.test/', headers };
    expect(short(mesh.request(request))).toBe('redirect 301 https://a.test/');
  });

  it('puts routes that take everything last, over several VirtualServices', () => {
    const yaml =
      gateway('"*"') +
      route('a.test', toReviews, 'demo', 'a') +
      route('a.test', '{ match: [{ uri: { prefix: /x } }], directResponse: { status: 204 } }', 'demo', 'b');
    expect(ask(yaml, 'http://a.test/x')).toBe('respond 204');
    expect(ask(yaml, 'http://a.test/y')).toBe(`forward ${reviews} 100`);
  });

  it('follows delegates within what the root lets through', () => {
    const root = route(
      'a.test',
      '{ match: [{ uri: { prefix: /api } }], delegate: { name: inner, namespace: team } }',
    );
    const inner = networking(
      'VirtualService',
      'team',
      'inner',
      '{ http: [{ match: [{ uri: { prefix: /api/v1 } }], directResponse: { status: 201 } }, { match: [{ uri: { prefix: /x } }], directResponse: { status: 202 } }, { directResponse: { status: 203 } }] }',
    );
    const yaml = gateway('"*"') + root + inner;
    expect(['/api/v1', '/x', '/api', '/'].map((path) => ask(yaml, `http://a.test${path}`))).toEqual([
      'respond 201',
      'no-route 404',
      'respond 203',
      'no-route 404',
    ]);
  });

  it('listens on the ports that it names, and nowhere else', () => {
    expect(ask(gateway('"*"') + route('a.test', toReviews), 'http://a.test:81/')).toBe('no-listener');
  });

  it('ends TLS by server name, and keeps http and https apart', () => {
    const secure = networking(
      'Gateway',
      'demo',
      'public',
      '{ selector: { istio: ingressgateway }, servers: [{ port: { number: 443, name: https, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: a }, hosts: [a.test] }] }',
    );
    const yaml = secure + route('a.test', toReviews);
    expect(ask(yaml, 'https://a.test/')).toBe(`forward ${reviews} 100`);
    expect(ask(yaml, 'https://b.test/')).toBe('closed');
    expect(ask(yaml, 'http://a.test:443/')).toBe('closed');
  });

  it('is taken to be as Istio makes it where it is not among the objects', () => {
    const mesh = meshOf(demo + gateway('"*"') + route('a.test', toReviews));
    const answer = mesh.request({ via: 'istio-system/istio-ingressgateway', url: 'http://a.test/' });
    expect(short(answer)).toBe(`forward ${reviews} 100`);
    expect(answer.toJSON().notes).toEqual([
      'the gateway is not among the manifests: taken to be labelled istio=ingressgateway',
    ]);
  });

  it('rejects a request via a gateway that nobody knows', () => {
    expect(() => meshOf(demo).request({ via: 'demo/revews-v1', url: 'http://a.test/' })).toThrow(
      "no workload and no Service with workloads has this name, got 'demo/revews-v1'; did you mean 'demo/reviews-v1'? known are 'demo/curl-v1', 'demo/reviews-v1', 'demo/reviews-v2'",
    );
  });
});

describe('whether a request may', () => {
  const allow = (spec: string) => security('AuthorizationPolicy', 'demo', 'reviews', spec);
  const ask = (yaml: string, spec: object = {}) =>
    meshOf(demo + yaml).request({ from: 'demo/curl-v1', url: 'http://reviews/', ...spec });

  it('is decided by the policies of the workload that it reaches', () => {
    const nobody = ask(allow('{ selector: { matchLabels: { app: reviews } } }')).toJSON();
    expect([nobody.decision, nobody.status, nobody.response.body]).toEqual([
      'deny',
      403,
      'RBAC: access denied',
    ]);
    expect(nobody.policies).toEqual([
      {
        namespace: 'demo',
        name: 'reviews',
        action: 'ALLOW',
        file: 'world.yaml',
        line: expect.any(Number),
        because: 'it has no rule, so nothing is met',
      },
    ]);
    const caller = '{ rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/curl] } }] }] }';
    expect(short(ask(allow(caller)))).toBe(`forward ${reviews} 100`);
    expect(short(ask(allow(caller), { from: 'demo/reviews-v1' }))).toBe(`deny 403 ${reviews} 100 403`);
  });

  it('says of each policy what it made of the request', () => {
    const policy = security(
      'AuthorizationPolicy',
      'demo',
      'readers',
      '{ selector: { matchLabels: { app: reviews } }, rules: [{ from: [{ source: { namespaces: [other] } }], to: [{ operation: { methods: [GET] } }] }, { to: [{ operation: { methods: [PUT] } }] }, { from: [{ source: { namespaces: [other] } }], to: [{ operation: { methods: [PUT] } }] }] }',
    );
    const told = (method: string) =>
      ask(policy, { ...call('demo/curl-v1', 'http://reviews/'), method })
        .toJSON()
        .policies.map(({ because }) => because);
    expect(told('GET')).toEqual([
      'the request meets none of its rules: rule 0 is for other callers, rule 1 is for other operations, rule 2 is for other callers and operations',
    ]);
    expect(told('PUT')).toEqual(['it allows the request']);
  });

  it('denies only the share that may not', () => {
    const one = security(
      'AuthorizationPolicy',
      'demo',
      'v2',
      '{ action: DENY, selector: { matchLabels: { version: v2 } }, rules: [{}] }',
    );
    const split = networking(
      'VirtualService',
      'demo',
      'reviews',
      '{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: v1 }, weight: 50 }, { destination: { host: reviews, subset: v2 }, weight: 50 }] }] }',
    );
    expect(short(ask(versions + split + one))).toBe(`forward ${reviews} v1 50 ${reviews} v2 50 403`);
  });

  it('fails where only mutual TLS is taken and the client has none', () => {
    const strict = security('PeerAuthentication', 'demo', 'default', '{ mtls: { mode: STRICT } }');
    const plain = networking(
      'DestinationRule',
      'demo',
      'reviews',
      '{ host: reviews, trafficPolicy: { tls: { mode: DISABLE } } }',
    );
    expect(short(ask(strict))).toBe(`forward ${reviews} 100`);
    expect(short(ask(strict + plain))).toBe(`closed 503 ${reviews} 100 503`);
    const outside = `${namespace('plain', 'a: b')}${deployments('plain', 'curl', 'v1')}`;
    expect(short(ask(strict + outside, { from: 'plain/curl-v1', url: 'http://reviews.demo/' }))).toBe(
      `closed ${reviews} 100`,
    );
  });

  it('is asked at the ports that a Sidecar takes, as what it says is spoken there', () => {
    const http = security(
      'AuthorizationPolicy',
      'demo',
      'gets',
      '{ selector: { matchLabels: { app: reviews } }, action: DENY, rules: [{ to: [{ operation: { methods: [GET] } }] }] }',
    );
    const sidecar = (ingress: string) =>
      networking(
        'Sidecar',
        'demo',
        'reviews',
        `{ workloadSelector: { labels: { app: reviews } }, ingress: [${ingress}] }`,
      );
    expect(short(ask(http))).toBe(`deny 403 ${reviews} 100 403`);
    const tcp = '{ port: { number: 80, name: tcp, protocol: TCP }, defaultEndpoint: 127.0.0.1:8080 }';
    // Without a look into HTTP the method is not asked, and the connection is closed.
    const answer = ask(http + sidecar(tcp)).toJSON();
    expect([answer.decision, answer.status, answer.notes]).toEqual([
      'deny',
      503,
      [
        'Sidecar demo/reviews leads port 80 of demo/reviews-v1 to 127.0.0.1:8080',
        'Sidecar demo/reviews leads port 80 of demo/reviews-v2 to 127.0.0.1:8080',
      ],
    ]);
    const other = '{ port: { number: 9000, name: tcp, protocol: TCP }, defaultEndpoint: 127.0.0.1:9000 }';
    expect(short(ask(http + sidecar(other)))).toBe(`deny 403 ${reviews} 100 403`);
  });

  it('has no identity where mutual TLS is off', () => {
    const off = security('PeerAuthentication', 'demo', 'default', '{ mtls: { mode: DISABLE } }');
    expect(short(ask(off + allow("{ rules: [{ from: [{ source: { principals: ['*'] } }] }] }")))).toBe(
      `deny 403 ${reviews} 100 403`,
    );
  });

  it('says what it can not tell', () => {
    const custom = allow('{ action: CUSTOM, provider: { name: opa }, rules: [{}] }');
    const filter = networking('EnvoyFilter', 'demo', 'lua', '{}').replace('istio.io/v1', 'istio.io/v1alpha3');
    expect(ask(custom + filter).toJSON().notModelled).toEqual([
      'EnvoyFilter demo/lua may change any of this',
      'AuthorizationPolicy demo/reviews asks opa',
    ]);
  });
});

describe('ambient mode', () => {
  const ambient = `${namespace('demo', 'istio.io/dataplane-mode: ambient')}${deployments('demo', 'curl', 'v1')}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}`;
  const waypoint = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: demo }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
`;
  const using = ambient.replace(
    'name: reviews, namespace: demo }\nspec: { selector',
    'name: reviews, namespace: demo, labels: { istio.io/use-waypoint: waypoint } }\nspec: { selector',
  );

  it('judges by identity and port at the node', () => {
    const policy = security(
      'AuthorizationPolicy',
      'demo',
      'a',
      '{ selector: { matchLabels: { app: reviews } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/curl] } }] }] }',
    );
    expect(short(meshOf(ambient + policy).request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `forward ${reviews} 100`,
    );
    expect(short(meshOf(ambient + policy).request(call('demo/reviews-v1', 'http://reviews/')))).toBe(
      `deny ${reviews} 100`,
    );
    const path = policy.replace(
      'principals: [cluster.local/ns/demo/sa/curl] } }]',
      "principals: ['*'] } }], to: [{ operation: { paths: [/a] } }]",
    );
    expect(meshOf(ambient + path).request(call('demo/curl-v1', 'http://reviews/a')).decision).toBe('deny');
  });

  it('routes and judges requests at a waypoint', () => {
    const route = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: demo }
spec:
  parentRefs: [{ group: '', kind: Service, name: reviews }]
  rules: [{ matches: [{ path: { value: /a } }], backendRefs: [{ name: reviews, port: 80 }] }]
`;
    const policy = security(
      'AuthorizationPolicy',
      'demo',
      'a',
      "{ targetRefs: [{ group: '', kind: Service, name: reviews }], rules: [{ to: [{ operation: { methods: [GET] } }] }] }",
    );
    const mesh = meshOf(using + waypoint + route + policy);
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/a')))).toBe(`forward ${reviews} 100`);
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/b')))).toBe('no-route 404');
    expect(short(mesh.request({ ...call('demo/curl-v1', 'http://reviews/a'), method: 'PUT' }))).toBe(
      'deny 403',
    );
  });

  it('says where a waypoint is not asked, and where a gateway would ask it', () => {
    const sidecars = `${namespace('sides')}${deployments('sides', 'curl', 'v1')}`;
    const gateway = networking(
      'Gateway',
      'demo',
      'public',
      "{ selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }",
    );
    const route = networking(
      'VirtualService',
      'demo',
      'reviews',
      '{ hosts: [a.test], gateways: [demo/public], http: [{ route: [{ destination: { host: reviews } }] }] }',
    );
    const told = (yaml: string, request: RequestSpec) => {
      const { notes, notModelled } = meshOf(yaml).request(request).toJSON();
      return [notes, notModelled];
    };
    const from = call('sides/curl-v1', 'http://reviews.demo/');
    const via = { via: 'istio-system/istio-ingressgateway', url: 'http://a.test/' };
    const name = `the waypoint demo/waypoint of ${reviews}`;
    const all = using + waypoint + sidecars + ingress + gateway + route;
    expect(told(all, from)).toEqual([[`${name} is not asked: only ztunnel leads there`], []]);
    expect(told(all, via)).toEqual([[`${name} is not asked: only ztunnel leads there`], []]);
    const asking = all.replace(
      'use-waypoint: waypoint',
      "use-waypoint: waypoint, istio.io/ingress-use-waypoint: 'true'",
    );
    expect(told(asking, via)).toEqual([[], [`${name} stands behind the gateway: what it does is not told`]]);
    expect(told(asking, call('demo/curl-v1', 'http://reviews/'))).toEqual([
      ['the client is in ambient mode'],
      [],
    ]);
  });
});
