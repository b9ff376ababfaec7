import type { KubernetesObject } from '../../lib/kubernetes/identity';

const object = (apiVersion: string, kind: string, namespace: string, name: string, rest: object) =>
  ({ apiVersion, kind, metadata: { namespace, name }, ...rest }) as unknown as KubernetesObject;

const service = (namespace: string, name: string, port: number, portName: string, selector = name) =>
  object('v1', 'Service', namespace, name, {
    spec: { selector: { app: selector }, ports: [{ name: portName, port }] },
  });

const pod = (namespace: string, name: string, labels: Record<string, string>, container = 'app') =>
  object('v1', 'Pod', namespace, name, {
    metadata: { namespace, name, labels },
    spec: { containers: [{ name: container, image: container }] },
  });

/** The same as its controller's template. */
export function asDeployment(one: KubernetesObject): KubernetesObject {
  if (one.kind !== 'Pod') return one;
  const { labels, ...metadata } = one.metadata;
  const { spec: podSpec } = one as unknown as { spec: unknown };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } },
  } as unknown as KubernetesObject;
}

const ingress = [
  pod(
    'istio-system',
    'istio-ingressgateway',
    { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    'istio-proxy',
  ),
  object('v1', 'Service', 'istio-system', 'istio-ingressgateway', {
    spec: {
      selector: { istio: 'ingressgateway' },
      ports: [
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    },
  }),
];

const versions: Record<string, string[]> = { a: ['v1', 'v2'], b: ['v1', 'v2'], c: ['v1'] };

function shop(port: number, portName: string, trafficPolicy: object = {}): KubernetesObject[] {
  return Object.entries(versions).flatMap(([name, found]) => [
    service('shop', name, port, portName),
    ...found.map((version) => pod('shop', `${name}-${version}`, { app: name, version })),
    object('networking.istio.io/v1', 'DestinationRule', 'shop', name, {
      spec: {
        host: name,
        ...trafficPolicy,
        subsets: found.map((version) => ({ name: version, labels: { version } })),
      },
    }),
  ]);
}

function standardShop(): KubernetesObject[] {
  const places = { a: 'shop', b: 'shop', c: 'shop', d: 'shop', e: 'granted', f: 'closed' };
  return Object.entries(places).flatMap(([name, namespace]) => [
    service(namespace, name, 8000, 'http'),
    pod(namespace, `${name}-v1`, { app: name, version: 'v1' }),
  ]);
}

const grant = (namespace: string, from: readonly string[]) =>
  object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', namespace, 'routes', {
    spec: {
      from: from.map((one) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: one })),
      to: [{ group: '', kind: 'Service' }],
    },
  });

const clients = (shopLabels: Record<string, string>, teamLabels: Record<string, string>) => [
  pod('shop', 'client', shopLabels),
  pod('team', 'client', teamLabels),
];

interface Case {
  readonly service?: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** What always stands around the cases of a file. */
export const worlds = {
  'routes-gateway': () => [
    ...ingress,
    ...shop(8000, 'http'),
    object('networking.istio.io/v1', 'Gateway', 'shop', 'public', {
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
      },
    }),
  ],
  'routes-mesh': ({ service: own = '' }: Case) => [
    ...shop(8000, 'http'),
    ...clients({ app: 'other' }, { app: 'client', tier: 'web' }),
    service('shop', own, 8000, 'http', 'a'),
  ],
  httproutes: () => [
    ...ingress,
    ...standardShop(),
    grant('granted', ['shop']),
    object('gateway.networking.k8s.io/v1', 'Gateway', 'istio-system', 'edge', {
      spec: {
        gatewayClassName: 'istio',
        addresses: [{ type: 'Hostname', value: 'istio-ingressgateway.istio-system.svc.cluster.local' }],
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        ],
      },
    }),
  ],
  'httproutes-mesh': ({ service: own = '' }: Case) => [
    ...standardShop(),
    ...clients({ app: 'client' }, { app: 'client' }),
    service('shop', own, 8000, 'http', 'a'),
    grant('granted', ['shop', 'team']),
    grant('shop', ['team']),
  ],
  authz: (one: Case) => guarded(one),
  principals: (one: Case) => [
    ...guarded(one),
    object('v1', 'ConfigMap', 'istio-system', 'istio', {
      data: { mesh: 'trustDomain: cluster.local\ntrustDomainAliases: ["old.domain"]\n' },
    }),
  ],
  connections: () => [...ingress, ...shop(9443, 'tls', { trafficPolicy: { tls: { mode: 'DISABLE' } } })],
};

/** A gateway proxy of its own that leads everything to Service `a`. */
function guarded({ namespace, labels }: Case): KubernetesObject[] {
  const { app = '' } = labels;
  return [
    service('shop', 'a', 8000, 'http'),
    pod('shop', 'a-v1', { app: 'a', version: 'v1' }),
    pod(namespace, app, labels, 'istio-proxy'),
    object('networking.istio.io/v1', 'Gateway', namespace, 'own', {
      spec: {
        selector: { app },
        servers: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
      },
    }),
    object('networking.istio.io/v1', 'VirtualService', namespace, 'own', {
      spec: {
        hosts: ['*'],
        gateways: ['own'],
        http: [{ route: [{ destination: { host: 'a.shop.svc.cluster.local' } }] }],
      },
    }),
  ];
}
