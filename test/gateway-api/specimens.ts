import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  BackendTLSPolicy,
  ConfigMap,
  exactly,
  Filter,
  Gateway,
  GatewayClass,
  GRPCMethod,
  GRPCRoute,
  HTTPRoute,
  Listener,
  ListenerSet,
  matches,
  pathPrefix,
  ReferenceGrant,
  replaceFullPath,
  replacePrefixMatch,
  Secret,
  SubjectAltName,
  TCPRoute,
  TLSRoute,
} from '../../lib/gateway-api';
import { MeshService, Resolution, ServiceEntry } from '../../lib/istio';
import type { Manifest } from '../istio/rendered';

const edge = { namespace: 'edge' };
const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const foreign = MeshService.named('ratings.edge.svc.cluster.local', { ports: { http: 9080 } });
const certificate = Secret.named('web', edge);
const labelled = {
  matchLabels: { team: 'web' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['a', 'b'] },
    { key: 'old', operator: 'DoesNotExist' },
  ],
} as const;

/** Objects that between them set every field that lib/gateway-api can set, and that the API server takes. */
export function specimens(app: App = new App()): readonly Manifest[] {
  const chart = new Chart(app, 'specimens', { namespace: 'demo' });
  gateways(chart);
  httpRoutes(chart);
  otherRoutes(chart);
  return Testing.synth(chart);
}

const grants = [ReferenceGrant.named('all', edge)] as const;

function gateways(chart: Chart): void {
  new GatewayClass(chart, 'class', {
    description: 'at the edge',
    parameters: ConfigMap.named('patches', edge),
  });
  const https = Listener.https({
    port: 443,
    hostname: '*.example.com',
    certificates: [certificate],
    options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' },
    allowedRoutes: { namespaces: labelled, kinds: ['HTTPRoute'] },
  });
  const all = Listener.http({ port: 80, allowedRoutes: { namespaces: 'all' } });
  const same = Listener.tlsPassthrough({ port: 8443, allowedRoutes: { namespaces: 'same' } });
  const infrastructure = {
    labels: { team: 'web' },
    annotations: { 'example.com/owner': 'web' },
    parameters: ConfigMap.named('patches'),
  };
  const caCertificates = [ConfigMap.named('ca', edge)] as const;
  new Gateway(chart, 'gateway', {
    listeners: { https, all, same },
    addresses: ['192.0.2.7', 'ingress.istio-ingress.svc.cluster.local'],
    infrastructure,
    allowedListeners: labelled,
    tls: {
      frontend: {
        default: { caCertificates, mode: 'allow-valid-only' },
        perPort: {
          443: { caCertificates, mode: 'allow-insecure-fallback' },
          8443: { caCertificates, mode: 'allow-valid-only' },
        },
      },
      backend: { clientCertificate: certificate },
    },
    grants,
  });
  for (const allowedListeners of ['none', 'same', 'all'] as const) {
    new Gateway(chart, `takes-${allowedListeners}`, { listeners: { all }, allowedListeners });
  }
  new Gateway(chart, 'insecure', {
    listeners: { all },
    tls: { frontend: { default: { caCertificates, mode: 'allow-insecure-fallback' } } },
    grants,
  });
  new ListenerSet(chart, 'set', {
    parent: Gateway.named('shared', edge),
    listeners: { https, all, same },
    grants,
  });
  new ReferenceGrant(chart, 'grant', {
    from: [{ kind: 'HTTPRoute', namespace: 'edge' }],
    to: [reviews, Secret.named('web'), 'ConfigMap'],
  });
  new BackendTLSPolicy(chart, 'system', {
    targets: [MeshService.named('a.demo.svc.cluster.local')],
    hostname: 'a.example.com',
    caCertificates: 'system',
    options: { 'example.com/a': 'b' },
  });
  const port = {
    kind: 'destination',
    service: reviews,
    port: 'http',
    subset: undefined,
    rule: undefined,
  } as const;
  new BackendTLSPolicy(chart, 'own', {
    targets: [port],
    hostname: 'a.example.com',
    caCertificates: [ConfigMap.named('ca')],
    subjectAltNames: [SubjectAltName.hostname('a.example.com'), SubjectAltName.uri('spiffe://a/ns/b/sa/c')],
  });
}

function parents(chart: Chart, id: string) {
  const entry = new ServiceEntry(chart, id, {
    hosts: [`${id}.example.com`],
    ports: { http: 80 },
    resolution: Resolution.dns(),
  });
  const section = {
    kind: 'parent-section',
    of: Gateway.named('shared', edge),
    sectionName: 'a',
    port: 80,
  } as const;
  return { entry, parents: [section, reviews, entry] as const };
}

function httpRoutes(chart: Chart): void {
  const { entry, parents: all } = parents(chart, 'http-api');
  const changes = { set: { a: '1' }, add: { b: '2' }, remove: ['c'] } as const;
  const headers = [Filter.requestHeaderModifier(changes), Filter.responseHeaderModifier(changes)] as const;
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;
  const compared = { a: exactly('1'), b: matches('2+') };
  const cors = { allowOrigins: ['https://example.com'], allowCredentials: true } as const;
  const allowMethods = methods;
  new HTTPRoute(chart, 'http', {
    parents: all,
    hostnames: ['a.example.com'],
    grants,
    rules: [
      {
        name: 'all',
        matches: [
          { path: pathPrefix('/a'), headers: compared, queryParams: compared },
          { path: exactly('/b') },
          { path: matches('/c.*') },
          ...methods.map((method) => ({ method })),
        ],
        filters: [
          ...headers,
          Filter.requestMirror(foreign, { percent: 5 }),
          Filter.requestMirror(entry, { fraction: { numerator: 1, denominator: 1000 } }),
          Filter.cors({
            ...cors,
            allowMethods,
            allowHeaders: ['a'],
            exposeHeaders: ['b'],
            maxAge: Duration.minutes(1),
          }),
          Filter.urlRewrite({ hostname: 'b.example.com', path: replaceFullPath('/') }),
        ],
        backends: [{ to: foreign, weight: 1, filters: headers }, entry],
        timeouts: { request: Duration.seconds(2), backendRequest: Duration.seconds(1) },
      },
      {
        matches: [{ path: pathPrefix('/old') }],
        filters: [
          Filter.urlRewrite({ path: replacePrefixMatch('/new') }),
          Filter.cors({ ...cors, allowMethods: ['*'] }),
        ],
        backends: [reviews],
      },
      ...([301, 302, 303, 307, 308] as const).map((statusCode) => ({
        filters: [
          Filter.requestRedirect({
            scheme: statusCode === 301 ? 'https' : 'http',
            hostname: 'c.example.com',
            port: 8443,
            path: replaceFullPath('/'),
            statusCode,
          }),
        ] as const,
      })),
      {
        matches: [{ path: pathPrefix('/moved') }],
        filters: [Filter.requestRedirect({ path: replacePrefixMatch('/here') })],
      },
    ],
  });
}

function otherRoutes(chart: Chart): void {
  const { entry, parents: all } = parents(chart, 'api');
  const changes = { set: { a: '1' }, add: { b: '2' }, remove: ['c'] } as const;
  const headers = [Filter.requestHeaderModifier(changes), Filter.responseHeaderModifier(changes)] as const;
  const rules = [{ name: 'one', backends: [{ to: foreign, weight: 1 }, entry] }] as const;
  new GRPCRoute(chart, 'grpc', {
    parents: all,
    hostnames: ['a.example.com'],
    grants,
    rules: [
      {
        name: 'all',
        matches: [
          {
            method: GRPCMethod.exactly({ service: 'a.B', method: 'C' }),
            headers: { a: exactly('1'), b: matches('2') },
          },
          { method: GRPCMethod.matches({ method: 'C.*' }) },
        ],
        filters: [
          ...headers,
          Filter.requestMirror(foreign, { percent: 5 }),
          Filter.requestMirror(entry, { fraction: { numerator: 1, denominator: 1000 } }),
        ],
        backends: [{ to: foreign, weight: 1, filters: headers }, entry],
      },
    ],
  });
  new TLSRoute(chart, 'tls', { parents: all, hostnames: ['a.example.com'], rules, grants });
  new TCPRoute(chart, 'tcp', { parents: all, rules, grants });
}
