import { type CleanUpPlan, planCleanUp } from '../../../lib/cli/clean-up/plan';
import type { ManifestFolder } from '../../../lib/cli/manifests';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { type FakeKubectl, fakeKubectl, type Said } from '../fake-kubectl';

const applied = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'curl', namespace: 'demo' },
};
const routes: KubernetesObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'bookinfo', namespace: 'demo' },
};
const check: KubernetesObject = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'check', namespace: 'demo' },
};

const folders: ManifestFolder[] = [
  {
    folder: 'dist',
    manifests: [
      { file: 'dist/10.yaml', object: namespace },
      { file: 'dist/20.yaml', object: pod },
      { file: 'dist/30.yaml', object: routes },
    ],
  },
  { folder: 'dist/checks', manifests: [{ file: 'dist/checks/10.yaml', object: check }] },
];

function live(object: KubernetesObject, annotations: Record<string, string> = applied): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, uid: `uid-${object.kind}`, annotations } };
}

/** A cluster that has these objects, serves VirtualServices as v1beta1, and whose namespace holds these lines. */
function cluster(
  objects: readonly KubernetesObject[],
  contents: Said = '',
  [more, ...served]: readonly string[] = [],
): FakeKubectl {
  const version = (groupVersion: string) => ({
    name: groupVersion.split('/')[0],
    versions: [{ groupVersion }],
  });
  const kinds = (...names: string[]) => ({ resources: names.map((kind) => ({ name: kind, kind })) });
  return fakeKubectl({
    'get --raw /apis': {
      groups: ['batch/v1', 'networking.istio.io/v1beta1', ...(more === undefined ? [] : [more])].map(version),
    },
    ...(more !== undefined && { [`get --raw /apis/${more}`]: kinds(...served) }),
    'get --raw /api/v1': kinds('Namespace', 'Pod'),
    'get --raw /apis/batch/v1': kinds('Job'),
    'get --raw /apis/networking.istio.io/v1beta1': kinds('VirtualService'),
    'get -f -':
      objects.length === 1
        ? (objects[0] as KubernetesObject)
        : objects.length === 0
          ? ''
          : { items: objects },
    'api-resources': 'pods\n',
    '-n demo get pods,services': contents,
  });
}

const summary = ({ doomed, kept, absent, applications }: CleanUpPlan) => ({
  doomed: doomed.map(({ file, live: { kind } }) => `${file} ${kind}`),
  kept: kept.map(({ live: { kind }, why, ours }) => `${kind} ${why}${ours ? ' (ours)' : ''}`),
  absent,
  applications,
});

describe('the plan of a clean-up', () => {
  it('deletes the last applied first, and the namespace when it holds nothing else', async () => {
    const objects = [check, routes, pod, namespace].map((object) => live(object));
    const contents = 'v1\tPod\tcurl\tuid-Pod\t\t\nv1\tServiceAccount\tdefault\tuid-a\t\t\n';
    expect(summary(await planCleanUp(cluster(objects, contents), folders, false))).toEqual({
      doomed: [
        'dist/checks/10.yaml Job',
        'dist/30.yaml VirtualService',
        'dist/20.yaml Pod',
        'dist/10.yaml Namespace',
      ],
      kept: [],
      absent: 0,
      applications: [],
    });
  });

  it('asks for objects in the version that is served, and not for kinds that are not', async () => {
    const kubectl = cluster([]);
    const argo = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a', namespace: 'argocd' },
    };
    const withArgo = [
      ...folders,
      { folder: 'dist/argocd', manifests: [{ file: 'dist/argocd/a.yaml', object: argo }] },
    ];
    expect(summary(await planCleanUp(kubectl, withArgo, false)).absent).toBe(5);
    const asked = JSON.parse(kubectl.calls.find(({ args }) => args.startsWith('get -f -'))?.input ?? '');
    expect(asked.items).toEqual([
      { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'check', namespace: 'demo' } },
      {
        apiVersion: 'networking.istio.io/v1beta1',
        kind: 'VirtualService',
        metadata: { name: 'bookinfo', namespace: 'demo' },
      },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'curl', namespace: 'demo' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } },
    ]);
  });

  it('understands a single object as well as a list', async () => {
    expect(summary(await planCleanUp(cluster([live(pod)]), folders, false)).doomed).toEqual([
      'dist/20.yaml Pod',
    ]);
  });

  it('keeps a namespace that holds what is foreign, and names that', async () => {
    const many = Array.from(
      { length: 12 },
      (_, index) => `v1\tConfigMap\tc${index}\tuid-${index}\t\t\n`,
    ).join('');
    const plan = await planCleanUp(cluster([live(namespace)], many), folders, false);
    expect(summary(plan).kept).toEqual([
      'Namespace holds what is not of dist/: configmap/c0, configmap/c1, configmap/c2, configmap/c3, configmap/c4, configmap/c5, configmap/c6, configmap/c7, configmap/c8, configmap/c9 and 2 more (ours)',
    ]);
  });

  it('keeps a namespace that it can not look into', async () => {
    const contents = { failed: 'Error from server (Forbidden): secrets is forbidden' };
    const plan = await planCleanUp(cluster([live(namespace)], contents), folders, false);
    expect(summary(plan).kept).toEqual([
      'Namespace may hold more than can be seen: secrets is forbidden (ours)',
    ]);
  });

  it('keeps a namespace that was there before', async () => {
    const managedFields = [
      {
        manager: 'kubectl-create',
        operation: 'Update',
        fieldsV1: { 'f:metadata': { 'f:labels': { 'f:kubernetes.io/metadata.name': {} } } },
      },
    ];
    const before = live(namespace);
    const there = { ...before, metadata: { ...before.metadata, managedFields } };
    expect(summary(await planCleanUp(cluster([there]), folders, false)).kept).toEqual([
      'Namespace was there before (made by kubectl-create)',
    ]);
  });

  it('keeps what only shares a name, unless told otherwise', async () => {
    const helm = live(pod, { 'meta.helm.sh/release-name': 'tools' });
    expect(summary(await planCleanUp(cluster([helm]), folders, false))).toMatchObject({
      doomed: [],
      kept: ['Pod belongs to the Helm release tools'],
      absent: 3,
    });
    expect(summary(await planCleanUp(cluster([helm]), folders, true))).toMatchObject({
      doomed: ['dist/20.yaml Pod'],
      kept: [],
    });
  });

  it('names the Argo CD applications that would bring objects back', async () => {
    const tracked = live(pod, { 'argocd.argoproj.io/tracking-id': 'bookinfo:/Pod:demo/curl' });
    const theirs = live(check, { 'argocd.argoproj.io/tracking-id': 'team-a_checks:batch/Job:demo/check' });
    const plan = await planCleanUp(cluster([tracked, theirs]), folders, false);
    expect(plan.applications).toEqual([{ name: 'bookinfo' }, { namespace: 'team-a', name: 'checks' }]);
  });

  it('takes Applications of Argo CD before their project, and names those of another namespace that stay', async () => {
    const argo = (kind: string, name: string): KubernetesObject => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: { name, namespace: 'argocd' },
    });
    const [project, checks] = [argo('AppProject', 'guide'), argo('Application', 'checks')];
    const withArgo = [
      ...folders,
      {
        folder: 'dist/argocd/applications',
        manifests: [{ file: 'dist/argocd/applications/a.yaml', object: checks }],
      },
      { folder: 'dist/argocd', manifests: [{ file: 'dist/argocd/p.yaml', object: project }] },
    ];
    const tracked = (object: KubernetesObject, by: string) =>
      live(object, { 'argocd.argoproj.io/tracking-id': `${by}:x` });
    const objects = [tracked(check, 'team-a_checks'), tracked(pod, 'checks'), live(project), live(checks)];
    const kubectl = cluster(objects, '', ['argoproj.io/v1alpha1', 'AppProject', 'Application']);
    const { doomed, applications } = await planCleanUp(kubectl, withArgo, false);
    expect(doomed.map(({ live: { kind } }) => kind)).toEqual(['Application', 'AppProject', 'Job', 'Pod']);
    expect(applications).toEqual([{ namespace: 'team-a', name: 'checks' }]);
  });
});
