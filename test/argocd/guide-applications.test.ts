import { App, Testing } from 'cdk8s';
import { buildAddons } from '../../lib/addons/addons';
import type { FoundRepository } from '../../lib/argocd/find-repository';
import { GitRepository, unreachable } from '../../lib/argocd/git-repository';
import { type GuideApplicationsProps, guideApplications } from '../../lib/argocd/guide-applications';
import { SyncPolicy } from '../../lib/argocd/sync-policy';
import { buildGuide } from '../../lib/bookinfo/guide';
import { buildChecks } from '../../lib/checks/checks';
import { demoInstallation } from '../../lib/install/demo-installation';
import { helmReleases } from '../../lib/install/helm-release';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { KindsByScope, KubernetesKind } from '../../lib/kubernetes/kubernetes-kind';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const guide = buildGuide({ release, ingress: IngressGateway.istioctl() });
const folders = {
  guide: guide.app,
  addons: buildAddons({ release, dashboards: {} }).app,
  checks: buildChecks(guide),
};
const installation = demoInstallation(release).helm;
const address = 'https://github.com/acme/mesh.git';
const known = (more: { revision?: string; folder?: string } = {}): FoundRepository => ({
  kind: 'known',
  repository: GitRepository.of({ address, ...more }),
  from: 'ARGOCD_REPOSITORY',
});
const unknown: FoundRepository = { kind: 'unknown', reason: 'this is no Git clone' };

const files = (app: App) =>
  Object.fromEntries(app.charts.map((chart) => [chart.node.id, Testing.synth(chart)[0]]));
function build(props: Partial<GuideApplicationsProps> = {}) {
  const built = guideApplications({ repository: known(), installation, folders, ...props });
  return { top: files(built.argocd), children: files(built['argocd/applications']) };
}
const wave = (application: { metadata: { annotations?: Record<string, string> } }) =>
  Number(application.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
const hasEvery = (kinds: readonly KubernetesKind[], permitted: readonly KubernetesKind[]) =>
  kinds.filter(({ group, kind }) => !permitted.some((one) => one.group === group && one.kind === kind));

describe('dist/argocd', () => {
  test('holds the project and the Application that makes the others', () => {
    const { top } = build();
    expect(Object.keys(top)).toEqual(['10-project', '20-applications']);
    expect(top['20-applications']).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'istio-101',
        namespace: 'argocd',
        finalizers: ['resources-finalizer.argocd.argoproj.io/foreground'],
      },
      spec: {
        project: 'istio-101',
        source: { repoURL: address, path: 'dist/argocd/applications', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: -1, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '180s' } },
        },
      },
    });
  });

  test('permits the two sources and the three namespaces that are needed, one by one', () => {
    const { spec } = build().top['10-project'];
    expect(spec.sourceRepos).toEqual([address, release.charts.repository]);
    expect(spec.destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual([
      'argocd',
      'istio-system',
      'demo',
    ]);
    expect(new Set(spec.destinations.map(({ server }: { server: string }) => server))).toEqual(
      new Set(['https://kubernetes.default.svc']),
    );
  });

  test('permits the cluster-scoped kinds by name: namespaces, and what the charts of Istio and the add-ons install', () => {
    expect(build().top['10-project'].spec.clusterResourceWhitelist).toEqual([
      { group: '', kind: 'Namespace' },
      { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
      { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
      { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
    ]);
  });

  test('permits every kind that is rendered, and none that is not', () => {
    const { top, children } = build();
    const { clusterResourceWhitelist, namespaceResourceWhitelist } = top['10-project'].spec;
    const permitted: KubernetesKind[] = [...clusterResourceWhitelist, ...namespaceResourceWhitelist];
    const rendered = Object.values(folders).flatMap((app) =>
      app.charts.flatMap((chart) => Testing.synth(chart)),
    );
    const made = [...rendered, ...Object.values(children)].map(KubernetesKind.of);
    expect(hasEvery(made, permitted)).toEqual([]);
    const byCharts = hasEvery(permitted, made).map(({ kind }) => kind);
    // These come from Istio's charts alone; test/argocd/istio-charts.test.ts compares them with what istioctl renders.
    expect(byCharts).toEqual([
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
      'CustomResourceDefinition',
      'Role',
      'RoleBinding',
    ]);
  });

  test('leaves no object of dist/ without a namespace to go to', () => {
    const { top } = build();
    const permitted = top['10-project'].spec.destinations.map(
      ({ namespace }: { namespace: string }) => namespace,
    );
    const objects = Object.values(folders).flatMap((app) =>
      app.charts.flatMap((chart) => Testing.synth(chart)),
    );
    const { cluster } = KindsByScope.of(objects.map(KubernetesKind.of));
    const namespaced = objects.filter((object) => hasEvery([KubernetesKind.of(object)], cluster).length > 0);
    expect(namespaced.filter(({ metadata }) => !permitted.includes(metadata.namespace))).toEqual([]);
  });
});

describe('dist/argocd/applications', () => {
  test('holds one file an Application, numbered by wave', () => {
    const { children } = build();
    expect(
      Object.entries(children).map(([file, object]) => [file, object.metadata.name, wave(object)]),
    ).toEqual([
      ['10-istio-base', 'istio-base', 0],
      ['20-istiod', 'istiod', 1],
      ['30-istio-ingressgateway', 'istio-ingressgateway', 2],
      ['30-istio-egressgateway', 'istio-egressgateway', 2],
      ['30-bookinfo', 'bookinfo', 2],
      ['30-istio-addons', 'istio-addons', 2],
    ]);
  });

  test("installs Istio's charts with the values of the installation, each pinned", () => {
    const { children } = build();
    for (const { name, chart, version, repository, namespace, values } of helmReleases(installation)) {
      const { spec } = Object.values(children).find((object) => object.metadata.name === name);
      expect(spec.source).toEqual({
        repoURL: repository,
        chart,
        targetRevision: version,
        helm: { releaseName: name, valuesObject: values },
      });
      expect(spec.destination.namespace).toBe(namespace);
    }
    expect(release.charts.version).toBe('1.30.3');
  });

  test('applies the charts by the server, makes their namespace, and leaves to istiod what it writes', () => {
    const { children } = build();
    const shared = ['CreateNamespace=true', 'ServerSideApply=true'];
    const options = (file: string) => children[file].spec.syncPolicy.syncOptions;
    expect(options('10-istio-base')).toEqual([...shared, 'RespectIgnoreDifferences=true']);
    expect(options('20-istiod')).toEqual([...shared, 'RespectIgnoreDifferences=true']);
    expect(options('30-istio-ingressgateway')).toEqual(shared);
    expect(options('30-istio-addons')).toEqual(['ServerSideApply=true']);
    expect(options('30-bookinfo')).toBeUndefined();
    expect(children['20-istiod'].spec.ignoreDifferences.map(({ kind }: { kind: string }) => kind)).toEqual([
      'ValidatingWebhookConfiguration',
      'MutatingWebhookConfiguration',
    ]);
  });

  test('takes Bookinfo and its checks as one, so that the checks run after each sync of Bookinfo', () => {
    const { spec } = build().children['30-bookinfo'];
    expect(spec.sources).toEqual([
      { repoURL: address, path: 'dist', targetRevision: 'HEAD' },
      { repoURL: address, path: 'dist/checks', targetRevision: 'HEAD' },
    ]);
    expect(spec.destination.namespace).toBe('demo');
    const jobs = folders.checks.charts.flatMap((chart) => Testing.synth(chart));
    expect(jobs.map(({ kind, metadata }) => [kind, metadata.annotations['argocd.argoproj.io/hook']])).toEqual(
      [['Job', 'PostSync']],
    );
  });

  test('says nothing that Argo CD would take out again, and be out of sync for ever', () => {
    const { top, children } = build();
    const empty = JSON.stringify([top['20-applications'], children]).match(
      /"(directory|kustomize|helm|plugin|syncPolicy|syncOptions|ignoreDifferences)":(\{\}|\[\]|\{"recurse":false\})/g,
    );
    expect(empty).toBeNull();
  });

  test('takes the revision and the folder of the project from the repository', () => {
    const { top, children } = build({ repository: known({ revision: 'v1.2.0', folder: 'meshes/demo' }) });
    const own = [top['20-applications'].spec.source, ...children['30-bookinfo'].spec.sources];
    expect(own.map(({ path, targetRevision }) => [path, targetRevision])).toEqual([
      ['meshes/demo/dist/argocd/applications', 'v1.2.0'],
      ['meshes/demo/dist', 'v1.2.0'],
      ['meshes/demo/dist/checks', 'v1.2.0'],
    ]);
  });

  test('asks the plugin for the folders of dist/ where dist/ is not committed', () => {
    const { top, children } = build({ manifests: 'plugin' });
    const plugin = (folders: string) => ({
      repoURL: address,
      path: '.',
      targetRevision: 'HEAD',
      plugin: { name: 'cdk8s-istio', env: [{ name: 'FOLDERS', value: folders }] },
    });
    expect(top['20-applications'].spec.source).toEqual(plugin('argocd/applications'));
    expect(children['30-bookinfo'].spec.source).toEqual(plugin('. checks'));
    expect(children['30-istio-addons'].spec.source).toEqual(plugin('addons'));
  });

  test('has no Application for a folder that holds nothing', () => {
    const { children } = build({ folders: { ...folders, addons: new App(), checks: new App() } });
    expect(Object.keys(children)).not.toContain('30-istio-addons');
    expect(children['30-bookinfo'].spec.source.path).toBe('dist');
    expect(Object.keys(build({ folders: { ...folders, guide: new App() } }).children)).not.toContain(
      '30-bookinfo',
    );
  });

  test('is synced as it is told', () => {
    const { top, children } = build({ syncPolicy: SyncPolicy.manual });
    const policies = [...Object.values(children), top['20-applications']].map(({ spec }) => spec.syncPolicy);
    expect(policies.filter(({ automated }) => automated !== undefined)).toEqual([]);
    // What makes the others never gives up.
    expect(policies.map(({ retry }) => retry.limit)).toEqual([5, 5, 5, 5, 5, 5, -1]);
  });

  test('rejects two gateways of one name in an installation made by hand', () => {
    const made = MeshInstallation.helm({ release, profile: 'minimal', gateways: { ingress: { web: {} } } });
    const ingress = { ...made.ingress, again: { ...made.ingress.web, namespace: 'b' } };
    expect(() => build({ installation: { ...made, ingress } })).toThrow(
      "guideApplications: installation: two gateways have one name, and an Application is named after each, got 'web'; name one of them differently, whatever its namespace is",
    );
  });

  test('puts the CNI agent and ztunnel between the control plane and what they serve', () => {
    const ambient = MeshInstallation.helm({ release, profile: 'ambient' });
    const { children } = build({ installation: ambient });
    expect(Object.keys(children)).toEqual([
      '10-istio-base',
      '20-istiod',
      '30-istio-cni',
      '40-ztunnel',
      '50-bookinfo',
      '50-istio-addons',
    ]);
  });
});

describe('without the address of the repository', () => {
  test('all is described as with one, and a word that is no address stands in its place', () => {
    const without = JSON.stringify(build({ repository: unknown }));
    const address = 'ARGOCD_REPOSITORY-is-not-set';
    expect(unreachable(address)).toBe('it is no address on a network');
    const named = { kind: 'git-repository', address, revision: 'HEAD', folder: '' } as const;
    expect(without).toBe(
      JSON.stringify(build({ repository: { kind: 'known', repository: named, from: 'here' } })),
    );
    expect(JSON.parse(without).top['10-project'].spec.sourceRepos).toEqual([
      address,
      release.charts.repository,
    ]);
  });
});
