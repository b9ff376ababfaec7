import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type CipherSuite,
  DestinationRule,
  ExternalTls,
  ReadinessProbe,
  Resolution,
  ServerCredential,
  ServerTls,
  ServiceEntry,
  ServiceIdentity,
  Sidecar,
  Workload,
  WorkloadEntry,
  WorkloadGroup,
} from '../../../lib/istio';
import { pools } from './pools';

const serviceAccount = ServiceIdentity.named('db', { namespace: 'demo' });
const workload = Workload.labelled({ app: 'ratings' }, { namespace: 'demo' });
const parts = {
  ports: { mysql: 3307 },
  labels: { app: 'db' },
  network: 'network-1',
  locality: 'eu/west',
  weight: 2,
  serviceAccount,
} as const;

const credential = ServerCredential.files({ certificate: '/tls.crt', privateKey: '/tls.key' });
const clients = { caCertificates: '/ca.crt', caCrl: '/crl.pem', insecureSkipVerify: true } as const;

const cipherSuites: readonly [CipherSuite] = ['ECDHE-RSA-AES128-GCM-SHA256'];

/** Every TLS that a sidecar ends. */
const ended = [
  ServerTls.simple(credential, {
    minVersion: '1.0',
    maxVersion: '1.0',
    cipherSuites,
  }),
  ServerTls.simple(credential, { minVersion: '1.1', maxVersion: '1.1', cipherSuites }),
  ServerTls.simple(credential, { minVersion: '1.2', maxVersion: '1.2' }),
  ServerTls.mutual(credential, { clients, minVersion: '1.3', maxVersion: '1.3' }),
  ServerTls.optionalMutual(credential, { clients: { caCertificates: '/ca.crt' } }),
];

/** ServiceEntries with every resolution, machines and their groups, Sidecars with every kind of listener. */
export function entries(scope: Construct): void {
  const database = new ServiceEntry(scope, 'database', {
    hosts: ['db.example.com'],
    ports: { mysql: { port: 3306, targetPort: 3307 }, admin: { port: 8080, protocol: 'http' } },
    resolution: Resolution.static({ address: '10.0.0.7', ...parts }),
    location: 'mesh-internal',
    addresses: ['240.1.0.1'],
    subjectAltNames: ['spiffe://cluster.local/ns/demo/sa/db'],
    exportTo: { namespaces: ['demo'] },
  });
  const ports = { tls: 443 };
  new ServiceEntry(scope, 'wildcard', { hosts: ['*.example.net'], ports, resolution: Resolution.none });
  new ServiceEntry(scope, 'machines', {
    hosts: ['machines.example.com'],
    ports,
    resolution: Resolution.workloads(workload),
  });
  new ServiceEntry(scope, 'round-robin', {
    hosts: ['robin.example.com'],
    ports,
    resolution: Resolution.dns({ roundRobin: true }),
  });
  new ServiceEntry(scope, 'dynamic', {
    hosts: ['*.dynamic.example.com'],
    ports: { http: 80 },
    resolution: Resolution.dynamicDns,
  });
  ServiceEntry.external(scope, 'api.example.com', { tls: ExternalTls.originated() });
  new WorkloadEntry(scope, 'machine', { address: '10.0.0.8', ...parts });
  new WorkloadGroup(scope, 'http-group', {
    ...parts,
    entryLabels: { team: 'a' },
    entryAnnotations: { note: 'b' },
    readinessProbe: ReadinessProbe.http(8080, {
      path: '/ready',
      scheme: 'https',
      host: '127.0.0.1',
      headers: { 'x-probe': 'yes' },
      initialDelay: Duration.seconds(5),
      period: Duration.seconds(6),
      timeout: Duration.seconds(2),
      successThreshold: 1,
      failureThreshold: 4,
    }),
  });
  const labels = { app: 'group' };
  new WorkloadGroup(scope, 'tcp-group', {
    labels,
    readinessProbe: ReadinessProbe.tcp(8080, { host: '127.0.0.1' }),
  });
  new WorkloadGroup(scope, 'command-group', {
    labels,
    readinessProbe: ReadinessProbe.command(['/bin/true']),
  });
  const egress = new DestinationRule(scope, 'egress', { host: database, subsets: { v1: { version: 'v1' } } });
  new Sidecar(scope, 'sidecar', {
    workload,
    egress: [
      {
        hosts: [database],
        port: { number: 3306, protocol: 'mysql' },
        bind: '127.0.0.1',
        captureMode: 'none',
      },
      { hosts: ['every-namespace'], port: { number: 9000, protocol: 'tcp' }, captureMode: 'iptables' },
      {
        hosts: ['own-namespace', { namespace: 'istio-system' }, { namespace: 'shop', host: '*.example.com' }],
        captureMode: 'default',
      },
    ],
    ingress: [
      {
        port: { number: 9080, protocol: 'http', name: 'http-in' },
        bind: '0.0.0.0',
        captureMode: 'none',
        defaultEndpoint: '127.0.0.1:8080',
        connectionPool: pools,
      },
      {
        port: { number: 9081, protocol: 'https' },
        captureMode: 'iptables',
        defaultEndpoint: 'unix:///a.sock',
        connectionPool: { http: { h2Upgrade: 'never' } },
      },
      {
        port: { number: 9082, protocol: 'tcp' },
        captureMode: 'default',
        connectionPool: { http: { h2Upgrade: 'default' } },
      },
      { port: { number: 9083, protocol: 'tcp' }, connectionPool: { http: { h2Upgrade: 'follow-client' } } },
      ...ended.map((tls, index) => ({ port: { number: 9100 + index, protocol: 'tls' as const }, tls })),
    ],
    outboundTraffic: { egressProxy: egress.subset('v1', { port: 'admin' }) },
    inboundConnectionPool: pools,
  });
  for (const h2Upgrade of ['never', 'default', 'follow-client'] as const) {
    new Sidecar(scope, h2Upgrade, {
      outboundTraffic: 'allow-any',
      inboundConnectionPool: { http: { h2Upgrade } },
    });
  }
  new Sidecar(scope, 'closed', { egress: [{ hosts: ['nothing'] }], outboundTraffic: 'registry-only' });
}
