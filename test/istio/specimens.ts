import { Chart, Duration, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type AtLeastOne,
  ClientTls,
  DelegateVirtualService,
  DestinationRule,
  exactly,
  Gateway,
  HashKey,
  HttpRoute,
  ignoringCase,
  LoadBalancer,
  Locality,
  MeshService,
  matches,
  mesh,
  type PortPolicies,
  present,
  Retries,
  replacing,
  Server,
  ServerCredential,
  ServerTls,
  Subset,
  startsWith,
  TcpRoute,
  TlsRoute,
  VirtualService,
  Workload,
} from '../../lib/istio';

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const curl = Workload.labelled({ app: 'curl' }, { namespace: 'demo' });
const gateway = Gateway.named('shared', { namespace: 'istio-ingress' });
const everyMatch = { exact: exactly('a'), prefix: startsWith('a'), regex: matches('a.*') };
const headers = { set: { 'x-set': '1' }, add: { 'x-add': '1' }, remove: ['x-remove'] } as const;

/** Objects that between them set every field that the API of lib/istio can set. */
export function specimens(): { readonly kind: string; readonly spec: unknown }[] {
  const chart = new Chart(Testing.app(), 'specimens', { namespace: 'demo' });
  gateways(chart);
  routes(chart);
  rules(chart);
  return Testing.synth(chart);
}

function gateways(scope: Construct): void {
  const ingress = {
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
    ports: [80, 443, 31400].map((port) => ({ name: `port-${port}`, port, targetPort: port })),
  };
  const files = { certificate: '/tls.crt', privateKey: '/tls.key', caCertificates: '/ca.crt' };
  const hosts = ['bookinfo.example.com', './*.example.com'] as const;
  new Gateway(scope, 'gateway', {
    ingress,
    servers: [
      Server.http({
        hosts,
        name: 'plain',
        bind: '0.0.0.0',
        defaultEndpoint: '127.0.0.1:80',
        redirectToHttps: true,
      }),
      ...(['HTTP2', 'GRPC', 'GRPC-WEB'] as const).map((protocol) => Server.http({ hosts, protocol })),
      Server.https({
        hosts,
        tls: ServerTls.simple(ServerCredential.secret('one'), {
          minVersion: '1.0',
          maxVersion: '1.1',
          cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'],
        }),
      }),
      Server.https({
        hosts,
        tls: ServerTls.simple(ServerCredential.secret('rsa', 'ecdsa'), {
          minVersion: '1.2',
          maxVersion: '1.3',
        }),
      }),
      Server.https({
        hosts,
        tls: ServerTls.simple(ServerCredential.files(files), { minVersion: '1.1', maxVersion: '1.0' }),
      }),
      Server.https({
        hosts,
        tls: ServerTls.simple(ServerCredential.files(files, files), { minVersion: '1.3', maxVersion: '1.2' }),
      }),
      Server.https({
        hosts,
        tls: ServerTls.mutual(ServerCredential.secret('one'), {
          clients: {
            caCertCredential: 'ca',
            caCrl: '/crl.pem',
            subjectAltNames: ['spiffe://cluster.local/ns/demo/sa/curl'],
            certificateHashes: ['aa'],
            certificateSpkis: ['bb='],
          },
        }),
      }),
      Server.https({ hosts, tls: ServerTls.optionalMutual(ServerCredential.secret('one')) }),
      Server.tls({ hosts, tls: ServerTls.istioMutual() }),
      Server.tls({ hosts, tls: ServerTls.passthrough }),
      Server.tls({ hosts, tls: ServerTls.autoPassthrough }),
      Server.tcp({ hosts: ['*'], port: 31400 }),
      Server.tcp({ hosts: ['*'], port: 31400, protocol: 'MONGO' }),
    ],
  });
}

function routes(scope: Construct): void {
  const routeHeaders = { request: headers, response: headers };
  new VirtualService(scope, 'routes', {
    hosts: ['bookinfo.example.com'],
    gateways: [gateway, mesh],
    exportTo: 'own-namespace',
    http: [
      HttpRoute.split(
        { to: reviews, percent: 90, headers: routeHeaders },
        { to: reviews, percent: 10 },
        {
          name: 'split',
          when: [
            {
              name: 'match',
              statPrefix: 'stats',
              path: ignoringCase(exactly('/a')),
              method: everyMatch.exact,
              scheme: everyMatch.exact,
              authority: everyMatch.exact,
              headers: {
                exact: everyMatch.exact,
                prefix: everyMatch.prefix,
                regex: everyMatch.regex,
                present,
              },
              withoutHeaders: { exact: everyMatch.exact, prefix: everyMatch.prefix, regex: everyMatch.regex },
              queryParams: everyMatch,
              port: 80,
              source: curl,
              gateways: [mesh],
            },
            {
              path: startsWith('/a'),
              method: everyMatch.prefix,
              scheme: everyMatch.prefix,
              authority: everyMatch.prefix,
            },
            {
              path: matches('/a'),
              method: everyMatch.regex,
              scheme: everyMatch.regex,
              authority: everyMatch.regex,
            },
          ],
          headers: routeHeaders,
          rewrite: { path: '/b', authority: 'b.example.com' },
          mirrors: [{ to: reviews, percent: 12.5 }],
          fault: { delay: { by: Duration.millis(1500), percent: 0.1 }, abort: { status: 503, percent: 1 } },
          retries: Retries.upTo(3, {
            perTryTimeout: Duration.seconds(2),
            on: ['5xx', 503],
            backoff: Duration.millis(25),
            ignorePreviousHosts: false,
            remoteLocalities: true,
          }),
          timeout: Duration.seconds(10),
          cors: {
            allowOrigins: [everyMatch.exact, everyMatch.prefix, everyMatch.regex],
            allowMethods: ['GET'],
            allowHeaders: ['x-a'],
            exposeHeaders: ['x-b'],
            maxAge: Duration.days(1),
            allowCredentials: false,
            unmatchedPreflights: 'ignore',
          },
        },
      ),
      HttpRoute.to(reviews, {
        when: [{ port: 81 }],
        rewrite: { path: replacing('^/a/(.*)', '/b/\\1') },
        mirrors: [{ to: reviews, percent: 1 }, { to: reviews }],
        fault: { abort: { status: 'UNAVAILABLE', percent: 100 } },
        cors: { allowOrigins: [everyMatch.exact], unmatchedPreflights: 'forward' },
      }),
      HttpRoute.redirect(
        { path: '/b', authority: 'b.example.com', scheme: 'https', port: 8443, status: 308 },
        { when: [{ port: 82 }] },
      ),
      HttpRoute.redirect({ port: 'protocol-default' }, { when: [{ port: 83 }] }),
      HttpRoute.redirect({ port: 'request-port' }, { when: [{ port: 84 }] }),
      HttpRoute.respond({ status: 503, body: 'closed' }, { when: [{ port: 85 }] }),
      HttpRoute.respond({ status: 200, body: Uint8Array.of(0, 255) }, { when: [{ port: 86 }] }),
      HttpRoute.delegate(DelegateVirtualService.named('others', { namespace: 'other' })),
    ],
    tls: [
      TlsRoute.split(
        { to: reviews, percent: 50 },
        { to: reviews, percent: 50 },
        {
          when: [
            {
              sniHosts: ['bookinfo.example.com'],
              destinationSubnets: ['10.0.0.0/8'],
              port: 443,
              source: curl,
              gateways: [mesh],
            },
          ],
        },
      ),
    ],
    tcp: [
      TcpRoute.split(
        { to: reviews, percent: 50 },
        { to: reviews, percent: 50 },
        {
          when: [
            {
              destinationSubnets: ['::1/128'],
              port: 443,
              source: curl,
              sourceSubnet: '10.1.2.3',
              gateways: [mesh],
            },
          ],
        },
      ),
    ],
  });
  const versions = new DestinationRule(scope, 'subsets', {
    host: reviews,
    subsets: { v1: { version: 'v1' } },
  });
  const v1 = versions.subset('v1');
  new VirtualService(scope, 'subset-routes', {
    hosts: ['bookinfo.example.com'],
    http: [
      HttpRoute.to(v1, { mirrors: [{ to: v1 }], when: [{ port: 80 }] }),
      HttpRoute.to(v1, { mirrors: [{ to: v1 }, { to: v1 }] }),
    ],
    tls: [TlsRoute.to(v1, { when: [{ sniHosts: ['bookinfo.example.com'] }] })],
    tcp: [TcpRoute.to(v1)],
  });
}

function rules(scope: Construct): void {
  policies.forEach((policy, index) => {
    const trafficPolicy = { ...policy, portLevelSettings: [{ ...policy, port: 9080 }] } as const;
    new DestinationRule(scope, `rule-${index}`, {
      host: reviews,
      exportTo: { namespaces: ['demo'] },
      workload: curl,
      trafficPolicy,
      subsets: { v1: Subset.labelled({ version: 'v1' }, { trafficPolicy }) },
    });
  });
  const trafficPolicy = {
    tunnel: { targetHost: 'proxy.example.com', targetPort: 3128, protocol: 'POST' },
    proxyProtocol: 'V1',
    retryBudget: { percent: 25, minRetryConcurrency: 5 },
  } as const;
  const subsets = {
    v1: Subset.labelled({ version: 'v1' }, { trafficPolicy }),
    v2: Subset.labelled({ version: 'v2' }, { trafficPolicy: { proxyProtocol: 'V2' } }),
  };
  new DestinationRule(scope, 'whole-service', { host: reviews, trafficPolicy, subsets });
  new DestinationRule(scope, 'proxy-protocol', { host: reviews, trafficPolicy: { proxyProtocol: 'V2' } });
}

const warmup = { duration: Duration.minutes(1), minimumPercent: 5, aggression: 1.5 };
const verification = { sni: 'a.example.com', subjectAltNames: ['a.example.com'], caCrl: '/crl.pem' } as const;

const policies: readonly AtLeastOne<PortPolicies>[] = [
  {
    loadBalancer: LoadBalancer.roundRobin({
      warmup,
      locality: Locality.distribute({ from: 'a/*', to: { 'a/*': 80, 'b/*': 20 } }),
    }),
    connectionPool: {
      tcp: {
        maxConnections: 10,
        connectTimeout: Duration.millis(30),
        idleTimeout: Duration.hours(1),
        maxConnectionDuration: Duration.hours(2),
        keepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 },
      },
      http: {
        http1MaxPendingRequests: 1,
        http2MaxRequests: 2,
        maxRequestsPerConnection: 3,
        maxRetries: 4,
        maxConcurrentStreams: 5,
        idleTimeout: Duration.minutes(5),
        h2Upgrade: 'always',
        useClientProtocol: true,
      },
    },
    outlierDetection: {
      consecutive5xxErrors: 1,
      consecutiveGatewayErrors: 2,
      consecutiveLocalOriginFailures: 3,
      splitExternalLocalOriginErrors: true,
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.minutes(3),
      maxEjectionPercent: 100,
      minHealthPercent: 50,
    },
    tls: ClientTls.mutual(
      { kind: 'files', certificate: '/tls.crt', privateKey: '/tls.key', caCertificates: '/ca.crt' },
      { ...verification, insecureSkipVerify: true },
    ),
  },
  {
    loadBalancer: LoadBalancer.leastRequest({ locality: Locality.failover({ from: 'a', to: 'b' }) }),
    tls: ClientTls.simple({ trust: { kind: 'secret', name: 'ca' } }),
    connectionPool: { http: { h2Upgrade: 'never' } },
  },
  {
    loadBalancer: LoadBalancer.random({ locality: Locality.failoverPriority('topology.istio.io/network') }),
    tls: ClientTls.disabled,
    connectionPool: { http: { h2Upgrade: 'default' } },
  },
  { loadBalancer: LoadBalancer.passthrough({ locality: Locality.disabled }), tls: ClientTls.istioMutual() },
  {
    loadBalancer: LoadBalancer.consistentHash({
      by: HashKey.cookie('user', { ttl: Duration.hours(1), path: '/', attributes: { SameSite: 'Lax' } }),
      algorithm: { kind: 'maglev', tableSize: 65537 },
    }),
  },
  {
    loadBalancer: LoadBalancer.consistentHash({
      by: HashKey.header('x-user'),
      algorithm: { kind: 'ring-hash', minimumRingSize: 1024 },
    }),
  },
  { loadBalancer: LoadBalancer.consistentHash({ by: HashKey.queryParameter('user') }) },
  { loadBalancer: LoadBalancer.consistentHash({ by: HashKey.sourceIp }) },
  { loadBalancer: LoadBalancer.default({ locality: Locality.enabled }) },
];
