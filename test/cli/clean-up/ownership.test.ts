import { foreignness, labelsToTakeBack, madeBefore, unlabelled } from '../../../lib/cli/clean-up/ownership';
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

const label = { 'cdk8s-istio/project': 'istio-101' };

describe('what is ours', () => {
  it('carries the label that dist/ gives it, whoever made it and whatever it holds now', () => {
    const live = deployment({ labels: { ...label, team: 'a' }, managedFields: [{ manager: 'flux' }] }, 7);
    expect(unlabelled(live, deployment({ labels: label }))).toBeUndefined();
    expect(foreignness(live, deployment({ labels: label }))).toBeUndefined();
  });
});

describe('what may be of others', () => {
  it.each([
    ['carries no label', {}],
    ['carries none, though it was applied', { annotations: lastApplied }],
    ['carries that of another app', { labels: { 'cdk8s-istio/project': 'shop' } }],
    ['carries another of ours', { labels: { 'app.kubernetes.io/part-of': 'istio-101' } }],
  ])('%s', (_, metadata) => {
    expect(unlabelled(deployment(metadata), deployment({ labels: label }))).toBe(
      'does not carry the label cdk8s-istio/project=istio-101 of dist/',
    );
  });

  it('says who made it, where that is known', () => {
    const managedFields = [
      { manager: 'kube-controller-manager', subresource: 'status' },
      { manager: 'terraform', operation: 'Update' },
    ];
    expect(unlabelled(deployment({ managedFields }), deployment({ labels: label }))).toBe(
      'does not carry the label cdk8s-istio/project=istio-101 of dist/ (made by terraform)',
    );
  });

  it('is all for which dist/ gives no label, also what carries one', () => {
    expect(unlabelled(deployment({ labels: label }), deployment())).toBe(
      'has no label cdk8s-istio/project in dist/, by which ours are known',
    );
  });
});

describe('what is not ours', () => {
  it('belongs to a Helm release', () => {
    const live = deployment({ annotations: { 'meta.helm.sh/release-name': 'monitoring', ...lastApplied } });
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
