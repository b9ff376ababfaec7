import { validateObject } from '../../../lib/validation/validate-object';
import { refused } from './refused';

const tls = {
  mode: 'SIMPLE',
  credentialName: 'a',
  serverCertificate: '/cert.pem',
  privateKey: '/key.pem',
};
const server = { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls };
const external = { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS' };
const port = (protocol: string) => [{ number: 443, name: 'a', protocol }];
const warmup = (aggression: number) => ({
  host: 'a',
  trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN', warmup: { duration: '1s', aggression } } },
});
const cors = { allowOrigins: [{ exact: '*' }], allowMethods: ['*'] };
const route = { route: [{ destination: { host: 'a' } }] };
const target = (group: string, kind: string) => ({ targetRefs: [{ group, kind, name: 'a' }] });

describe('istiod asks for it', () => {
  test.each<[string, object, string, string, readonly string[]]>([
    ['DestinationRule', warmup(0.5), '1.30', '1.31', ['trafficPolicy.loadBalancer.warmup.aggression']],
    ['Sidecar', { egress: [{ hosts: ['*/*', '~shop/*'] }] }, '1.30', '1.31', ['egress[0].hosts[1]']],
    ['ServiceEntry', { ...external, ports: port('GRPC') }, '1.29', '1.30', ['ports[0].protocol']],
    ['ServiceEntry', { ...external, ports: port('TLS') }, '1.28', '1.29', ['ports[0].protocol']],
    ['ServiceEntry', { ...external, location: 'MESH_INTERNAL' }, '1.29', '1.30', ['location']],
    ['RequestAuthentication', { jwtRules: [{ jwksUri: 'https://a/b' }] }, '1.26', '1.27', ['jwtRules[0]']],
    [
      'VirtualService',
      { hosts: ['a'], http: [{ ...route, corsPolicy: cors }] },
      '1.25',
      '1.26',
      ['http[0].corsPolicy.allowMethods[0]'],
    ],
    [
      'AuthorizationPolicy',
      target('gateway.networking.k8s.io', 'GatewayClass'),
      '1.24',
      '1.25',
      ['targetRefs[0]'],
    ],
    [
      'WasmPlugin',
      { url: 'a/b', ...target('networking.istio.io', 'ServiceEntry') },
      '1.23',
      '1.24',
      ['targetRefs[0]'],
    ],
  ])('no more: %s %j of %s, not of %s', (kind, spec, before, since, fields) => {
    expect([refused(kind, spec, { release: before }), refused(kind, spec, { release: since })]).toEqual([
      fields,
      [],
    ]);
  });

  it('to have what it reads only: certificates by several names since 1.27, inbound limits since 1.21', () => {
    const several = { port: server.port, hosts: ['*'], tls: { mode: 'SIMPLE', credentialNames: ['a', 'b'] } };
    const limits = { inboundConnectionPool: { tcp: { maxConnections: 1 } } };
    const of = (release: string) => [
      refused('Gateway', { servers: [several] }, { release }),
      refused('Sidecar', limits, { release }),
    ];
    expect(['1.20', '1.26', '1.27'].map(of)).toEqual([
      [['servers[0].tls'], ['']],
      [['servers[0].tls'], []],
      [[], []],
    ]);
  });

  it('since a release: a certificate from one place only, no annotations of its own', () => {
    const annotations = { 'internal.istio.io/parents': 'a' };
    for (const [release, times] of [
      ['1.26', 0],
      ['1.27', 1],
    ] as const) {
      expect(refused('Gateway', { servers: [server] }, { release })).toHaveLength(times);
      expect(refused('ProxyConfig', {}, { release, annotations })).toHaveLength(times);
    }
  });

  it('of the release that an object is judged for, in whatever policy of the host', () => {
    const rule = (spec: object) => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'a', namespace: 'shop' },
      spec,
    });
    const fieldsFor = (spec: object, release: string) =>
      validateObject(rule(spec), { release }).map(({ field }) => field);
    const subset = { host: 'a', subsets: [{ name: 'v1', trafficPolicy: warmup(0.5).trafficPolicy }] };
    const field = 'spec.subsets[0].trafficPolicy.loadBalancer.warmup.aggression';
    expect(['1.24.1', '1.29', '1.30.3', '1.31.0'].map((each) => fieldsFor(subset, each))).toEqual([
      [field],
      [field],
      [field],
      [],
    ]);
    expect(fieldsFor(warmup(0), '1.31')).toEqual(['spec.trafficPolicy.loadBalancer.warmup.aggression']);
  });
});

it('a protocol that comes later is told with the release that brings it', () => {
  const object = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'a', namespace: 'shop' },
    spec: { ...external, location: 'MESH_EXTERNAL', ports: port('TLS') },
  };
  expect(validateObject(object, { release: '1.28' }).map(({ message }) => message)).toEqual([
    'protocol must be HTTP for resolution DYNAMIC_DNS, got "TLS", which Istio takes from 1.29 on',
  ]);
});
