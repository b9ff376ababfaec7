import {
  call,
  demo,
  deployments,
  meshOf,
  namespace,
  networking,
  reviews,
  security,
  short,
  versions,
} from './world';

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
