import { foreignness, labelsToTakeBack, madeBefore } from '../../../lib/cli/clean-up/ownership';
import type { KubernetesObject, ManagedFields, ObjectMeta } from '../../../lib/kubernetes/identity';

const lastApplied = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };

function deployment(metadata: Partial<ObjectMeta> = {}, replicas = 1): KubernetesObject & { spec: object } {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'grafana', namespace: 'istio-system', ...metadata },
    spec: { replicas, template: { spec: { containers: [{ name: 'grafana', image: 'grafana:1' }] } } },
  };
}

function running(
  object: KubernetesObject & { spec: object },
  containers: readonly object[],
): KubernetesObject {
  const spec = { ...object.spec, template: { spec: { containers } } };
  return { ...object, ...{ spec } };
}

function namespace(
  managedFields: readonly ManagedFields[],
  labels: Record<string, string> = {},
): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', labels, managedFields } };
}

/** What the API server notes when `manager` sets these labels. */
function sets(manager: string, labels: readonly string[], operation = 'Update'): ManagedFields {
  const fields = Object.fromEntries(labels.map((label) => [`f:${label}`, {}]));
  return { manager, operation, fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, ...fields } } } };
}

const name = 'kubernetes.io/metadata.name';
const wanted = namespace([], { 'istio-injection': 'enabled' });

describe('what is ours', () => {
  it.each([
    ['was applied by kubectl', { annotations: lastApplied }],
    [
      'was applied by Argo CD',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'addons:apps/Deployment:a/b' } },
    ],
    ['was applied on the server', { managedFields: [{ manager: 'kubectl', operation: 'Apply' }] }],
  ])('%s, whatever it holds now', (_, metadata) => {
    expect(foreignness(deployment(metadata, 7), deployment())).toBeUndefined();
  });

  it('holds all that dist/ says, however it was made', () => {
    const live = deployment({
      uid: '1',
      managedFields: [{ manager: 'kubectl-create', operation: 'Update' }],
    });
    const served = { ...live, status: { replicas: 1 }, spec: { ...live.spec, revisionHistoryLimit: 10 } };
    expect(foreignness(served, deployment())).toBeUndefined();
  });

  it('may have got a sidecar beside its own containers', () => {
    const live = deployment();
    const containers = [{ name: 'istio-proxy' }, { name: 'grafana', image: 'grafana:1', resources: {} }];
    expect(foreignness(running(live, containers), live)).toBeUndefined();
  });

  it('may be read in another version than it is written in', () => {
    expect(foreignness({ ...deployment(), apiVersion: 'apps/v1beta1' }, deployment())).toBeUndefined();
  });
});

describe('what is not ours', () => {
  it('belongs to a Helm release, even where that applies on the server', () => {
    const live = deployment({
      annotations: { 'meta.helm.sh/release-name': 'monitoring', ...lastApplied },
      managedFields: [{ manager: 'helm', operation: 'Apply' }],
    });
    expect(foreignness(live, deployment())).toBe('belongs to the Helm release monitoring');
  });

  it('belongs to another project of Argo CD', () => {
    const application = (project: string): KubernetesObject & { spec: object } => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'bookinfo', namespace: 'argocd', annotations: lastApplied },
      spec: { project },
    });
    expect(foreignness(application('other-team'), application('istio-101'))).toBe(
      'belongs to the Argo CD project other-team',
    );
    expect(foreignness(application('istio-101'), application('istio-101'))).toBeUndefined();
  });

  it('was never applied and holds something else', () => {
    const live = deployment({ managedFields: [{ manager: 'terraform', operation: 'Update' }] }, 2);
    expect(foreignness(live, deployment())).toBe(
      'was not applied from dist/ and is another (made by terraform)',
    );
    expect(foreignness(deployment({}, 2), deployment())).toBe('was not applied from dist/ and is another');
  });

  it('has another container of the same name', () => {
    const live = deployment();
    const containers = [{ name: 'grafana', image: 'other:1' }];
    expect(foreignness(running(live, containers), live)).toBe('was not applied from dist/ and is another');
  });

  it('has more in a list without names', () => {
    const rule = { apiVersion: 'v1', kind: 'Role', metadata: { name: 'a' }, rules: [{ verbs: ['get'] }] };
    const live = { ...rule, rules: [{ verbs: ['get', 'list'] }] };
    expect(foreignness(live, rule)).toBe('was not applied from dist/ and is another');
  });

  it('has another list', () => {
    const live = deployment();
    const more = { ...live, spec: { ...live.spec, template: { spec: { containers: [] } } } };
    expect(foreignness(more, deployment())).toBe('was not applied from dist/ and is another');
  });

  it('has only its status applied on the server', () => {
    const live = deployment(
      { managedFields: [{ manager: 'a', operation: 'Apply', subresource: 'status' }] },
      2,
    );
    expect(foreignness(live, deployment())).toBe('was not applied from dist/ and is another');
  });
});

describe('a namespace', () => {
  it.each([
    ['by kubectl apply', [sets('kubectl-client-side-apply', [name, 'istio-injection'])]],
    [
      'by Argo CD',
      [sets('argocd-controller', [name]), sets('argocd-controller', ['istio-injection'], 'Apply')],
    ],
    ['by kubectl apply --server-side', [sets('kubectl', ['istio-injection'], 'Apply')]],
    ['by kubectl create from our file', [sets('kubectl-create', [name, 'istio-injection'])]],
    [
      'by applying, and labelled by someone later',
      [sets('kubectl-client-side-apply', [name, 'istio-injection']), sets('kubectl-label', ['team'])],
    ],
  ])('is ours when it was made %s', (_, managedFields) => {
    expect(madeBefore(namespace(managedFields), wanted)).toBeUndefined();
  });

  it('was there before when someone else made it', () => {
    const live = namespace([
      sets('kubectl-client-side-apply', ['istio-injection']),
      sets('kubectl-create', [name]),
    ]);
    expect(madeBefore(live, wanted)).toBe('kubectl-create');
  });

  it('was there before when it was made without a label that tells our file from others', () => {
    expect(madeBefore(namespace([sets('kubectl-create', [name])]), namespace([]))).toBe('kubectl-create');
  });

  it('gives back only the labels that nobody else has set', () => {
    const labels = { 'istio-injection': 'enabled' };
    const applied = sets('kubectl-client-side-apply', ['istio-injection']);
    const label = sets('kubectl-label', ['istio-injection']);
    expect(labelsToTakeBack(namespace([applied], labels), wanted)).toEqual(['istio-injection']);
    expect(labelsToTakeBack(namespace([applied, label], labels), wanted)).toEqual([]);
    expect(labelsToTakeBack(namespace([label], labels), wanted)).toEqual([]);
    expect(labelsToTakeBack(namespace([], labels), wanted)).toEqual([]);
    expect(labelsToTakeBack(namespace([applied], { 'istio-injection': 'disabled' }), wanted)).toEqual([]);
  });
});
