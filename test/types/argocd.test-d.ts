import type { Chart } from 'cdk8s';
import {
  ArgoApplication,
  ArgoDestination,
  ArgoProject,
  ArgoSource,
  type GitRepository,
  IgnoredDifference,
  type KindsByScope,
  Retry,
  SyncPolicy,
} from '../../lib/argocd';

declare const chart: Chart;
declare const repository: GitRepository;
declare const kinds: KindsByScope;

const destination = ArgoDestination.of('demo');
const dist = ArgoSource.directory({ repository, path: 'dist' });
const project = ArgoProject.named('mesh');
const base = new ArgoApplication(chart, 'base', { project, sources: [dist], destination });
const istio = {
  repository: 'https://charts.example.com',
  chart: 'istiod',
  version: '1.30.3',
  release: 'istiod',
};

// What is meant to be written.
new ArgoApplication(chart, 'istiod', {
  project,
  sources: [dist, ArgoSource.helm(istio)],
  destination,
  after: [base],
});
SyncPolicy.automated({
  prune: true,
  selfHeal: true,
  createNamespace: { labels: { team: 'mesh' } },
  retry: Retry.times(5),
});
ArgoDestination.of('demo', { name: 'prod' });

// @ts-expect-error a project is an object and not a name
new ArgoApplication(chart, 'a', { project: 'mesh', sources: [dist], destination });

// @ts-expect-error an Application has at least one source
new ArgoApplication(chart, 'a', { project, sources: [], destination });

// @ts-expect-error what comes before is an object and not a name or a wave
new ArgoApplication(chart, 'a', { project, sources: [dist], destination, after: ['base'] });

// @ts-expect-error a destination is made by ArgoDestination.of, which looks at the name
new ArgoApplication(chart, 'a', { project, sources: [dist], destination: { namespace: 'demo' } });

// @ts-expect-error there is no such way to delete
new ArgoApplication(chart, 'a', { project, sources: [dist], destination, deletion: 'orphan' });

// @ts-expect-error a directory lies in a repository, not at an address
ArgoSource.directory({ repository: 'https://github.com/acme/mesh.git', path: 'dist' });

// @ts-expect-error a chart is pinned
ArgoSource.helm({ repository: 'https://charts.example.com', chart: 'istiod', release: 'istiod' });

// @ts-expect-error only an automatic sync prunes by itself
SyncPolicy.manual({ prune: true });

// @ts-expect-error objects are written in one way, not in two
SyncPolicy.automated({ serverSideApply: true, replace: true });

// @ts-expect-error how often is a number; unlimited retries are Retry.unlimited()
Retry.times('unlimited');

// @ts-expect-error a cluster is named, or found by the address of its API server
ArgoDestination.of('demo', 'prod');

// @ts-expect-error a project permits sources and destinations, at least one of each
new ArgoProject(chart, 'p', { description: '', sources: [], destinations: [destination], kinds });

const webhooks = { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' };
IgnoredDifference.of(webhooks, { expressions: ['.webhooks[]?.clientConfig.caBundle'] });

// @ts-expect-error some field is named
IgnoredDifference.of(webhooks, {});

// @ts-expect-error a JSON pointer begins with a slash
IgnoredDifference.of(webhooks, { pointers: ['webhooks/0/failurePolicy'] });

// @ts-expect-error a jq path begins with a dot
IgnoredDifference.of(webhooks, { expressions: ['webhooks[].failurePolicy'] });
