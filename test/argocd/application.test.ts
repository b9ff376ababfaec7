import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ArgoApplication, type ArgoApplicationProps } from '../../lib/argocd/application';
import { ArgoDestination } from '../../lib/argocd/destination';
import { GitRepository } from '../../lib/argocd/git-repository';
import { IgnoredDifference } from '../../lib/argocd/ignored-difference';
import { ArgoProject } from '../../lib/argocd/project';
import { ArgoSource } from '../../lib/argocd/source';
import { SyncPolicy } from '../../lib/argocd/sync-policy';

const address = 'https://github.com/acme/mesh.git';
const repository = GitRepository.of({ address });
const demo = ArgoDestination.of('demo');
const kinds = {
  cluster: [{ group: '', kind: 'Namespace' }],
  namespaced: [{ group: 'apps', kind: 'Deployment' }],
};

let chart: Chart;
beforeEach(() => {
  chart = new Chart(new App(), 'argocd', { namespace: 'argocd', disableResourceNameHashes: true });
});

function project(): ArgoProject {
  return new ArgoProject(chart, 'mesh', {
    description: 'The mesh',
    sources: [address],
    destinations: [demo],
    kinds,
  });
}

const dist = ArgoSource.directory({ repository, path: 'dist' });
const props = (more: Partial<ArgoApplicationProps> = {}): ArgoApplicationProps => ({
  project: ArgoProject.named('mesh'),
  sources: [dist],
  destination: demo,
  ...more,
});

describe('ArgoProject', () => {
  test('lists what it permits, kind by kind', () => {
    project();
    expect(Testing.synth(chart)).toEqual([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: {
          name: 'mesh',
          namespace: 'argocd',
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          description: 'The mesh',
          sourceRepos: [address],
          destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'demo' }],
          clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
          namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
        },
      },
    ]);
  });

  test('says that it permits no cluster-scoped kind, where it permits none', () => {
    const only = { ...kinds, cluster: [] };
    new ArgoProject(chart, 'mesh', {
      description: '',
      sources: [address],
      destinations: [demo],
      kinds: only,
    });
    expect(Testing.synth(chart)[0].spec.clusterResourceWhitelist).toEqual([]);
  });

  test('rejects a pattern as a source', () => {
    const sources = ['https://github.com/acme/*'] as const;
    expect(
      () => new ArgoProject(chart, 'mesh', { description: '', sources, destinations: [demo], kinds }),
    ).toThrow(
      "argocd/mesh: sources[0]: a project names its sources one by one, got 'https://github.com/acme/*'",
    );
  });

  test('rejects having no namespaced kind', () => {
    const none = { cluster: [], namespaced: [] };
    expect(
      () =>
        new ArgoProject(chart, 'mesh', {
          description: '',
          sources: [address],
          destinations: [demo],
          kinds: none,
        }),
    ).toThrow('a project permits at least one kind that lies in a namespace');
  });
});

describe('ArgoApplication', () => {
  test('deletes its objects before it goes, and is synced by hand, by default', () => {
    new ArgoApplication(chart, 'bookinfo', props({ project: project() }));
    expect(Testing.synth(chart)[1]).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'bookinfo',
        namespace: 'argocd',
        finalizers: ['resources-finalizer.argocd.argoproj.io/foreground'],
      },
      spec: {
        project: 'mesh',
        source: { repoURL: address, path: 'dist', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'demo' },
      },
    });
  });

  test('puts several sources together', () => {
    const checks = ArgoSource.directory({ repository, path: 'dist/checks' });
    new ArgoApplication(chart, 'bookinfo', props({ sources: [dist, checks] }));
    expect(Testing.synth(chart)[0].spec.sources).toEqual([
      { repoURL: address, path: 'dist', targetRevision: 'HEAD' },
      { repoURL: address, path: 'dist/checks', targetRevision: 'HEAD' },
    ]);
    expect(Testing.synth(chart)[0].spec.source).toBeUndefined();
  });

  test('comes in the wave after the last of those that it needs', () => {
    const base = new ArgoApplication(chart, 'base', props());
    const istiod = new ArgoApplication(chart, 'istiod', props({ after: [base] }));
    const bookinfo = new ArgoApplication(chart, 'bookinfo', props({ after: [base, istiod] }));
    expect([base, istiod, bookinfo].map(({ wave }) => wave)).toEqual([0, 1, 2]);
    expect(Testing.synth(chart).map(({ metadata }) => metadata.annotations)).toEqual([
      undefined,
      { 'argocd.argoproj.io/sync-wave': '1' },
      { 'argocd.argoproj.io/sync-wave': '2' },
    ]);
  });

  test('neither compares nor writes back what it leaves to others', () => {
    const webhooks = IgnoredDifference.of(
      { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
      { expressions: ['.webhooks[]?.clientConfig.caBundle'] },
    );
    const replicas = IgnoredDifference.of(
      { group: '', kind: 'Service', name: 'istiod', namespace: 'istio-system' },
      { pointers: ['/spec/clusterIP'], managers: ['kube-controller-manager'] },
    );
    new ArgoApplication(
      chart,
      'istiod',
      props({ ignoreDifferences: [webhooks, replicas], syncPolicy: SyncPolicy.automated({ prune: true }) }),
    );
    const { spec } = Testing.synth(chart)[0];
    expect(spec.ignoreDifferences).toEqual([
      {
        group: 'admissionregistration.k8s.io',
        kind: 'MutatingWebhookConfiguration',
        jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
      },
      {
        kind: 'Service',
        name: 'istiod',
        namespace: 'istio-system',
        jsonPointers: ['/spec/clusterIP'],
        managedFieldsManagers: ['kube-controller-manager'],
      },
    ]);
    expect(spec.syncPolicy).toEqual({
      automated: { prune: true },
      syncOptions: ['RespectIgnoreDifferences=true'],
    });
  });

  test('says what becomes of its objects beside finalizers, labels and annotations of its own', () => {
    const metadata = {
      finalizers: ['example.com/mine'],
      annotations: { note: 'kept' },
      labels: { team: 'mesh' },
    };
    new ArgoApplication(chart, 'a', props({ deletion: 'delete-in-background', metadata }));
    new ArgoApplication(chart, 'b', props({ deletion: 'keep' }));
    expect(Testing.synth(chart).map((object) => object.metadata)).toEqual([
      {
        name: 'a',
        namespace: 'argocd',
        labels: { team: 'mesh' },
        annotations: { note: 'kept' },
        finalizers: ['example.com/mine', 'resources-finalizer.argocd.argoproj.io/background'],
      },
      { name: 'b', namespace: 'argocd' },
    ]);
  });

  test('can be patched where a field is not offered', () => {
    const application = new ArgoApplication(chart, 'bookinfo', props());
    application.object.addJsonPatch(JsonPatch.add('/spec/revisionHistoryLimit', 3));
    expect(Testing.synth(chart)[0].spec.revisionHistoryLimit).toBe(3);
  });

  test('rejects a source that its project does not permit', () => {
    const fork = ArgoSource.directory({
      repository: GitRepository.of({ address: 'https://github.com/acme/mash.git' }),
      path: 'dist',
    });
    expect(
      () => new ArgoApplication(chart, 'bookinfo', props({ project: project(), sources: [fork] })),
    ).toThrow(
      "argocd/bookinfo: the project 'mesh' does not permit the source, got 'https://github.com/acme/mash.git'; " +
        "did you mean 'https://github.com/acme/mesh.git'? known are 'https://github.com/acme/mesh.git'",
    );
  });

  test('rejects a destination that its project does not permit', () => {
    const destination = ArgoDestination.of('demos');
    expect(() => new ArgoApplication(chart, 'bookinfo', props({ project: project(), destination }))).toThrow(
      "argocd/bookinfo: the project 'mesh' does not permit the destination, got " +
        "{ server: 'https://kubernetes.default.svc', namespace: 'demos' }; did you mean 'demo'? known are 'demo'",
    );
  });
});
