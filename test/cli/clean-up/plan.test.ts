import { type CleanUpPlan, type Permission, planCleanUp } from '../../../lib/cli/clean-up/plan';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { contentsOf } from '../contents';
import type { FakeKubectl } from '../fake-kubectl';
import { check, cluster, folders, labels, live, namespace, pod, routes } from './demo-cluster';

/** Deletes what is ours without a doubt. */
const strict: Permission = { deleteForeign: false, unlabelled: () => false };

const summary = ({ doomed, kept, absent, applications }: CleanUpPlan) => ({
  doomed: doomed.map(({ file, live: { kind } }) => `${file} ${kind}`),
  kept: kept.map(({ live: { kind }, why, ours }) => `${kind} ${why}${ours ? ' (ours)' : ''}`),
  absent,
  applications,
});

describe('the plan of a clean-up', () => {
  it('deletes the last applied first, and the namespace when it holds nothing else', async () => {
    const objects = [check, routes, pod, namespace].map((object) => live(object));
    const contents = contentsOf(
      { kind: 'Pod', name: 'curl', uid: 'uid-Pod' },
      { kind: 'ServiceAccount', name: 'default', uid: 'uid-a' },
    );
    expect(summary(await planCleanUp(cluster(objects, contents), folders, strict))).toEqual({
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
    expect(summary(await planCleanUp(kubectl, withArgo, strict)).absent).toBe(5);
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
    expect(summary(await planCleanUp(cluster([live(pod)]), folders, strict)).doomed).toEqual([
      'dist/20.yaml Pod',
    ]);
  });

  it('keeps a namespace that holds what is foreign, and names that', async () => {
    const many = contentsOf(
      ...Array.from({ length: 12 }, (_, index) => ({
        kind: 'ConfigMap',
        name: `c${index}`,
        uid: `uid-${index}`,
      })),
    );
    const plan = await planCleanUp(cluster([live(namespace)], many), folders, strict);
    expect(summary(plan).kept).toEqual([
      'Namespace holds what is not of dist/: configmap/c0, configmap/c1, configmap/c2, configmap/c3, configmap/c4, configmap/c5, configmap/c6, configmap/c7, configmap/c8, configmap/c9 and 2 more (ours)',
    ]);
  });

  it('keeps a namespace that it can not look into', async () => {
    const contents = { failed: 'Error from server (Forbidden): secrets is forbidden' };
    const plan = await planCleanUp(cluster([live(namespace)], contents), folders, strict);
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
    expect(summary(await planCleanUp(cluster([there]), folders, strict)).kept).toEqual([
      'Namespace was there before (made by kubectl-create)',
    ]);
  });

  it('keeps what only shares a name, unless told otherwise', async () => {
    const helm = live(pod, { 'meta.helm.sh/release-name': 'tools' });
    expect(summary(await planCleanUp(cluster([helm]), folders, strict))).toMatchObject({
      doomed: [],
      kept: ['Pod belongs to the Helm release tools'],
      absent: 3,
    });
    expect(
      summary(await planCleanUp(cluster([helm]), folders, { ...strict, deleteForeign: true })),
    ).toMatchObject({
      doomed: ['dist/20.yaml Pod'],
      kept: [],
    });
  });

  it('keeps what does not carry our label, and with it the namespace, until it is told to delete that', async () => {
    const bare: KubernetesObject = { ...live(pod), metadata: { ...live(pod).metadata, labels: {} } };
    const contents = contentsOf({ kind: 'Pod', name: 'curl', uid: 'uid-Pod' });
    const there = () => cluster([bare, live(namespace)], contents);
    expect(summary(await planCleanUp(there(), folders, strict))).toMatchObject({
      doomed: [],
      kept: [
        'Pod does not carry the label cdk8s-istio/project=istio-101 of dist/',
        'Namespace holds what is not of dist/: pod/curl (ours)',
      ],
    });
    const permission = { ...strict, unlabelled: ({ kind }: KubernetesObject) => kind === 'Pod' };
    expect(summary(await planCleanUp(there(), folders, permission))).toMatchObject({
      doomed: ['dist/20.yaml Pod', 'dist/10.yaml Namespace'],
      kept: [],
    });
  });

  it('keeps what belongs to others though it does not carry our label and that is allowed', async () => {
    const helm = live(pod, { 'meta.helm.sh/release-name': 'tools' });
    const bare = { ...helm, metadata: { ...helm.metadata, labels: {} } };
    const permission = { ...strict, unlabelled: () => true };
    expect(summary(await planCleanUp(cluster([bare]), folders, permission)).kept).toEqual([
      'Pod belongs to the Helm release tools',
    ]);
    const foreign = { ...strict, deleteForeign: true };
    expect(summary(await planCleanUp(cluster([bare]), folders, foreign)).kept).toEqual([
      'Pod does not carry the label cdk8s-istio/project=istio-101 of dist/',
    ]);
  });

  it('keeps what Kubernetes would take something foreign away with', async () => {
    const contents = contentsOf(
      { kind: 'Pod', name: 'curl', uid: 'uid-Pod' },
      { kind: 'PersistentVolumeClaim', name: 'data', uid: 'c', owners: 'uid-Pod ' },
    );
    expect(
      summary(await planCleanUp(cluster([live(pod), live(namespace)], contents), folders, strict)),
    ).toMatchObject({
      doomed: [],
      kept: [
        'Pod with it would go what is not of dist/: persistentvolumeclaim/data (ours)',
        'Namespace holds what is not of dist/: persistentvolumeclaim/data (ours)',
      ],
    });
  });

  it('looks where kubectl puts an object whose file names no namespace, or names one for what has none', async () => {
    const placed = (kind: string, name: string, namespace?: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind,
      metadata: { name, labels, ...(namespace !== undefined && { namespace }) },
    });
    const written = [placed('Pod', 'curl'), placed('Namespace', 'demo', 'demo')];
    const odd = [{ folder: 'dist', manifests: written.map((object) => ({ file: 'a.yaml', object })) }];
    const kubectl = cluster([live(placed('Pod', 'curl', 'default')), live(namespace)]);
    const plan = await planCleanUp(kubectl, odd, strict);
    expect([summary(plan).doomed, plan.absent]).toEqual([['a.yaml Namespace', 'a.yaml Pod'], 0]);
  });

  it('rejects an answer that does not tell of each object whether it is there', async () => {
    const silent: FakeKubectl = {
      ...cluster([]),
      run: async (args, input) =>
        args[1] === '-f' ? { code: 0, stdout: '{"items":[]}', stderr: '' } : cluster([]).run(args, input),
    };
    await expect(planCleanUp(silent, folders, strict)).rejects.toThrow(
      'did not tell of every object whether it is there, got nothing of job/check -n demo',
    );
  });

  it('names the Argo CD applications that would bring objects back', async () => {
    const tracked = live(pod, { 'argocd.argoproj.io/tracking-id': 'bookinfo:/Pod:demo/curl' });
    const theirs = live(check, { 'argocd.argoproj.io/tracking-id': 'team-a_checks:batch/Job:demo/check' });
    const plan = await planCleanUp(cluster([tracked, theirs]), folders, strict);
    expect(plan.applications).toEqual([{ name: 'bookinfo' }, { namespace: 'team-a', name: 'checks' }]);
  });

  it('takes Applications of Argo CD before their project, and names those of another namespace that stay', async () => {
    const argo = (kind: string, name: string): KubernetesObject => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: { name, namespace: 'argocd', labels },
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
    const kubectl = cluster(objects, contentsOf(), ['argoproj.io/v1alpha1', 'AppProject', 'Application']);
    const { doomed, applications } = await planCleanUp(kubectl, withArgo, strict);
    expect(doomed.map(({ live: { kind } }) => kind)).toEqual(['Application', 'AppProject', 'Job', 'Pod']);
    expect(applications).toEqual([{ namespace: 'team-a', name: 'checks' }]);
  });
});
