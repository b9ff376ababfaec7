import type { RequestSpec } from '../../lib/routing/request';
import {
  call,
  demo,
  deployments,
  meshOf,
  namespace,
  networking,
  reviews,
  service,
  short,
  versions,
} from './world';

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

  it('is found by its name alone where objects without a namespace belong to its own', () => {
    const from: RequestSpec = { from: 'curl-v1', url: 'http://reviews/' };
    expect(short(meshOf(demo, { namespace: 'demo' }).request(from))).toBe(`forward ${reviews} 100`);
    expect(() => meshOf(demo).request(from)).toThrow("got 'curl-v1'; did you mean 'demo/curl-v1'?");
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

  it('answers 503 where all that a service selects is scaled to no pods', () => {
    const half = demo.replace('name: reviews-v1, namespace: demo }\nspec:', '$&\n  replicas: 0');
    expect(half).not.toBe(demo);
    expect(
      meshOf(half)
        .request(call('demo/curl-v1', 'http://reviews/'))
        .toJSON()
        .destinations?.flatMap(({ workloads }) => workloads.map(({ name }) => name)),
    ).not.toContain('reviews-v1');
    const none = demo.replace(/name: reviews-v\d, namespace: demo \}\nspec:/g, '$&\n  replicas: 0');
    expect(short(meshOf(none).request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `no-destination 503 ${reviews} 100 503`,
    );
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

  it('passes on connections for names that no route of the service takes, unless it may not', () => {
    const route = networking(
      'VirtualService',
      'demo',
      'db',
      '{ hosts: [db], tls: [{ match: [{ sniHosts: [else.test] }], route: [{ destination: { host: reviews } }] }] }',
    );
    const yaml = demo + deployments('demo', 'db', 'v1') + service('demo', 'db', 5432, 'tls') + route;
    const only = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: '{ outboundTrafficPolicy: { mode: REGISTRY_ONLY } }' }
`;
    const request: RequestSpec = { from: 'demo/curl-v1', sni: 'db', port: 5432 };
    const answer = meshOf(yaml).request(request);
    expect(short(answer)).toBe('forward db.demo.svc.cluster.local 100');
    expect(answer.toJSON().tls).toEqual({ mode: 'none', because: 'no proxy of the mesh adds TLS' });
    expect(short(meshOf(yaml + only).request(request))).toBe('closed');
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
