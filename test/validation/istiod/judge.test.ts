import { refused } from './refused';

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
