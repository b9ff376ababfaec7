import type { HelmRelease } from '../mesh/helm-release';
import { IstioRelease } from '../mesh/istio-release';
import { IgnoredDifference } from './ignored-difference';
import type { KubernetesKind } from './kubernetes-kind';

type IstioChart = HelmRelease['chart'];

const core = (...kinds: readonly string[]): KubernetesKind[] => inGroup('', ...kinds);
const inGroup = (group: string, ...kinds: readonly string[]): KubernetesKind[] =>
  kinds.map((kind) => ({ group, kind }));

const webhookGroup = 'admissionregistration.k8s.io';
const accessGroup = 'rbac.authorization.k8s.io';
const clusterAccess = inGroup(accessGroup, 'ClusterRole', 'ClusterRoleBinding');
const access = inGroup(accessGroup, 'Role', 'RoleBinding');
const scaling = [
  ...inGroup('autoscaling', 'HorizontalPodAutoscaler'),
  ...inGroup('policy', 'PodDisruptionBudget'),
];

/** The kinds of the objects that each chart installs whatever its values. */
const always: Readonly<Record<IstioChart, readonly KubernetesKind[]>> = {
  base: [
    ...core('ServiceAccount'),
    ...inGroup('apiextensions.k8s.io', 'CustomResourceDefinition'),
    ...inGroup(webhookGroup, 'ValidatingWebhookConfiguration'),
  ],
  istiod: [
    ...core('ConfigMap', 'Service', 'ServiceAccount'),
    ...inGroup('apps', 'Deployment'),
    ...clusterAccess,
    ...access,
    ...inGroup(webhookGroup, 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),
  ],
  cni: [...core('ConfigMap', 'ServiceAccount'), ...inGroup('apps', 'DaemonSet'), ...clusterAccess],
  ztunnel: [...core('ServiceAccount'), ...inGroup('apps', 'DaemonSet')],
  gateway: [...core('Service', 'ServiceAccount'), ...inGroup('apps', 'Deployment'), ...access],
};

/** The kinds that the chart of a release installs with its values. */
export function kindsOfChart(release: HelmRelease): readonly KubernetesKind[] {
  const values: Values = release.values as Values;
  const settings = { ...values, ...values.pilot };
  const { platform } = { ...values, ...values.global };
  const onNodes = release.chart === 'cni' || release.chart === 'ztunnel';
  return [
    ...always[release.chart],
    ...(isScaled(release.chart, settings) ? scaling : []),
    ...(values.global?.networkPolicy?.enabled ? inGroup('networking.k8s.io', 'NetworkPolicy') : []),
    ...(onNodes && platform === 'gke' ? core('ResourceQuota') : []),
    ...(release.chart === 'ztunnel' && platform === 'openshift' ? clusterAccess : []),
    ...(release.chart === 'cni' && platform === 'openshift'
      ? inGroup('k8s.cni.cncf.io', 'NetworkAttachmentDefinition')
      : []),
    ...(release.chart === 'istiod' && metricsByEnvoyFilter(release.version)
      ? inGroup('networking.istio.io', 'EnvoyFilter')
      : []),
  ];
}

/** Those of the charts' values that decide whether an object is there. */
interface Values {
  readonly profile?: string;
  readonly platform?: string;
  readonly autoscaling?: { readonly enabled?: boolean };
  readonly autoscaleEnabled?: boolean;
  readonly replicaCount?: number;
  readonly pilot?: Values;
  readonly global?: { readonly platform?: string; readonly networkPolicy?: { readonly enabled?: boolean } };
}

function isScaled(chart: IstioChart, values: Values): boolean {
  if (chart === 'gateway') return values.autoscaling?.enabled !== false || (values.replicaCount ?? 1) > 1;
  if (chart !== 'istiod') return false;
  return (values.autoscaleEnabled ?? values.profile !== 'demo') || (values.replicaCount ?? 1) > 1;
}

/** Charts before 1.22 can bring the sidecars' metrics about by EnvoyFilters; later ones have no such template. */
function metricsByEnvoyFilter(version: string): boolean {
  const { versions } = IstioRelease;
  return versions.indexOf(IstioRelease.parse(version).version) < versions.indexOf('1.22');
}

const validating = { group: webhookGroup, kind: 'ValidatingWebhookConfiguration' };
const mutating = { group: webhookGroup, kind: 'MutatingWebhookConfiguration' };

/**
 * What istiod writes into the webhooks of its charts: the certificate that they are called with, and, as soon as its
 * own endpoint answers, that configuration is refused where it can't be checked. Left to it by kind: revisions and their
 * tags have webhooks by other names.
 *
 * @see https://istio.io/latest/docs/ops/configuration/mesh/webhook/
 */
export function writtenByIstiod(chart: IstioChart): readonly IgnoredDifference[] {
  const certificate = '.webhooks[]?.clientConfig.caBundle';
  const checked = IgnoredDifference.of(validating, {
    expressions: [certificate, '.webhooks[]?.failurePolicy'],
  });
  const injected = IgnoredDifference.of(mutating, { expressions: [certificate] });
  switch (chart) {
    case 'base':
      return [checked];
    case 'istiod':
      return [checked, injected];
    case 'cni':
    case 'ztunnel':
    case 'gateway':
      return [];
    default:
      return chart satisfies never;
  }
}
