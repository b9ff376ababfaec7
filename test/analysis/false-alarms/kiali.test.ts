import { destinationRule, told } from './shop';

const policy = (rule: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, rules: [${rule}] }
`;

describe('what Kiali warns of, and what is right', () => {
  it('is a shop to begin with of which nothing is to be told', () => {
    expect(told('')).toEqual([]);
  });

  it.each([
    ['hosts of the outside', "{ to: [{ operation: { hosts: ['*.example.com', shop.example.com, '*'] } }] }"],
    ['any method', "{ to: [{ operation: { methods: ['*'] } }] }"],
    ['namespaces by their beginning', "{ from: [{ source: { namespaces: ['shop*'] } }] }"],
    ['namespaces by their end', "{ from: [{ source: { namespaces: ['*-test'] } }] }"],
    ['any namespace', "{ from: [{ source: { namespaces: ['*'] } }] }"],
    [
      'an account of the mesh',
      '{ from: [{ source: { principals: [cluster.local/ns/shop-test/sa/default] } }] }',
    ],
    [
      'an account of another trust domain',
      '{ from: [{ source: { principals: [east.example.com/ns/far/sa/away] } }] }',
    ],
  ])('in policies: %s (kiali#10184, #10190, #10225, #9704)', (_, rule) => {
    expect(told(policy(rule))).toEqual([]);
  });

  it('are aliases of the trust domain (kiali#9704)', () => {
    const mesh = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "trustDomain: east.example.com\\ntrustDomainAliases: [south.example.com]\\n" }
---`;
    const named = (domain: string) =>
      policy(`{ from: [{ source: { principals: [${domain}/ns/shop-test/sa/default] } }] }`);
    for (const domain of ['east.example.com', 'south.example.com', 'cluster.local'])
      expect(told(mesh + named(domain))).toEqual([]);
  });

  it('is ISTIO_MUTUAL without a PeerAuthentication (kiali#10190)', () => {
    const mutual = 'trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }';
    expect(told(destinationRule('all', `host: '*.local', ${mutual}`))).toEqual([]);
    expect(told(destinationRule('own', `host: '*.shop.svc.cluster.local', ${mutual}`))).toEqual([]);
  });

  it.each(['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss'])(
    "is Kubernetes' own appProtocol %s (kiali#10190)",
    (protocol) => {
      const service = `
apiVersion: v1
kind: Service
metadata: { name: sockets, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: sockets, port: 81, targetPort: 8081, appProtocol: ${protocol} }] }
`;
      expect(told(service).filter((text) => text.startsWith('port-protocol-unknown'))).toEqual([]);
    },
  );

  it('are wildcards of rules that have nothing in common (kiali#10125)', () => {
    const rules = [
      destinationRule(
        'one',
        "host: '*.shop.svc.cluster.local', trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } }",
      ),
      destinationRule(
        'two',
        "host: '*.shop-test.svc.cluster.local', trafficPolicy: { connectionPool: { tcp: { maxConnections: 2 } } }",
      ),
    ];
    expect(told(rules.join('---')).filter((text) => text.startsWith('dr-conflict'))).toEqual([]);
  });

  it('is a subset that a wildcard defines (kiali#10225)', () => {
    const subsets = destinationRule(
      'all',
      "host: '*.shop.svc.cluster.local', subsets: [{ name: v1, labels: { version: v1 } }]",
    );
    const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: v1 } }] }] }
`;
    expect(told(`${subsets}---${route}`)).toEqual([]);
  });

  it('are several RequestAuthentications of one namespace, which add up (kiali#10225)', () => {
    const issuer = (name: string) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: ${name}, namespace: shop }
spec: { jwtRules: [{ issuer: 'https://${name}.example.com', jwks: '{"keys":[]}' }] }
`;
    expect(told(`${issuer('one')}---${issuer('two')}`)).toEqual([]);
  });

  it('are WorkloadEntries whose addresses the ServiceEntry does not list (kiali#10225)', () => {
    expect(
      told(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: legacy, namespace: shop }
spec:
  hosts: [legacy.example.com]
  location: MESH_INTERNAL
  resolution: DNS
  ports: [{ number: 80, name: http, protocol: HTTP }]
  workloadSelector: { labels: { app: legacy } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: legacy, namespace: shop }
spec: { address: vm.example.com, labels: { app: legacy, version: v1 } }
`),
    ).toEqual([]);
  });

  it('is a route of an ambient namespace at a gateway of a namespace outside the mesh (kiali#9937)', () => {
    expect(
      told(`
apiVersion: v1
kind: Namespace
metadata: { name: edge }
---
apiVersion: v1
kind: Namespace
metadata: { name: lake, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: internal, namespace: edge }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]
---
apiVersion: v1
kind: Service
metadata: { name: boats, namespace: lake }
spec: { selector: { app: boats }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: boats, namespace: lake, labels: { app: boats, version: v1 } }
spec: { containers: [{ name: boats, image: example.test/boats }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: boats, namespace: lake }
spec: { parentRefs: [{ name: internal, namespace: edge }], rules: [{ backendRefs: [{ name: boats, port: 80 }] }] }
`),
    ).toEqual([]);
  });

  it('is a grant whose second entry fits (kiali#10190)', () => {
    expect(
      told(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop-test }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop-test }
spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: web, namespace: shop }
spec:
  from:
    - { group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: elsewhere }
    - { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop-test }
  to: [{ group: '', kind: Secret }, { group: '', kind: Service, name: web }]
`),
    ).toEqual([]);
  });
});
