import { App, Chart, Duration } from 'cdk8s';
import * as addons from '../../lib/addons';
import { dashboards } from '../../lib/addons/dashboards';
import { Findings } from '../../lib/analysis/findings';
import * as argocd from '../../lib/argocd';
import { buildGuide } from '../../lib/bookinfo/guide';
import { buildChecks } from '../../lib/checks/checks';
import * as install from '../../lib/install';
import { ApiVersions, MeshService, MeshSettings, Workload } from '../../lib/istio';
import { KindsByScope, KubernetesKind } from '../../lib/kubernetes/kubernetes-kind';
import { ownedBy } from '../../lib/kubernetes/ownership-label';
import { IstioRelease } from '../../lib/release/istio-release';
import { Mesh } from '../../lib/routing';
import { Injection, Microservice, plusService, plusWorkload } from '../../lib/workload';
import type { Subject } from './trial';

type Call = readonly [name: string, call: (...args: never[]) => unknown, ...args: readonly unknown[]];

const release = IstioRelease.latest;
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
const installation = {
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
const helm = install.MeshInstallation.helm(byHelm);

/** What Helm and istioctl are given of an installation, and how it comes about. */
const installCalls: readonly Call[] = [
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

const storage = { size: '50Gi', storageClass: 'fast' };
const secret = addons.SecretKey.of('grafana', 'key');
const production = addons.AddonVariant.production({
  prometheus: { storage: { size: '50Gi' }, retention: Duration.days(15) },
  grafana: { admin: { user: secret, password: secret }, storage: { size: '1Gi' } },
  jaeger: { storage: { size: '1Gi' }, retention: Duration.days(3) },
  kiali: { signingKey: secret },
});

const addonCalls: readonly Call[] = [
  [
    'buildAddons',
    addons.buildAddons,
    {
      release,
      namespace: 'istio-system',
      dashboards: { 'a.json': '{}' },
      variant: production,
      labels: { a: 'b' },
      mesh: installation.settings,
    },
  ],
  ['dashboards', dashboards, release],
  ['Prometheus.at', addons.Prometheus.at, 'http://prometheus:9090', { scrapeInterval: Duration.seconds(30) }],
  ['MeshTracing.jaeger', addons.MeshTracing.jaeger, { release, namespace: 'istio-system' }],
  ['SecretKey.of', addons.SecretKey.of, 'grafana', 'password'],
  ['AddonVariant.production', addons.AddonVariant.production, { jaeger: { storage } }],
  ['ScrapeJob.annotatedPods', addons.ScrapeJob.annotatedPods, { namespaces: ['demo'] }],
  ['ScrapeJob.addresses', addons.ScrapeJob.addresses, 'node', { addresses: ['a:9100'], path: '/metrics' }],
  ['ScrapeJob.asWritten', addons.ScrapeJob.asWritten, 'own', { static_configs: [] }, { access: [] }],
];

const repository = argocd.GitRepository.of({ address: 'https://github.com/acme/mesh.git' });
const destination = argocd.ArgoDestination.of('shop');
const folders = { guide: new App(), addons: new App(), checks: new App() };
const waits = { first: Duration.seconds(5), factor: 2, longest: Duration.minutes(1) };
const kinds = [{ group: 'apps', kind: 'Deployment' }];

const guideApplications = {
  repository: { kind: 'known', repository, from: 'here' },
  manifests: 'plugin',
  installation: helm,
  folders,
  namespace: 'argocd',
  labels: { a: 'b' },
};

const argoCalls: readonly Call[] = [
  ['buildArgocd', argocd.buildArgocd, guideApplications],
  ['guideApplications', argocd.guideApplications, guideApplications],
  [
    'GitRepository.of',
    argocd.GitRepository.of,
    { address: repository.address, revision: 'main', folder: 'meshes' },
  ],
  ['GitRepository.path', argocd.GitRepository.path, repository, 'dist'],
  ['ArgoDestination.of', argocd.ArgoDestination.of, 'shop', { name: 'production' }],
  ['ArgoDestination.same', argocd.ArgoDestination.same, destination, destination],
  ['ArgoProject.named', argocd.ArgoProject.named, 'default'],
  ['Retry.times', argocd.Retry.times, 5, waits],
  ['Retry.unlimited', argocd.Retry.unlimited, waits],
  ['ArgoSource.directory', argocd.ArgoSource.directory, { repository, path: 'dist', subfolders: true }],
  [
    'ArgoSource.helm',
    argocd.ArgoSource.helm,
    { repository: 'oci://ghcr.io/acme', chart: 'a', version: '1.2.3', release: 'a', values: { a: 1 } },
  ],
  [
    'ArgoSource.plugin',
    argocd.ArgoSource.plugin,
    { repository, plugin: 'a', path: 'dist', environment: { A: 'b' } },
  ],
  [
    'ArgoSource.address',
    argocd.ArgoSource.address,
    argocd.ArgoSource.directory({ repository, path: 'dist', subfolders: true }),
  ],
  ['SyncPolicy.manual', argocd.SyncPolicy.manual, { apply: 'replace' }],
  ['SyncPolicy.automated', argocd.SyncPolicy.automated, { prune: true }],
  ['SyncWave.annotation', argocd.SyncWave.annotation, 1],
  ['SyncWave.subsetsBeforeRoutes', argocd.SyncWave.subsetsBeforeRoutes, new App()],
  ['IgnoredDifference.of', argocd.IgnoredDifference.of, kinds[0], { pointers: ['/data'] }],
  ['renderPlugin', argocd.renderPlugin, argocd.synthPlugin],
  ['renderSidecarPatch', argocd.renderSidecarPatch, argocd.synthPlugin, 'example/image:1'],
  ['KubernetesKind.of', KubernetesKind.of, { apiVersion: 'apps/v1', kind: 'Deployment' }],
  ['KindsByScope.of', KindsByScope.of, kinds],
  ['KindsByScope.union', KindsByScope.union, KindsByScope.of(kinds), KindsByScope.of(kinds)],
  ['KindsByScope.below', KindsByScope.below, [new App()]],
];

const guide = buildGuide({ release, ingress: install.IngressGateway.istioctl() });
const mesh = Mesh.of(guide.app);
const pods = new Chart(new App(), 'pods', { namespace: 'demo' });
const plus = (name: string, more: object) =>
  Object.assign(new Chart(pods, name, { namespace: 'demo' }), {
    name,
    metadata: { namespace: 'demo' },
    ...more,
  });
const deployment = plus('deployment', { matchLabels: { app: 'a' } });

/** The rest of what an app is put together with. */
const appCalls: readonly Call[] = [
  [
    'buildGuide',
    buildGuide,
    {
      release,
      ingress: install.IngressGateway.istioctl(),
      namespace: 'demo',
      injection: Injection.enabled,
      bookinfoRegistry: 'example.com/istio',
      labels: { a: 'b' },
      mesh: installation.settings,
    },
  ],
  ['buildChecks', buildChecks, { bookinfo: guide.bookinfo }, { labels: { a: 'b' } }],
  ['ownedBy', ownedBy, 'shop'],
  [
    'Mesh.of',
    Mesh.of,
    guide.app,
    { release, namespace: 'demo', complete: ['demo'], own: ['demo'], domain: 'k8s.lab' },
  ],
  [
    'Mesh.request',
    (spec, time) => mesh.request(spec, time),
    {
      method: 'POST',
      url: 'http://bookinfo.example/productpage',
      via: 'istio-system/istio-ingressgateway',
      headers: { a: 'b' },
      address: '10.0.0.1',
    },
    { at: 0 },
  ],
  [
    'Mesh.request',
    (spec) => mesh.request(spec),
    {
      url: 'http://reviews:9080/',
      from: 'demo/curl',
      port: 9080,
      identity: 'spiffe://cluster.local/ns/demo/sa/curl',
    },
  ],
  [
    'Mesh.request',
    (spec) => mesh.request(spec),
    { url: 'http://bookinfo.example/', via: install.IngressGateway.istioctl() },
  ],
  ['Mesh.reachability', (options) => mesh.reachability(options), { to: 'demo/ratings' }],
  ['IstioRelease.of', IstioRelease.of, '1.30'],
  ['IstioRelease.parse', IstioRelease.parse, '1.30.1', 'here'],
  ['MeshSettings.use', MeshSettings.use, new App(), { clusterDomain: 'k8s.lab' }],
  ['MeshSettings.over', MeshSettings.over, { clusterDomain: 'k8s.lab' }],
  ['MeshSettings.of', MeshSettings.of, new App()],
  ['ApiVersions.use', ApiVersions.use, new App(), release.apiVersions],
  ['ApiVersions.of', ApiVersions.of, new App(), 'Gateway'],
  ['Injection.revision', Injection.revision, 'canary'],
  ['plusWorkload', plusWorkload, deployment],
  ['plusService', plusService, plus('service', { ports: [{ name: 'http', port: 80 }] }), { v1: deployment }],
  ['Findings.of', Findings.of, new App(), { release, namespace: 'demo', complete: ['demo'] }],
  ['Findings.check', Findings.check, { release: '1.30', namespace: 'demo', complete: true }],
  [
    'Findings.ignore',
    Findings.ignore,
    new Microservice(pods, 'ignored', { name: 'a', ports: { http: 80 }, versions: { v1: { image: 'a' } } }),
    'deprecated-field',
    'because',
  ],
  ['Workload.labelled', Workload.labelled, { a: 'b' }, { namespace: 'demo' }],
];

/** Every function that makes no construct of lib/istio, with what it is called with. */
export const callSubjects: readonly Subject[] = [
  ...installCalls,
  ...addonCalls,
  ...argoCalls,
  ...appCalls,
].map(([name, call, ...args]) => ({
  name,
  props: args,
  make: (_, given) => {
    call(...((Array.isArray(given) ? given : [given]) as never[]));
  },
}));
