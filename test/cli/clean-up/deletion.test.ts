import { carryOut } from '../../../lib/cli/clean-up/deletion';
import type { CleanUpPlan } from '../../../lib/cli/clean-up/plan';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
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
  });

  it('deletes nothing where the plan has nothing', async () => {
    const kubectl = fakeKubectl({});
    expect(await carryOut(kubectl, plan(), 100, () => undefined)).toEqual([]);
    expect(kubectl.calls).toEqual([]);
  });

  describe('of Argo CD', () => {
    const application = (name: string, wave: string, makes: readonly string[] = []) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name,
        namespace: 'argocd',
        uid: `uid-${name}`,
        annotations: { 'argocd.argoproj.io/sync-wave': wave },
      },
      status: {
        resources: makes.map((made) => ({ group: 'argoproj.io', kind: 'Application', name: made })),
        operationState: { phase: 'Succeeded' },
      },
    });
    const root = application('istio-101', '0', ['istiod', 'istio-cni']);
    const base = application('istio-base', '0');
    const istiod = application('istiod', '1');
    const cni = application('istio-cni', '1');
    /** The calls in their order: what is deleted, and what is asked for. */
    const callsOf = (kubectl: ReturnType<typeof fakeKubectl>) =>
      kubectl.calls
        .filter(({ args }) => !args.startsWith('patch'))
        .map(({ args, input }) => {
          const names = JSON.parse(input ?? '').items.map(({ metadata }: KubernetesObject) => metadata.name);
          return `${args.split(' ')[0]} ${names.join(' ')}`;
        });
    const going = (object: KubernetesObject, more: object = {}) =>
      changed(object, { deletionTimestamp: 'now', finalizers: ['resources-finalizer.argocd'] }, more);

    it('deletes what makes Applications first, and the rest when that is gone', async () => {
      const answers = [{ items: [going(root), istiod, base, pod] }, { items: [base, pod] }, pod, ''];
      const kubectl = fakeKubectl({ delete: '', 'get -f -': answers });
      expect(await carryOut(kubectl, plan(istiod, root, base, pod), 10_000, () => undefined)).toEqual([]);
      const asked = 'get istiod istio-101 istio-base curl istio-cni';
      expect(callsOf(kubectl)).toEqual([
        'delete istio-101',
        asked,
        asked,
        // Argo CD has taken istiod away with it.
        'delete istio-base',
        asked,
        'delete curl',
        asked,
      ]);
    });

    it('deletes Applications that none makes wave by wave', async () => {
      const kubectl = fakeKubectl({ delete: '', 'get -f -': [{ items: [base, pod] }, pod, ''] });
      expect(await carryOut(kubectl, plan(base, istiod, cni, pod), 10_000, () => undefined)).toEqual([]);
      expect(callsOf(kubectl).filter((call) => call.startsWith('delete'))).toEqual([
        'delete istiod istio-cni',
        'delete istio-base',
        'delete curl',
      ]);
    });

    it('does not delete what somebody has made anew while Applications went', async () => {
      const anew = changed(pod, { uid: 'another' });
      const kubectl = fakeKubectl({ delete: '', 'get -f -': [{ items: [anew] }] });
      expect(await carryOut(kubectl, plan(base, pod), 10_000, () => undefined)).toEqual([
        { object: anew, why: 'was deleted, and something made it again' },
      ]);
      expect(callsOf(kubectl).filter((call) => call.startsWith('delete'))).toEqual(['delete istio-base']);
    });

    it('ends syncs, also of an Application that dist/ does not have any more, and names what it could not', async () => {
      const syncing = { status: { operationState: { phase: 'Running' } } };
      const left = [going(root), going(cni, syncing), istiod];
      const failed = 'Error from server (Forbidden): no patch';
      const kubectl = fakeKubectl({ delete: '', 'get -f -': { items: left }, patch: { failed } });
      const remains = await carryOut(kubectl, plan(istiod, root), 0, () => undefined);
      expect(remains.map(({ object, why }) => [object.metadata.name, why])).toEqual([
        ['istio-101', 'is being deleted and waits for resources-finalizer.argocd'],
        ['istio-cni', 'is being deleted; its sync still runs and was not to be ended: no patch'],
        ['istiod', 'was not deleted'],
      ]);
      const patches = kubectl.calls.map(({ args }) => args).filter((args) => args.startsWith('patch'));
      expect([...new Set(patches.map((args) => args.split(' ')[1]))]).toEqual([
        'applications.argoproj.io/istio-cni',
      ]);
    });
  });

  it('takes its labels off a namespace that stays', async () => {
    const kubectl = fakeKubectl({ label: '', annotate: '' });
    const kept = [
      {
        live: namespace,
        why: 'was there before',
        but: '--delete-foreign' as const,
        ours: false,
        takeBack: ['istio-injection', 'team'],
      },
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
