import { refused } from './refused';

const to = [{ destination: { host: 'reviews' } }];

describe('a VirtualService', () => {
  const service = (spec: object) =>
    refused('VirtualService', { hosts: ['reviews'], http: [{ route: to }], ...spec });
  const route = (http: object) => service({ http: [{ route: to, ...http }] });

  test.each<[string, object, string[]]>([
    ['routes', {}, []],
    ['needs routes', { http: [] }, ['']],
    ['has no wildcard for all in the mesh', { hosts: ['*'] }, ['hosts[0]']],
    ['has it at a gateway', { hosts: ['*'], gateways: ['istio-ingress/gateway'] }, []],
    ['has each host once', { hosts: ['a.b', '*.b'] }, ['hosts[1]']],
    ['has hosts that do not overlap', { hosts: ['b', '*.b'] }, []],
    ['names its gateways with a namespace', { gateways: ['/gateway'] }, ['gateways[0]']],
    ['is a delegate without hosts', { hosts: [] }, []],
    ['is bound to no gateway as a delegate', { hosts: [], gateways: ['a/b'] }, ['gateways']],
    ['is exported to all alone', { exportTo: ['*', 'demo'] }, ['exportTo']],
    ['is exported to each namespace once', { exportTo: ['.', 'demo'] }, ['exportTo[1]']],
    ['tells TLS apart by host', { tls: [{ route: to }] }, ['tls[0]']],
    [
      'has SNI hosts of its own',
      { tls: [{ match: [{ sniHosts: ['a'] }], route: to }] },
      ['tls[0].match[0].sniHosts[0]'],
    ],
    ['routes TCP somewhere', { tcp: [{}] }, ['tcp[0]']],
  ])('%s', (_, spec, fields) => {
    expect(service(spec)).toEqual(fields);
  });

  test.each<[string, object, string[]]>([
    [
      'a path by an expression of RE2',
      { match: [{ uri: { regex: '(?=x)' } }] },
      ['http[0].match[0].uri.regex'],
    ],
    ['a header by its name', { match: [{ headers: { 'a b': {} } }] }, ['http[0].match[0].headers[a b]']],
    [
      'a claim at gateways only',
      { match: [{ headers: { '@request.auth.claims.a': {} } }] },
      ['http[0].match[0].headers[@request.auth.claims.a]'],
    ],
    ['durations in whole milliseconds', { timeout: '1500us' }, ['http[0].timeout']],
    ['reasons to retry', { retries: { attempts: 2, retryOn: '5xx, reset' } }, ['http[0].retries.retryOn']],
    ['no way to retry without attempts', { retries: { perTryTimeout: '1s' } }, ['http[0].retries']],
    ['faults that are one', { fault: {} }, ['http[0].fault']],
    [
      'a gRPC status by its name',
      { fault: { abort: { grpcStatus: 'NotFound' } } },
      ['http[0].fault.abort.grpcStatus'],
    ],
    [
      'one mirror or several',
      { mirror: { host: 'a' }, mirrors: [{ destination: { host: 'a' } }] },
      ['http[0].mirror'],
    ],
    [
      'one way to rewrite',
      { rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } },
      ['http[0].rewrite'],
    ],
    [
      'the authority in one place',
      { rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' } } } },
      ['http[0].headers.request'],
    ],
    [
      'no header that a proxy makes',
      { headers: { response: { set: { ':path': 'x' } } } },
      ['http[0].headers.response.set[:path]'],
    ],
    [
      'percent signs in pairs',
      { headers: { request: { add: { a: '100%' } } } },
      ['http[0].headers.request.add[a]'],
    ],
    [
      'bytes that are a list of them',
      { route: undefined, directResponse: { status: 200, body: { bytes: [1, null] } } },
      [],
    ],
    [
      'no other list for bytes',
      { route: undefined, directResponse: { status: 200, body: { bytes: ['x'] } } },
      ['http[0].directResponse.body.bytes'],
    ],
    [
      'one word for many wrong reasons',
      { retries: { attempts: 2, retryOn: 'a,b,c' } },
      ['http[0].retries.retryOn'],
    ],
    ['an answer or a route', { directResponse: { status: 200 } }, ['http[0].route']],
    ['weights that are not all zero', { route: [...to, ...to] }, ['http[0].route']],
    ['no negative weights', { route: [{ ...to[0], weight: -1 }] }, ['http[0].route[0].weight']],
    [
      'subsets by a DNS label',
      { route: [{ destination: { host: 'a', subset: 'v_1' } }] },
      ['http[0].route[0].destination.subset'],
    ],
    [
      'origins that say something',
      { corsPolicy: { allowOrigins: [{}] } },
      ['http[0].corsPolicy.allowOrigins[0]'],
    ],
    ['ages in whole seconds', { corsPolicy: { maxAge: '1.5s' } }, ['http[0].corsPolicy.maxAge']],
  ])('has %s', (_, http, fields) => {
    expect(route(http)).toEqual(fields);
  });

  test('redirects to somewhere', () => {
    const redirect = (to: object) => service({ http: [{ redirect: to }] });
    expect(redirect({ uri: '/a' })).toEqual([]);
    expect(redirect({})).toEqual(['http[0].redirect']);
    expect(redirect({ uri: '/a', redirectCode: 200 })).toEqual(['http[0].redirect']);
    expect(redirect({ scheme: 'ftp' })).toEqual(['http[0].redirect']);
  });
});
