import { App, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { AddonVariant, Grafana, Jaeger, Kiali, Prometheus, ScrapeJob, SecretKey } from '../../lib/addons';
import {
  ArgoApplication,
  ArgoDestination,
  ArgoProject,
  ArgoSource,
  GitRepository,
  IgnoredDifference,
  Retry,
  SyncPolicy,
} from '../../lib/argocd';
import { Bookinfo } from '../../lib/bookinfo/bookinfo';
import { BookinfoIngress } from '../../lib/bookinfo/bookinfo-ingress';
import { CurlPod } from '../../lib/bookinfo/curl-pod';
import { DemoNamespace } from '../../lib/bookinfo/demo-namespace';
import { PageCheck } from '../../lib/checks/page-check';
import { AccessLog, AccessLogProvider, IngressGateway, TracingProvider } from '../../lib/install';
import * as istio from '../../lib/istio';
import { MeshService, Workload } from '../../lib/istio';
import { IstioRelease } from '../../lib/release/istio-release';
import { Injection, MeshNamespace, Microservice } from '../../lib/workload';
import type { Subject } from './trial';

type Make = new (scope: Construct, id: string, props: never) => unknown;

/** A construct class as a subject. */
export function subject(name: string, Class: unknown, props: unknown): Subject {
  return { name, props, make: (scope, given) => new (Class as Make)(scope, 'fuzz', given) };
}

/** The constructs of the specimens, which set every field, with their properties. */
export function specimenSubjects(made: readonly (readonly [string, unknown, unknown])[]): Subject[] {
  return made.map(([name, Class, props]) => subject(name, Class, props));
}

export const workloadSubjects: readonly Subject[] = [
  subject('Microservice', Microservice, {
    name: 'reviews',
    ports: { http: 9080, 'grpc-admin': { port: 80, targetPort: 9081 }, api: { port: 81, protocol: 'http' } },
    versions: {
      v1: { image: 'example/reviews:1', replicas: 2 },
      v2: {
        image: 'example/reviews:2',
        container: { env: [{ name: 'A', value: 'b' }] },
        podLabels: { a: 'b' },
      },
    },
    replicas: 'autoscaled',
    podAnnotations: { 'example.com/a': 'b' },
    service: { labels: { a: 'b' }, annotations: { a: 'b' }, spec: { type: 'ClusterIP' } },
    serviceAccount: { name: 'bookinfo-reviews', labels: { a: 'b' }, annotations: { a: 'b' } },
  }),
  subject('MeshNamespace', MeshNamespace, {
    name: 'shop',
    injection: Injection.revision('canary'),
    labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
    annotations: { owner: 'mesh-team' },
  }),
];

const release = IstioRelease.latest;
const secret = (name: string) => SecretKey.of(name, 'key');
const storage = { size: '50Gi', storageClass: 'fast' };
const resources = { cpu: '100m', memory: '512Mi' };
const visitors = [Workload.labelled({ istio: 'ingressgateway' }, { namespace: 'istio-system' })];
const production = {
  kind: 'production',
  prometheus: { storage, resources, visitors, retention: Duration.days(15) },
  grafana: {
    admin: { user: secret('grafana-admin'), password: secret('grafana-admin') },
    secretKey: secret('grafana'),
    storage,
    resources,
    visitors,
  },
  jaeger: { storage, resources, retention: Duration.days(3) },
  kiali: { signingKey: secret('kiali'), grafanaToken: secret('grafana-token'), resources },
};
const address = 'https://example.com/addon';

/** The charts of the guide, the checks and the add-ons. */
export const chartSubjects: readonly Subject[] = [
  subject('CurlPod', CurlPod, { namespace: 'demo', image: 'example/curl:1', labels: { a: 'b' } }),
  subject('DemoNamespace', DemoNamespace, {
    namespace: 'demo',
    injection: Injection.enabled,
    labels: { a: 'b' },
  }),
  subject('Bookinfo', Bookinfo, { namespace: 'demo', sample: release.bookinfo, labels: { a: 'b' } }),
  subject('BookinfoIngress', BookinfoIngress, {
    bookinfo: new Bookinfo(new App(), 'bookinfo', { namespace: 'demo', sample: release.bookinfo }),
    ingress: IngressGateway.istioctl(),
    labels: { a: 'b' },
  }),
  subject('PageCheck', PageCheck, {
    namespace: 'demo',
    name: 'check',
    service: MeshService.named('a.demo.svc.cluster.local', { ports: { http: 9080 } }),
    path: '/productpage',
    title: 'Simple Bookstore App',
    image: 'example/curl:1',
    attempts: 3,
    labels: { a: 'b' },
  }),
  ...[AddonVariant.demo, production].flatMap((variant) => {
    const app = new App();
    const prometheus = new Prometheus(app, 'prometheus', { release, variant: variant as never });
    const grafana = new Grafana(app, 'grafana', { release, variant: variant as never, prometheus });
    const jaeger = new Jaeger(app, 'jaeger', { release, variant: variant as never });
    const common = { release, variant, namespace: 'istio-system', labels: { a: 'b' } };
    return [
      subject('Prometheus', Prometheus, {
        ...common,
        scrape: [
          ScrapeJob.itself,
          ScrapeJob.annotatedPods({ namespaces: ['demo'] }),
          ScrapeJob.addresses('node', { addresses: ['node-exporter.monitoring:9100'], path: '/metrics' }),
          ScrapeJob.asWritten('written', { static_configs: [] }),
        ],
        scrapeInterval: Duration.seconds(15),
        images: { prometheus: 'example/prometheus:v3.0.0', configReload: 'example/reload:v0.80.0' },
      }),
      subject('Grafana', Grafana, {
        ...common,
        prometheus,
        dashboards: {},
        address,
        image: 'example/grafana:12.0.1',
      }),
      subject('Jaeger', Jaeger, { ...common, sampling: 50, address, image: 'example/jaeger:2.14.0' }),
      subject('Kiali', Kiali, {
        ...common,
        prometheus,
        grafana,
        jaeger,
        asksIstiod: true,
        image: 'example/kiali:v2.0.0',
      }),
    ];
  }),
];

const repository = GitRepository.of({ address: 'https://github.com/acme/mesh.git' });
const destination = ArgoDestination.of('shop');

/** Argo CD's objects. */
export const argoSubjects: readonly Subject[] = [
  subject('ArgoProject', ArgoProject, {
    description: 'The shop',
    sources: [repository.address],
    destinations: [destination],
    kinds: { cluster: [], namespaced: [{ group: 'apps', kind: 'Deployment' }] },
    metadata: { labels: { a: 'b' } },
  }),
  subject('ArgoApplication', ArgoApplication, {
    project: ArgoProject.named('default'),
    sources: [
      ArgoSource.directory({ repository, path: 'dist' }),
      ArgoSource.helm({
        repository: 'https://charts.example.com',
        chart: 'istiod',
        version: '1.30.3',
        release: 'istiod',
        values: { a: 1 },
      }),
    ],
    destination,
    syncPolicy: SyncPolicy.automated({
      prune: true,
      retry: Retry.times(5),
      createNamespace: { labels: { a: 'b' } },
    }),
    ignoreDifferences: [IgnoredDifference.of({ group: '', kind: 'Secret' }, { pointers: ['/data'] })],
    deletion: 'keep',
    metadata: { annotations: { a: 'b' } },
  }),
];

type Factory = readonly [name: string, make: (...args: never[]) => unknown];

/** Every function that makes a value: those of lib/istio's index, and of the add-ons, Argo CD and installations. */
export const factories: readonly Factory[] = Object.entries({
  ...istio,
  ...{ AddonVariant, ScrapeJob, SecretKey },
  ...{ ArgoDestination, ArgoSource, GitRepository, IgnoredDifference, Retry, SyncPolicy },
  ...{ AccessLog, AccessLogProvider, IngressGateway, TracingProvider, Injection },
})
  // What sets up an app, or asks it, is no factory.
  .filter(([name]) => !['default', 'ApiVersions', 'MeshSettings'].includes(name))
  .flatMap(([name, value]) =>
    typeof value === 'function' && /^[a-z]/.test(name)
      ? [[name, value as Factory[1]] as const]
      : functionsOf(name, value as object),
  );

/** Static functions of a class, and functions of an object of factories; those that set up an app are none. */
function functionsOf(name: string, value: object): Factory[] {
  return Object.getOwnPropertyNames(value).flatMap((member): Factory[] => {
    const own = (value as Record<string, unknown>)[member];
    const isFactory =
      typeof own === 'function' &&
      !['prototype', 'use', 'of', 'ofRelease', 'checkFields', 'external'].includes(member);
    return isFactory ? [[`${name}.${member}`, own as Factory[1]]] : [];
  });
}
