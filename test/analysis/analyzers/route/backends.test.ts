import { told } from '../told';

const rules = ['route-backend-missing', 'route-backend-port-missing', 'route-backend-not-permitted'];
const world = (rule: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: demo }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: demo }
spec: { parentRefs: [{ name: front }], rules: [${rule}] }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: other, namespace: elsewhere }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: outside, namespace: demo }
spec: { hosts: [api.example.com], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: DNS }
`;
const to = (backend: string) => world(`{ backendRefs: [${backend}] }`);
const copiesTo = (backend: string) =>
  world(
    `{ filters: [{ type: RequestMirror, requestMirror: { backendRef: ${backend} } }], backendRefs: [{ name: reviews, port: 80 }] }`,
  );
const toldOf = (text: string) => told(text, rules);

describe('a backend of a route', () => {
  it.each([
    ['{ kind: Pod, name: reviews, port: 80 }', 'kind'],
    ['{ group: example.com, kind: Bucket, name: reviews }', 'kind'],
    ['{ group: networking.istio.io, kind: Hostname, name: api.example.org, port: 443 }', 'name'],
    ['{ name: review, port: 80 }', 'name'],
    ['{ name: reviews, port: 81 }', 'port'],
    ['{ name: other, namespace: elsewhere, port: 80 }', undefined],
  ])('is told where istiod finds none: %s', (backend, field) => {
    const below = field === undefined ? '' : `.${field}`;
    expect(toldOf(to(backend))).toEqual([
      `error HTTPRoute demo/reviews spec.rules[0].backendRefs[0]${below}`,
    ]);
    expect(toldOf(copiesTo(backend))).toEqual([
      `error HTTPRoute demo/reviews spec.rules[0].filters[0].requestMirror.backendRef${below}`,
    ]);
  });

  it.each([
    '{ name: reviews, port: 80 }',
    "{ group: '', kind: Service, name: reviews, port: 80 }",
    '{ group: networking.istio.io, kind: Hostname, name: api.example.com, port: 443 }',
    '{ group: networking.istio.io, kind: Hostname, name: reviews.demo.svc.cluster.local, port: 80 }',
    '{ group: multicluster.x-k8s.io, kind: ServiceImport, name: reviews, port: 80 }',
    '{ group: inference.networking.k8s.io, kind: InferencePool, name: pool }',
  ])('is none to tell of: %s', (backend) => {
    expect([toldOf(to(backend)), toldOf(copiesTo(backend))]).toEqual([[], []]);
  });

  it('is not judged by what istiod knows where somebody else serves the gateway', () => {
    const bucket = to('{ group: example.com, kind: Bucket, name: reviews }');
    expect(toldOf(bucket.replace('gatewayClassName: istio', 'gatewayClassName: other'))).toEqual([]);
    expect(toldOf(bucket.replace('parentRefs: [', 'parentRefs: [{ name: more }, '))).toHaveLength(1);
    const inMesh = "parentRefs: [{ group: '', kind: Service, name: reviews }]";
    expect(toldOf(bucket.replace('parentRefs: [{ name: front }]', inMesh))).toHaveLength(1);
  });
});

describe('a route without rules', () => {
  it('is given one for all requests by the API server, which has no backend', () => {
    const route = (kind: string, spec: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: reviews, namespace: demo }
spec: ${spec}
`;
    const of = (text: string) => told(text, ['route-no-backend']);
    const all = 'warning HTTPRoute demo/reviews spec.rules[0].backendRefs';
    expect(of(route('HTTPRoute', '{ parentRefs: [{ name: front }] }'))).toEqual([all]);
    expect(of(route('HTTPRoute', '{ rules: null }'))).toEqual([all]);
    expect(of(route('GRPCRoute', '{ parentRefs: [{ name: front }] }'))).toEqual([]);
  });
});
