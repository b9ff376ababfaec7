import { judge } from '../../../lib/validation/istiod/judge';
import { fieldOf } from '../../../lib/validation/schema/walk';

const context = { name: 'a', namespace: 'demo', labels: {}, annotations: {} };

/** The fields that istiod refuses. */
const refused = (kind: string, spec: object, more: object = {}) =>
  judge(kind, spec, { ...context, ...more }).map(({ steps }) => fieldOf(steps).replace(/^spec\.?/, ''));

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

describe('a DestinationRule', () => {
  const policy = (trafficPolicy: object) => refused('DestinationRule', { host: 'reviews', trafficPolicy });

  test.each<[string, object, string[]]>([
    ['something', {}, ['trafficPolicy']],
    ['connections or requests', { connectionPool: {} }, ['trafficPolicy.connectionPool']],
    [
      'no negative numbers',
      { connectionPool: { tcp: { maxConnections: -1 } } },
      ['trafficPolicy.connectionPool.tcp.maxConnections'],
    ],
    [
      'numbers that protobuf can hold',
      { connectionPool: { tcp: { maxConnections: 2 ** 31 } } },
      ['trafficPolicy.connectionPool.tcp.maxConnections'],
    ],
    [
      'a certificate with its key',
      { tls: { mode: 'MUTUAL', clientCertificate: '/c' } },
      ['trafficPolicy.tls.privateKey'],
    ],
    [
      'certificates from one place',
      { tls: { mode: 'SIMPLE', credentialName: 'a', caCertificates: '/c' } },
      ['trafficPolicy.tls.caCertificates'],
    ],
    ['ports', { portLevelSettings: [{ tls: {} }] }, ['trafficPolicy.portLevelSettings[0]']],
    [
      'weights of 100',
      { loadBalancer: { localityLbSetting: { distribute: [{ from: 'a', to: { b: 50 } }] } } },
      ['trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to'],
    ],
    [
      'localities apart',
      {
        loadBalancer: {
          localityLbSetting: {
            distribute: [
              { from: 'a/*', to: { b: 100 } },
              { from: 'a/b', to: { c: 100 } },
            ],
          },
        },
      },
      ['trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from'],
    ],
    [
      'two regions',
      { loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'a' }] } } },
      ['trafficPolicy.loadBalancer.localityLbSetting.failover[0]'],
    ],
    [
      'a prime number for maglev',
      { loadBalancer: { consistentHash: { maglev: { tableSize: 4 } } } },
      ['trafficPolicy.loadBalancer.consistentHash.maglev.tableSize'],
    ],
  ])('is about %s', (_, given, fields) => {
    expect(policy(given)).toEqual(fields);
  });

  test('has each subset once, under a rule of its own', () => {
    const subsets = [{ name: 'v1' }, { name: 'v1' }];
    const [problem] = judge('DestinationRule', { host: 'a', subsets }, context);
    expect([problem?.rule, problem && fieldOf(problem.steps)]).toEqual([
      'dr-duplicate-subset',
      'spec.subsets[1].name',
    ]);
  });

  test('stays in its namespace with a selector', () => {
    const rule = (exportTo: string[]) =>
      refused('DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo });
    expect(rule(['.'])).toEqual([]);
    expect(rule(['other'])).toEqual(['exportTo']);
  });
});

describe('a Gateway', () => {
  const server = (given: object) =>
    refused('Gateway', {
      servers: [{ hosts: ['*.example.com'], port: { number: 80, name: 'http', protocol: 'HTTP' }, ...given }],
    });
  const https = { number: 443, name: 'https', protocol: 'HTTPS' };

  test.each<[string, object, string[]]>([
    ['a host', { hosts: [] }, ['servers[0]']],
    ['whole hosts', { hosts: ['reviews'] }, ['servers[0].hosts[0]']],
    ['a namespace before the slash', { hosts: ['a_b/*.com'] }, ['servers[0].hosts[0]']],
    [
      'a protocol that Istio knows',
      { port: { number: 80, name: 'a', protocol: 'FTP' } },
      ['servers[0].port.protocol'],
    ],
    ['TLS for HTTPS', { port: https }, ['servers[0]']],
    ['TLS on no plain port', { tls: { mode: 'SIMPLE', credentialName: 'a' } }, ['servers[0].port.protocol']],
    ['a redirect on a plain port', { tls: { httpsRedirect: true } }, []],
    ['a certificate', { port: https, tls: { mode: 'SIMPLE' } }, ['servers[0].tls']],
    [
      'a CA for mutual TLS',
      { port: https, tls: { mode: 'MUTUAL', serverCertificate: '/c', privateKey: '/k' } },
      ['servers[0].tls'],
    ],
    [
      'no certificate of its own for ISTIO_MUTUAL',
      { port: https, tls: { mode: 'ISTIO_MUTUAL', credentialName: 'a' } },
      ['servers[0].tls.credentialName'],
    ],
    ['an address to bind to', { bind: 'a' }, ['servers[0].bind']],
  ])('has %s', (_, given, fields) => {
    expect(server(given)).toEqual(fields);
  });

  test('has a name without dots, and names each port once', () => {
    expect(refused('Gateway', { servers: [] }, { name: 'a.b' })).toEqual(['', 'metadata.name']);
    const port = { number: 80, name: 'http', protocol: 'HTTP' };
    const servers = [
      { hosts: ['*'], port },
      { hosts: ['*'], port: { ...port, number: 81 } },
    ];
    expect(refused('Gateway', { servers })).toEqual(['servers[1].port.name']);
  });
});

describe('a ServiceEntry', () => {
  const entry = (spec: object) =>
    refused('ServiceEntry', {
      hosts: ['a.example.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      ...spec,
    });

  test.each<[string, object, string[]]>([
    ['finds a host by DNS', { resolution: 'DNS' }, []],
    ['asks DNS for whole names', { hosts: ['*.example.com'], resolution: 'DNS' }, ['hosts[0]']],
    [
      'has addresses of endpoints',
      { resolution: 'STATIC', endpoints: [{ address: 'a.b' }] },
      ['endpoints[0].address'],
    ],
    [
      'has ports of endpoints',
      { resolution: 'DNS', endpoints: [{ address: 'a.b', ports: { x: 80 } }] },
      ['endpoints[0].ports[x]'],
    ],
    ['has no endpoints where the caller chooses', { endpoints: [{ address: '10.0.0.1' }] }, ['endpoints']],
    ['has blocks of addresses for some', { resolution: 'DNS', addresses: ['10.0.0.0/8'] }, ['addresses']],
    [
      'has each port once',
      {
        ports: [
          { number: 80, name: 'a' },
          { number: 80, name: 'b' },
        ],
      },
      ['ports[1].number'],
    ],
    [
      'tells hosts apart',
      { hosts: ['a.b', 'c.d'], resolution: 'DNS', ports: [{ number: 1, name: 'a', protocol: 'TCP' }] },
      ['ports[0]'],
    ],
    ['has a wildcard to ask DNS for', { resolution: 'DYNAMIC_DNS' }, ['hosts[0]']],
    ['can be hidden', { exportTo: ['~'] }, []],
  ])('%s', (_, spec, fields) => {
    expect(entry(spec)).toEqual(fields);
  });
});

describe('a Sidecar', () => {
  test.each<[string, object, string[]]>([
    ['reaches hosts of namespaces', { egress: [{ hosts: ['./*', 'istio-system/*'] }] }, []],
    ['says which namespace', { egress: [{ hosts: ['*'] }] }, ['egress[0].hosts[0]']],
    [
      'has its catch-all last',
      { egress: [{ hosts: ['*/*'] }, { port: { number: 80 }, hosts: ['*/*'] }] },
      ['egress[0]'],
    ],
    ['says something', {}, ['']],
    [
      'listens to itself',
      { ingress: [{ port: { number: 80, protocol: 'HTTP' }, defaultEndpoint: '8.8.8.8:80' }] },
      ['ingress[0].defaultEndpoint'],
    ],
    [
      'has each port once',
      { ingress: [{ port: { number: 80 } }, { port: { number: 80 } }] },
      ['ingress[1].port'],
    ],
  ])('%s', (_, spec, fields) => {
    expect(refused('Sidecar', spec)).toEqual(fields);
  });
});

describe('an AuthorizationPolicy', () => {
  test.each<[string, object, string[]]>([
    ['allows nothing', {}, []],
    ['does something', { action: 'DENY' }, ['']],
    ['names callers', { rules: [{ from: [{ source: {} }] }] }, ['rules[0].from[0].source']],
    [
      'names addresses',
      { rules: [{ from: [{ source: { ipBlocks: ['10.0.0.0/08'] } }] }] },
      ['rules[0].from[0].source.ipBlocks[0]'],
    ],
    [
      'names trust domains',
      { rules: [{ from: [{ source: { notTrustDomains: ['a/b'] } }] }] },
      ['rules[0].from[0].source.notTrustDomains[0]'],
    ],
    ['names requests', { rules: [{ to: [{ operation: {} }] }] }, ['rules[0].to[0].operation']],
    [
      'names ports by number',
      { rules: [{ to: [{ operation: { ports: ['http'] } }] }] },
      ['rules[0].to[0].operation.ports[0]'],
    ],
    ['has templates of paths', { rules: [{ to: [{ operation: { paths: ['/{*}/a', '/{**}'] } }] }] }, []],
    [
      'ends templates with the rest',
      { rules: [{ to: [{ operation: { paths: ['/{**}/{*}'] } }] }] },
      ['rules[0].to[0].operation.paths[0]'],
    ],
    [
      'asks for attributes',
      { rules: [{ when: [{ key: 'source.user', values: ['a'] }] }] },
      ['rules[0].when[0].key'],
    ],
    [
      'asks for one of a map',
      { rules: [{ when: [{ key: 'request.headers', values: ['a'] }] }] },
      ['rules[0].when[0].key'],
    ],
    ['compares with something', { rules: [{ when: [{ key: 'source.ip' }] }] }, ['rules[0].when[0]']],
    ['names its provider', { action: 'CUSTOM', rules: [{}] }, ['provider']],
    [
      'asks a provider without identities',
      { action: 'CUSTOM', provider: { name: 'a' }, rules: [{ from: [{ source: { namespaces: ['a'] } }] }] },
      ['rules[0].from[0].source.namespaces'],
    ],
    ['has a provider for CUSTOM only', { provider: { name: 'a' } }, ['provider']],
  ])('%s', (_, spec, fields) => {
    expect(refused('AuthorizationPolicy', spec)).toEqual(fields);
  });

  test('can be tried without effect', () => {
    const dryRun = (value: string, kind = 'AuthorizationPolicy') =>
      refused(kind, {}, { annotations: { 'istio.io/dry-run': value } });
    expect(dryRun('true')).toEqual([]);
    expect(dryRun('yes')).toEqual(['metadata.annotations[istio.io/dry-run]']);
    expect(dryRun('true', 'PeerAuthentication')).toEqual(['metadata.annotations[istio.io/dry-run]']);
  });
});

test.each<[string, object, string[]]>([
  ['RequestAuthentication', { jwtRules: [{ issuer: 'a' }] }, []],
  ['RequestAuthentication', { jwtRules: [{}] }, ['jwtRules[0]']],
  ['RequestAuthentication', { jwtRules: [{ issuer: 'a', jwks: '{' }] }, ['jwtRules[0].jwks']],
  [
    'RequestAuthentication',
    { jwtRules: [{ issuer: 'a', jwks: '{"keys":[{"kty":"RSA","n":"AQAB"}]}' }] },
    ['jwtRules[0].jwks'],
  ],
  ['RequestAuthentication', { jwtRules: [{ jwksUri: 'ftp://a' }] }, ['jwtRules[0].jwksUri']],
  ['PeerAuthentication', { portLevelMtls: { 80: {} } }, ['portLevelMtls']],
  ['Telemetry', { accessLogging: [{ filter: { expression: 'response.code >= 400' } }] }, []],
  [
    'Telemetry',
    { accessLogging: [{ filter: { expression: 'a ? b' } }] },
    ['accessLogging[0].filter.expression'],
  ],
  [
    'Telemetry',
    { metrics: [{ overrides: [{ tagOverrides: { a: {} } }] }] },
    ['metrics[0].overrides[0].tagOverrides[a]'],
  ],
  ['WasmPlugin', { url: 'oci://r.example.com/a:1' }, []],
  ['WasmPlugin', { url: 'ftp://a' }, ['url']],
  ['WasmPlugin', { url: 'a', sha256: 'x' }, ['sha256']],
  ['TrafficExtension', {}, ['']],
  ['TrafficExtension', { lua: {} }, ['lua']],
  ['WorkloadEntry', { address: 'a.b' }, []],
  ['WorkloadEntry', {}, ['']],
  ['WorkloadEntry', { address: 'unix:///a', ports: { a: 80 } }, ['ports']],
  ['WorkloadGroup', { template: {}, probe: {} }, ['probe']],
  ['WorkloadGroup', { template: {}, probe: { exec: {} } }, ['probe.exec']],
  ['ProxyConfig', { concurrency: -1 }, ['concurrency']],
  ['EnvoyFilter', { configPatches: [{ applyTo: 'CLUSTER' }] }, ['configPatches[0]']],
  [
    'EnvoyFilter',
    { configPatches: [{ applyTo: 'CLUSTER', match: { listener: {} }, patch: { operation: 'REMOVE' } }] },
    ['configPatches[0].match'],
  ],
  [
    'EnvoyFilter',
    { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { name: 7 } } }] },
    ['configPatches[0].patch.value.name'],
  ],
])('%s %j', (kind, spec, fields) => {
  expect(refused(kind, spec)).toEqual(fields);
});

test('annotations that istiod keeps for itself are refused on every kind', () => {
  const annotations = { 'internal.istio.io/parents': 'x' };
  expect(refused('Sidecar', {}, { annotations })).toEqual([
    'metadata.annotations[internal.istio.io/parents]',
  ]);
});
