import {
  applicationsMadeBy,
  argoApplication,
  deletionStages,
  endSyncs,
  projectOf,
} from '../../../lib/cli/clean-up/argo-applications';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { fakeKubectl } from '../fake-kubectl';

interface Given {
  readonly wave?: string;
  readonly makes?: readonly object[];
  readonly phase?: string;
  readonly deletionTimestamp?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
}

function application(name: string, given: Given = {}): KubernetesObject & { readonly spec: object } {
  const { wave, makes, phase, deletionTimestamp, apiVersion, kind } = given;
  return {
    apiVersion: apiVersion ?? 'argoproj.io/v1alpha1',
    kind: kind ?? 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      annotations: wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': wave },
      ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    },
    spec: { project: 'istio-101' },
    ...(makes !== undefined || phase !== undefined
      ? { status: { resources: makes, operationState: { phase } } }
      : {}),
  };
}

const child = { group: 'argoproj.io', kind: 'Application', name: 'istiod', namespace: 'argocd' };

describe('the order of deletion', () => {
  const namesOf = (...objects: KubernetesObject[]) =>
    deletionStages(objects).map((stage) => stage.map(({ metadata }) => metadata.name));

  it('is what makes Applications, then Applications from the last wave to the first, then all else', () => {
    expect(
      namesOf(
        application('project', { kind: 'AppProject' }),
        application('istio-base'),
        application('istiod', { wave: '1' }),
        application('bookinfo', { wave: '10' }),
        application('addons', { wave: '10' }),
        application('before', { wave: '-1' }),
        application('istio-101', { makes: [child] }),
        application('pod', { kind: 'Pod', apiVersion: 'v1' }),
      ),
    ).toEqual([
      ['istio-101'],
      ['bookinfo', 'addons'],
      ['istiod'],
      ['istio-base'],
      ['before'],
      ['project', 'pod'],
    ]);
  });

  it('knows only Applications of Argo CD', () => {
    const ofSig = { apiVersion: 'app.k8s.io/v1beta1' };
    const makesOfSig = application('a', { makes: [{ ...child, group: 'app.k8s.io' }] });
    expect(namesOf(application('b', { ...ofSig, makes: [child] }), makesOfSig)).toEqual([['a'], ['b']]);
    expect(applicationsMadeBy(makesOfSig)).toEqual([]);
    expect(applicationsMadeBy(application('c', { makes: [{ ...child, kind: 'AppProject' }] }))).toEqual([]);
    expect([projectOf(application('b')), projectOf(application('b', ofSig))]).toEqual([
      'istio-101',
      undefined,
    ]);
  });
});

it('finds the Applications that one makes, in its own namespace where they name none', () => {
  const { namespace: _, ...without } = child;
  const made = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };
  expect(applicationsMadeBy(application('istio-101', { makes: [child, { ...without, name: 'b' }] }))).toEqual(
    [
      { ...made, metadata: { name: 'istiod', namespace: 'argocd' } },
      { ...made, metadata: { name: 'b', namespace: 'argocd' } },
    ],
  );
  expect(applicationsMadeBy(application('istio-101'))).toEqual([]);
  const ofItsKind = application('a', { kind: 'AppProject', makes: [{ ...child, kind: 'AppProject' }] });
  expect(applicationsMadeBy(ofItsKind)).toEqual([]);
});

describe('the syncs of Applications that are being deleted', () => {
  const going = { phase: 'Running', deletionTimestamp: 'now' };
  const forbidden = 'Error from server (Forbidden): applications "istiod" is forbidden: no patch';

  it('are ended, and no others', async () => {
    const kubectl = fakeKubectl({ patch: '' });
    const refused = await endSyncs(kubectl, [
      application('istiod', going),
      application('stays', { phase: 'Running' }),
      application('done', { ...going, phase: 'Succeeded' }),
      application('never', { deletionTimestamp: 'now' }),
      application('project', { ...going, kind: 'AppProject' }),
    ]);
    expect(refused.size).toBe(0);
    expect(kubectl.calls.map(({ args }) => args)).toEqual([
      'patch applications.argoproj.io/istiod -n argocd --type=merge -p {"status":{"operationState":{"phase":"Terminating"}}}',
    ]);
  });

  it('may be gone meanwhile', async () => {
    const failed = 'Error from server (NotFound): applications.argoproj.io "istiod" not found';
    expect(await endSyncs(fakeKubectl({ patch: { failed } }), [application('istiod', going)])).toEqual(
      new Map(),
    );
  });

  it('reports what the cluster says where it refuses', async () => {
    const refused = await endSyncs(fakeKubectl({ patch: { failed: forbidden } }), [
      application('istiod', going),
    ]);
    expect([...refused]).toEqual([
      ['Application.argoproj.io argocd/istiod', 'applications "istiod" is forbidden: no patch'],
    ]);
  });
});

it('reads the Application of an object from what tracks it', () => {
  const tracked = (id: string) => {
    const object = application('a');
    const annotations = { 'argocd.argoproj.io/tracking-id': id };
    return argoApplication({ ...object, metadata: { ...object.metadata, annotations } });
  };
  expect(tracked('bookinfo:apps/Deployment:demo/reviews-v1')).toEqual({ name: 'bookinfo' });
  expect(tracked('team-a_bookinfo:apps/Deployment:demo/a')).toEqual({
    namespace: 'team-a',
    name: 'bookinfo',
  });
  expect(argoApplication(application('a'))).toBeUndefined();
});
