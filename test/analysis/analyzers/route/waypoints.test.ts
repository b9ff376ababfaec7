import { told } from '../told';

const namespace = (name = 'lake', labels = 'istio.io/dataplane-mode: ambient') => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
const ambientWith = 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint';
const service = (labels = '') => `
apiVersion: v1
kind: Service
metadata: { name: boats, namespace: lake, labels: { app: boats${labels} } }
spec: { selector: { app: boats }, ports: [{ name: http, port: 8080 }] }
---
`;
const deployment = (where = 'lake', labels = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: boats, namespace: ${where} }
spec:
  template:
    metadata: { labels: { app: boats, version: v1${labels} } }
    spec: { containers: [{ name: app, image: example.test/boats:1 }] }
---
`;
const waypoint = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: lake }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
`;
const route = (kind = 'HTTPRoute', where = 'lake') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: r, namespace: ${where} }
spec:
  parentRefs: [{ group: "", kind: Service, name: boats, namespace: lake, port: 8080 }]
  rules: [{ backendRefs: [{ name: boats, namespace: lake, port: 8080 }] }]
---
`;
const virtualService = (where = 'lake', more = '') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: r, namespace: ${where} }
spec: { hosts: [boats.lake.svc.cluster.local], ${more}http: [{ route: [{ destination: { host: boats.lake.svc.cluster.local } }] }] }
---
`;
const policy = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: lake }
spec: { targetRefs: [{ group: "", kind: Service, name: boats }], rules: [{ to: [{ operation: { methods: [GET] } }] }] }
---
`;
const rules = ['route-needs-waypoint'];

describe('a route to a Service in ambient mode', () => {
  const lake = namespace() + service() + deployment();

  it.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'])(
    'is told of as a %s without a waypoint',
    (kind) => {
      expect(told(lake + route(kind), rules)).toEqual([`warning ${kind} lake/r spec.parentRefs[0]`]);
    },
  );

  it('is told of as a VirtualService without a waypoint, of the namespace or of the Service', () => {
    const expected = ['warning VirtualService lake/r spec.hosts[0]'];
    expect(told(lake + virtualService(), rules)).toEqual(expected);
    expect(told(namespace() + service() + virtualService(), rules, false)).toEqual(expected);
    const out = service(', istio.io/use-waypoint: none') + deployment() + virtualService();
    expect(told(namespace('lake', ambientWith) + waypoint + out, rules)).toEqual(expected);
  });

  it('is told of the less loudly where clients with sidecars would go by it', () => {
    const shop = namespace('shop', 'istio-injection: enabled') + deployment('shop');
    expect(told(shop + lake + route(), rules)).toEqual(['info HTTPRoute lake/r spec.parentRefs[0]']);
    expect(told(shop + lake + virtualService(), rules)).toEqual(['info VirtualService lake/r spec.hosts[0]']);
    expect(told(shop + lake + virtualService('shop') + route('HTTPRoute', 'shop'), rules)).toEqual([]);
  });

  it('is told nothing of where a waypoint goes by it', () => {
    const rest = deployment() + route() + virtualService();
    expect(told(namespace('lake', ambientWith) + waypoint + service() + rest, rules)).toEqual([]);
    expect(told(namespace() + waypoint + service(', istio.io/use-waypoint: waypoint') + rest, rules)).toEqual(
      [],
    );
  });

  it('is told nothing of where another way leads to it, or nothing is known of the namespace', () => {
    expect(told(lake + virtualService('lake', 'gateways: [istio-system/front], '), rules)).toEqual([]);
    expect(told(service() + deployment() + route() + virtualService(), rules, false)).toEqual([]);
    const out = deployment('lake', ', istio.io/dataplane-mode: none');
    expect(told(namespace() + service() + out + route() + virtualService(), rules)).toEqual([]);
  });

  it('is told once, where a policy tells that the Service has no waypoint', () => {
    expect(told(lake + policy + route(), [...rules, 'policy-needs-waypoint'])).toEqual([
      'error AuthorizationPolicy lake/p spec.targetRefs[0]',
    ]);
  });
});
