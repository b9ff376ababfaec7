import * as install from '../../lib/install';
import { MeshService } from '../../lib/istio';
import { IstioRelease } from '../../lib/release/istio-release';
import type { Call } from './call';

export const release = IstioRelease.latest;
const collector = MeshService.named('collector.observability.svc.cluster.local', { ports: { grpc: 4317 } });
const provider = { name: 'otel', service: collector, port: 4317 } as const;
const gateway = {
  namespace: 'edge',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  service: 'NodePort',
  serviceAnnotations: { 'example.com/internal': 'true' },
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
  replicas: { min: 1, max: 3, cpuPercent: 70 },
} as const;
export const installation = {
  release,
  profile: 'demo',
  revision: 'canary',
  images: { hub: 'example.com/istio', tag: '1.30.3', variant: 'distroless' },
  platform: 'k3d',
  mesh: {
    accessLog: install.AccessLog.json({ path: '/log', fields: { a: '%PROTOCOL%' } }),
    providers: [
      install.TracingProvider.opentelemetry({ ...provider, httpPath: '/v1/traces', maxTagLength: 9 }),
      install.TracingProvider.zipkin({ ...provider, name: 'zipkin', use64BitTraceIds: true }),
      install.TracingProvider.skywalking({ ...provider, name: 'skywalking', accessToken: 'token' }),
      install.AccessLogProvider.opentelemetry({ ...provider, name: 'logs' }),
    ],
    defaultTracing: [install.TracingProvider.zipkin({ ...provider, name: 'default' })],
    outboundTraffic: 'registry-only',
    mtls: { automatic: true, minimumVersion: '1.3' },
    trustDomain: 'example.org',
    proxy: {
      startsFirst: true,
      metadata: { A: 'b' },
      zipkin: { service: collector, port: 4317 },
      extra: { a: 1 },
    },
    extra: { a: { b: [1] } },
  },
  settings: { trustDomain: 'example.org', clusterDomain: 'k8s.lab', rootNamespace: 'istio-system' },
  traceSampling: 5,
  proxyResources: { requests: { cpu: '10m' } },
  controlPlane: { resources: { limits: { memory: '1Gi' } }, replicas: 2 },
} as const;
const byIstioctl = {
  ...installation,
  gateways: { ingress: { edge: { ...gateway, k8s: { env: [] } } }, egress: { out: gateway } },
  values: { istiod: { env: { A: 'b' } } },
  operator: { tag: '1.30.3' },
} as const;
const byHelm = {
  ...installation,
  gateways: { ingress: { edge: { ...gateway, values: { kind: 'DaemonSet' } } }, egress: { out: gateway } },
  values: { ztunnel: { logLevel: 'debug' } },
} as const;
const istioctl = install.MeshInstallation.istioctl(byIstioctl);
export const helm = install.MeshInstallation.helm(byHelm);

/** What Helm and istioctl are given of an installation, and how it comes about. */
export const installCalls: readonly Call[] = [
  [
    'MeshInstallation.istioctl',
    (options) => install.istioOperator(install.MeshInstallation.istioctl(options)),
    byIstioctl,
  ],
  [
    'MeshInstallation.helm',
    (options) => install.helmReleases(install.MeshInstallation.helm(options)),
    byHelm,
  ],
  ['istioOperator', install.istioOperator, istioctl],
  ['helmReleases', install.helmReleases, helm],
  ['installationFolders', install.installationFolders, 'install', istioctl, helm],
  [
    'demoInstallation',
    install.demoInstallation as Call[1],
    release,
    install.IngressGateway.helm(),
    installation.images,
    installation.settings,
  ],
  [
    'IngressGateway.istioctl',
    install.IngressGateway.istioctl,
    { profile: 'demo', namespace: 'istio-system' },
  ],
  ['IngressGateway.helm', install.IngressGateway.helm, { release: 'istio-edge', namespace: 'edge' }],
  [
    'IngressGateway.labelled',
    install.IngressGateway.labelled,
    { namespace: 'edge', service: 'edge', serviceAccount: 'edge', labels: { a: 'b' }, ports: gateway.ports },
  ],
  ['AccessLog.text', install.AccessLog.text, { path: '/log', format: '%PROTOCOL%' }],
  ['AccessLog.json', install.AccessLog.json, { path: '/log', fields: { a: '%PROTOCOL%' } }],
  ['AccessLogProvider.opentelemetry', install.AccessLogProvider.opentelemetry, provider],
  ['TracingProvider.opentelemetry', install.TracingProvider.opentelemetry, provider],
  ['TracingProvider.zipkin', install.TracingProvider.zipkin, provider],
  ['TracingProvider.skywalking', install.TracingProvider.skywalking, provider],
];
