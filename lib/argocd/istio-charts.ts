import type { HelmRelease } from '../install/helm-release';
import type { KubernetesKind } from '../kubernetes/kubernetes-kind';
import { IstioRelease } from '../release/istio-release';
import { IgnoredDifference } from './ignored-difference';

type IstioChart = HelmRelease['chart'];

const core = (...kinds: readonly string[]): KubernetesKind[] => inGroup('', ...kinds);
const inGroup = (group: string, ...kinds: readonly string[]): KubernetesKind[] =>
  kinds.map((kind) => ({ group, kind }));

const webhookGroup = 'admissionregistration.k8s.io';
const accessGroup = 'rbac.authorization.k8s.io';
const clusterAccess = inGroup(accessGroup, 'ClusterRole', 'ClusterRoleBinding');
const access = inGroup(accessGroup, 'Role', 'RoleBinding');

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
  const { chart, version } = release;
  const values = release.values as Values;
  const { platform = values.platform, networkPolicy } = values.global ?? {};
  const istiodOrBase = chart === 'istiod' || chart === 'base';
  const onNodes = chart === 'cni' || chart === 'ztunnel';
  return [
    ...always[chart],
    ...scalingOf(chart, { ...values, ...values.pilot }),
    ...(networkPolicy?.enabled ? inGroup('networking.k8s.io', 'NetworkPolicy') : []),
    ...(istiodOrBase && refusesUnstable(values)
      ? inGroup(webhookGroup, 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding')
      : []),
    ...(onNodes && platform === 'gke' ? core('ResourceQuota') : []),
    ...(chart === 'ztunnel' && platform === 'openshift' ? clusterAccess : []),
    ...(chart === 'cni' && platform === 'openshift'
      ? inGroup('k8s.cni.cncf.io', 'NetworkAttachmentDefinition')
      : []),
    ...(chart === 'istiod' && metricsByEnvoyFilter(version)
      ? inGroup('networking.istio.io', 'EnvoyFilter')
      : []),
  ];
}

/** Those of the charts' values that decide whether an object is there. */
interface Values {
  readonly profile?: string;
  readonly platform?: string;
  readonly autoscaling?: { readonly enabled?: boolean; readonly minReplicas?: number };
  readonly autoscaleEnabled?: boolean;
  readonly autoscaleMin?: number;
  readonly replicaCount?: number;
  readonly podDisruptionBudget?: object;
  readonly experimental?: { readonly stableValidationPolicy?: boolean };
  readonly pilot?: Values;
  readonly global?: { readonly platform?: string; readonly networkPolicy?: { readonly enabled?: boolean } };
}

/** An autoscaler unless there is none, and where there is more than one pod, how many of them must stay. */
function scalingOf(chart: IstioChart, values: Values): readonly KubernetesKind[] {
  if (chart !== 'istiod' && chart !== 'gateway') return [];
  const gateway = chart === 'gateway';
  const scaled = gateway
    ? values.autoscaling?.enabled
    : (values.autoscaleEnabled ?? values.profile !== 'demo');
  const least = gateway ? values.autoscaling?.minReplicas : values.autoscaleMin;
  const pods = (scaled === false ? values.replicaCount : least) ?? 1;
  const guarded = pods > 1 && (!gateway || values.podDisruptionBudget !== undefined);
  return [
    ...(scaled === false ? [] : inGroup('autoscaling', 'HorizontalPodAutoscaler')),
    ...(guarded ? inGroup('policy', 'PodDisruptionBudget') : []),
  ];
}

/** The profile `stable` lets nothing in that Istio does not call stable. */
function refusesUnstable(values: Values): boolean {
  return values.experimental?.stableValidationPolicy ?? values.profile === 'stable';
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
