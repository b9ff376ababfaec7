import { carryOut } from '../../../lib/cli/clean-up/deletion';
import type { CleanUpPlan } from '../../../lib/cli/clean-up/plan';
import type { KubernetesObject } from '../../../lib/cli/identity';
import { fakeKubectl } from '../fake-kubectl';

const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'curl', namespace: 'demo', uid: 'uid-pod' },
};
const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'demo', uid: 'uid-demo' },
};

function plan(...objects: KubernetesObject[]): CleanUpPlan {
  return { doomed: objects.map((live) => ({ file: 'a.yaml', live })), kept: [], absent: 0, applications: [] };
}

const changed = (object: KubernetesObject, metadata: object, more: object = {}) => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
  ...more,
});

describe('carrying out a clean-up', () => {
  it('deletes by name, in the order of the plan, and waits until all is gone', async () => {
    const kubectl = fakeKubectl({ delete: '', 'get -f -': [{ items: [pod, namespace] }, namespace, ''] });
    const waits: string[] = [];
    const remains = await carryOut(kubectl, plan(pod, namespace), 10_000, (left) =>
      waits.push(left.map(({ kind }) => kind).join(' ')),
    );
    expect([remains, waits]).toEqual([[], ['Pod Namespace', 'Namespace']]);
    const [first] = kubectl.calls;
    expect(first?.args).toBe('delete --ignore-not-found --wait=false -f -');
    expect(JSON.parse(first?.input ?? '').items).toEqual([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'curl', namespace: 'demo' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } },
    ]);
  }, 15_000);

  it('deletes nothing where the plan has nothing', async () => {
    const kubectl = fakeKubectl({});
    expect(await carryOut(kubectl, plan(), 100, () => undefined)).toEqual([]);
    expect(kubectl.calls).toEqual([]);
  });

  describe('of Argo CD', () => {
    const application = (name: string, ...managed: string[]) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: 'argocd', uid: `uid-${name}` },
      status: { resources: managed.map((kind) => ({ kind })), operationState: { phase: 'Succeeded' } },
    });
    const root = application('istio-101', 'Application');
    const istiod = application('istiod', 'Deployment');
    const namesOf = (input: string | undefined) =>
      JSON.parse(input ?? '').items.map(({ metadata }: KubernetesObject) => metadata.name);

    it('deletes what makes Applications first, and the rest when that is gone', async () => {
      const kubectl = fakeKubectl({ delete: '', 'get -f -': [{ items: [istiod, root, pod] }, pod, ''] });
      expect(await carryOut(kubectl, plan(istiod, root, pod), 10_000, () => undefined)).toEqual([]);
      const deleted = kubectl.calls.filter(({ args }) => args.startsWith('delete'));
      expect(deleted.map(({ input }) => namesOf(input))).toEqual([
        ['istio-101'],
        ['istiod', 'istio-101', 'curl'],
      ]);
    }, 15_000);

    it('ends the syncs of Applications that are being deleted, and no others', async () => {
      const syncing = { status: { operationState: { phase: 'Running' } } };
      const going = changed(istiod, { deletionTimestamp: 'now' }, syncing);
      const staying = changed(application('bookinfo'), {}, syncing);
      const kubectl = fakeKubectl({
        delete: '',
        'get -f -': [{ items: [going, staying, changed(root, { deletionTimestamp: 'now' })] }, ''],
        patch: { failed: 'Error from server (NotFound): applications.argoproj.io "istiod" not found' },
      });
      expect(await carryOut(kubectl, plan(istiod, application('bookinfo')), 10_000, () => undefined)).toEqual(
        [],
      );
      expect(kubectl.calls.filter(({ args }) => args.startsWith('patch')).map(({ args }) => args)).toEqual([
        'patch applications.argoproj.io istiod -n argocd --type=merge -p {"status":{"operationState":{"phase":"Terminating"}}}',
      ]);
    }, 15_000);
  });

  it('takes its labels off a namespace that stays', async () => {
    const kubectl = fakeKubectl({ label: '', annotate: '' });
    const kept = [
      { live: namespace, why: 'was there before', ours: false, takeBack: ['istio-injection', 'team'] },
    ];
    await carryOut(kubectl, { ...plan(), kept }, 100, () => undefined);
    expect(kubectl.calls.map(({ args }) => args)).toEqual([
      'label namespace demo istio-injection- team-',
      'annotate namespace demo kubectl.kubernetes.io/last-applied-configuration-',
    ]);
  });

  it.each([
    [changed(pod, { deletionTimestamp: 'now' }), 'is being deleted'],
    [
      changed(pod, { deletionTimestamp: 'now', finalizers: ['example.com/backup'] }),
      'is being deleted and waits for example.com/backup',
    ],
    [changed(pod, { uid: 'another' }), 'was deleted, and something made it again'],
    [pod, 'was not deleted'],
    [
      changed(
        namespace,
        { deletionTimestamp: 'now' },
        {
          status: {
            conditions: [
              { status: 'True', message: 'Some content remains' },
              { status: 'False', message: 'x' },
            ],
          },
        },
      ),
      'is being deleted; Some content remains',
    ],
    [changed(namespace, { deletionTimestamp: 'now' }), 'is being deleted; Kubernetes has not finished yet'],
  ])('reports what is left after the limit: %#', async (object, why) => {
    const kubectl = fakeKubectl({ delete: '', 'get -f -': object });
    const remains = await carryOut(kubectl, plan(pod, namespace), 0, () => undefined);
    expect(remains).toEqual([{ object, why }]);
  });

  it('rejects where the cluster refuses', async () => {
    const kubectl = fakeKubectl({
      delete: { failed: 'Error from server (Forbidden): pods "curl" is forbidden' },
    });
    await expect(carryOut(kubectl, plan(pod), 100, () => undefined)).rejects.toThrow(
      'context fake: the cluster refuses, got \'pods "curl" is forbidden\'',
    );
  });
});
