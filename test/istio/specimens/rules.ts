import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type AtLeastOne,
  ClientCertificate,
  ClientTls,
  DestinationRule,
  HashKey,
  LoadBalancer,
  Locality,
  MeshService,
  type PortPolicies,
  Subset,
  Trust,
  Workload,
} from '../../../lib/istio';
import { pools } from './pools';

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const curl = Workload.labelled({ app: 'curl' }, { namespace: 'demo' });

/** DestinationRules with every part of a traffic policy. */
export function rules(scope: Construct): void {
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
    retryBudget: { percent: 25, minRetryConcurrency: 5, budgetInterval: Duration.seconds(10) },
  } as const;
  const subsets = {
    v1: Subset.labelled({ version: 'v1' }, { trafficPolicy }),
    v2: Subset.labelled({ version: 'v2' }, { trafficPolicy: { proxyProtocol: 'V1' } }),
    v3: Subset.labelled({ version: 'v3' }, { trafficPolicy: { proxyProtocol: 'V2' } }),
  };
  new DestinationRule(scope, 'whole-service', { host: reviews, trafficPolicy, subsets });
  for (const proxyProtocol of ['V1', 'V2'] as const) {
    const id = `proxy-protocol-${proxyProtocol.toLowerCase()}`;
    new DestinationRule(scope, id, { host: reviews, trafficPolicy: { proxyProtocol } });
  }
}

const warmup = { duration: Duration.minutes(1), minimumPercent: 5, aggression: 1.5 };
const subjectAltNames = ['a.example.com'] as const;
const outlierDetection = { interval: Duration.seconds(1) };

const policies: readonly AtLeastOne<PortPolicies>[] = [
  {
    loadBalancer: LoadBalancer.roundRobin({
      warmup,
      locality: Locality.distribute({ from: 'a/*', to: { 'a/*': 80, 'b/*': 20 } }),
    }),
    connectionPool: pools,
    outlierDetection: {
      consecutive5xxErrors: 1,
      consecutiveGatewayErrors: 2,
      localOriginFailures: { consecutive: 3 },
      outlierDetectionHttpErrorCodes: [429, 500],
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.minutes(3),
      maxEjectionPercent: 100,
      minHealthPercent: 50,
    },
    tls: ClientTls.mutual(
      ClientCertificate.files({
        certificate: '/tls.crt',
        privateKey: '/tls.key',
        trust: Trust.caCertificates('/ca.crt', { caCrl: '/crl.pem', subjectAltNames }),
      }),
      { sni: 'a.example.com' },
    ),
  },
  {
    loadBalancer: LoadBalancer.leastRequest({ locality: Locality.failover({ from: 'a', to: 'b' }) }),
    outlierDetection,
    tls: ClientTls.simple({ trust: Trust.secret('ca', { subjectAltNames }) }),
    connectionPool: { http: { h2Upgrade: 'never' } },
  },
  {
    loadBalancer: LoadBalancer.random({ locality: Locality.failoverPriority(['topology.istio.io/network']) }),
    outlierDetection,
    tls: ClientTls.disabled,
    connectionPool: { http: { h2Upgrade: 'default' } },
  },
  {
    tls: ClientTls.simple({ trust: Trust.insecureSkipVerify }),
    connectionPool: { http: { h2Upgrade: 'follow-client' } },
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
  { loadBalancer: LoadBalancer.default({ locality: Locality.enabled }), outlierDetection },
  {
    loadBalancer: LoadBalancer.leastRequest({
      locality: Locality.zoneAware({
        failover: [{ from: 'a', to: 'b' }],
        failoverPriority: ['topology.istio.io/network'],
        minClusterSize: 3,
      }),
    }),
    outlierDetection,
  },
];
