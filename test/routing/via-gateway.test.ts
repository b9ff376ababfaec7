import { demo, ingress, meshOf, networking, reviews, short } from './world';

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
