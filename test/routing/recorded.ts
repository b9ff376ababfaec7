import { createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../lib/kubernetes/identity';
import type { RequestSpec } from '../../lib/routing/request';

/** A request, and what a real proxy answered. */
export interface Recorded {
  readonly request: RequestSpec;
  readonly answer: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly status?: number;
  readonly backend?: string;
  readonly oneOf?: readonly string[];
  readonly path?: string;
  readonly host?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly location?: string;
  readonly body?: string;
  readonly role?: string;
  readonly closed?: string;
}

/** A case: the objects with what stands around them, and its requests. */
export interface RecordedCase {
  readonly id: string;
  readonly objects: readonly KubernetesObject[];
  readonly requests: readonly Recorded[];
}

type Loose = Record<string, unknown>;

/** The cases of a file of recorded answers (its README says what stands around each). */
export function recordedCases(folder: string, file: keyof typeof worlds): RecordedCase[] {
  return readFileSync(join(folder, `${file}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const one = JSON.parse(line) as {
        id: string;
        service?: string;
        namespace: string;
        labels: Record<string, string>;
        objects: KubernetesObject[];
        requests: (Loose & { answer: RecordedAnswer })[];
      };
      const around = worlds[file](one);
      const objects = JSON.parse(
        JSON.stringify([...around, ...one.objects]).replaceAll('"JWKS"', () =>
          JSON.stringify(JSON.stringify(jwks)),
        ),
      ) as KubernetesObject[];
      return {
        id: one.id,
        // Half of the worlds have Pods as a cluster has them, half the Deployments that files have.
        objects: index % 2 === 0 ? objects : objects.map(asDeployment),
        requests: one.requests.map(({ answer, ...request }) => ({
          answer,
          request: spec(file, one, request),
        })),
      };
    });
}

function spec(
  file: string,
  one: { namespace: string; labels: Record<string, string> },
  request: Loose,
): RequestSpec {
  const { host, path, method, headers, sni, port, from, token, tokenIn, caller } = request as unknown as {
    host: string;
    path: string;
    method: string;
    headers: Record<string, string>;
    sni: string;
    port: number;
    from: string;
    token?: string;
    tokenIn?: string;
    caller?: string | null;
  };
  const clients: Record<string, string> = { shop: 'shop/client', team: 'team/client' };
  switch (file) {
    case 'connections':
      return { via: 'istio-system/istio-ingressgateway', sni, port };
    case 'routes-mesh':
    case 'httproutes-mesh':
      return { from: clients[from] ?? '', method, url: `http://${host}:8000${path}`, headers };
    case 'authz':
    case 'principals': {
      const signed: Record<string, string> =
        token === undefined
          ? {}
          : tokenIn === undefined
            ? { authorization: `Bearer ${tokens[token]}` }
            : { [tokenIn]: `T ${tokens[token]}` };
      const identity = identities[caller ?? ''];
      return {
        via: `${one.namespace}/${one.labels.app}`,
        method,
        url: `http://${host}${path}`,
        headers: { ...headers, ...signed },
        port: 8080,
        ...(from !== undefined && { address: from }),
        ...(identity !== undefined && { identity }),
      };
    }
    default:
      return {
        via: 'istio-system/istio-ingressgateway',
        method,
        url: `http://${host}${path}`,
        headers,
        port: 80,
      };
  }
}

const identities: Record<string, string> = {
  reader: 'spiffe://cluster.local/ns/shop/sa/reader',
  writer: 'spiffe://cluster.local/ns/shop/sa/writer',
  team: 'spiffe://cluster.local/ns/team/sa/default',
  shopping: 'spiffe://cluster.local/ns/shopping/sa/reader',
  old: 'spiffe://old.domain/ns/shop/sa/reader',
  foreign: 'spiffe://foreign.domain/ns/shop/sa/reader',
  dns: 'reader.shop.test',
};

const signer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = { keys: [{ ...signer.publicKey.export({ format: 'jwk' }), alg: 'RS256' }] };

function jwt(claims: Loose, key = signer.privateKey): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(key).toString('base64url')}`;
}

const alice = { iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin', groups: ['dev', 'ops'] };
const tokens: Record<string, string> = {
  alice: jwt(alice),
  bob: jwt({ iss: 'issuer.test', sub: 'bob', aud: ['shop', 'other'], role: 'user', groups: ['dev'] }),
  otherAudience: jwt({ iss: 'issuer.test', sub: 'carol', aud: 'other', role: 'auditor' }),
  stranger: jwt({ iss: 'elsewhere.test', sub: 'eve', aud: 'shop', role: 'admin' }),
  expired: jwt({ iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin', exp: 1_000_000_000 }),
  forged: jwt({ iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin' }, forger.privateKey),
};

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
function asDeployment(one: KubernetesObject): KubernetesObject {
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

const worlds = {
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
