import { told } from '../told';

const namespace = (labels = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: lake, labels: { istio.io/dataplane-mode: ambient${labels} } }
---
`;
const service = (labels = '') => `
apiVersion: v1
kind: Service
metadata: { name: boats, namespace: lake, labels: { app: boats${labels} } }
spec: { selector: { app: boats }, ports: [{ name: http, port: 8080 }] }
---
`;
const deployment = (name = 'boats', labels = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: lake }
spec:
  template:
    metadata: { labels: { app: ${name}, version: v1${labels} } }
    spec: { containers: [{ name: app, image: example.test/boats:1 }] }
---
`;
const waypoint = (labels = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: lake${labels} }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
`;
const use = ', istio.io/use-waypoint: waypoint';

const bodies: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'action: CUSTOM, provider: { name: ext }, rules: [{}]',
  RequestAuthentication: "jwtRules: [{ issuer: 'https://a.example.com', jwks: '{}' }]",
  WasmPlugin: 'url: oci://example.test/filter:1',
  TrafficExtension: "lua: { inlineCode: 'function envoy_on_request(handle) end' }",
  Telemetry: 'tracing: [{ randomSamplingPercentage: 1 }]',
};
const groups: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  Telemetry: 'telemetry.istio.io/v1',
};
const kinds = Object.keys(bodies);
const policy = (kind: string, whose = '', where = 'lake') => `
apiVersion: ${groups[kind]}
kind: ${kind}
metadata: { name: p, namespace: ${where} }
spec: { ${whose}${bodies[kind]} }
---
`;
const byLabels = 'selector: { matchLabels: { app: boats } }, ';
const byService = 'targetRefs: [{ group: "", kind: Service, name: boats }], ';
const byGateway = 'targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: waypoint }], ';

const rules = ['policy-needs-waypoint'];
const levelOf = (kind: string) => (kind === 'Telemetry' ? 'warning' : 'error');

describe.each(kinds)('a %s in ambient mode', (kind) => {
  const level = levelOf(kind);

  it('is told of where it is for pods by their labels, with a waypoint or without', () => {
    for (const labels of ['', use])
      expect(
        told(namespace(labels) + waypoint() + service() + deployment() + policy(kind, byLabels), rules),
      ).toEqual([`${level} ${kind} lake/p spec.selector`]);
  });

  it('is told of where it is for all of a namespace, whether or not its pods are among the objects', () => {
    const expected = [`${level} ${kind} lake/p spec`];
    expect(told(namespace() + service() + deployment() + policy(kind), rules)).toEqual(expected);
    expect(told(namespace() + policy(kind), rules, false)).toEqual(expected);
  });

  it('is told of for all of a namespace with a waypoint, which reads of such only Telemetries', () => {
    const all = namespace(use) + waypoint() + service() + deployment() + policy(kind);
    expect(told(all, rules)).toEqual(kind === 'Telemetry' ? [] : [`error ${kind} lake/p spec`]);
  });

  it('is told of where the Service that it is attached to has no waypoint, or none for services', () => {
    const expected = [`error ${kind} lake/p spec.targetRefs[0]`];
    const rest = service() + deployment() + policy(kind, byService);
    expect(told(namespace() + rest, rules)).toEqual(expected);
    const forPods = waypoint(', labels: { istio.io/waypoint-for: workload }');
    expect(told(namespace(use) + forPods + rest, rules)).toEqual(expected);
    const out = service(', istio.io/use-waypoint: none') + deployment() + policy(kind, byService);
    expect(told(namespace(use) + waypoint() + out, rules)).toEqual(expected);
  });

  it('is told nothing of where a waypoint of the namespace, of the service or of an account keeps it', () => {
    const attached = deployment() + policy(kind, byService);
    expect(told(namespace(use) + waypoint() + service() + attached, rules)).toEqual([]);
    expect(told(namespace() + waypoint() + service(use) + attached, rules)).toEqual([]);
    const ofAccount = waypoint(', labels: { istio.io/waypoint-for: workload }');
    const pods = deployment('boats', use);
    expect(told(namespace() + ofAccount + service() + pods + policy(kind, byGateway), rules)).toEqual([]);
  });

  it('is told nothing of where it is not known, or somebody else reads requests', () => {
    const other = `${service()}${deployment()}`;
    expect(told(other + policy(kind, byService), rules, false)).toEqual([]);
    expect(told(other + policy(kind, byLabels), rules, false)).toEqual([]);
    const injected = deployment('old', ', sidecar.istio.io/inject: "true"');
    expect(told(namespace() + other + injected + policy(kind), rules)).toEqual([]);
    expect(told(namespace() + other + policy(kind, '', 'istio-system'), rules, false)).toEqual([]);
  });
});

describe('what ztunnel and waypoints read', () => {
  it('is a Telemetry for all of a namespace, where a waypoint serves something of it', () => {
    const all = service(use) + deployment() + policy('Telemetry');
    expect(told(namespace() + waypoint() + all, rules)).toEqual([]);
    expect(told(namespace(use) + deployment() + policy('Telemetry'), rules, false)).toEqual([]);
  });

  it('is a gateway in the namespace, which goes by a policy for all of it', () => {
    const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: lake }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
`;
    const all = gateway + service() + deployment() + policy('RequestAuthentication');
    expect(told(namespace() + all, rules)).toEqual([]);
  });

  it('is no condition of another key than those of connections', () => {
    const authorization = (action: string, key: string, where = 'lake') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: ${where} }
spec: { action: ${action}, rules: [{ when: [{ key: ${key}, values: [a] }] }] }
---
`;
    const at = (text: string, complete = true) => told(text, ['policy-l7-at-ztunnel'], complete);
    const lake = namespace() + deployment();
    const expected = ['error AuthorizationPolicy lake/p spec.rules[0].when[0].key'];
    for (const key of ['connection.sni', 'source.serviceAccount', "'request.headers[x]'", 'remote.ip'])
      expect(at(lake + authorization('ALLOW', key))).toEqual(expected);
    expect(at(namespace() + authorization('DENY', 'connection.sni'), false)).toEqual(expected);
    expect(at(lake + authorization('ALLOW', 'source.namespace'))).toEqual([]);
    expect(at(lake + authorization('AUDIT', 'connection.sni'))).toEqual([]);
    expect(at(deployment() + authorization('ALLOW', 'connection.sni'), false)).toEqual([]);
  });
});
