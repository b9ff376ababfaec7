import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { renderIgnoredDifference } from '../../lib/argocd/ignored-difference';
import { kindsOfChart, writtenByIstiod } from '../../lib/argocd/istio-charts';
import { demoInstallation } from '../../lib/install/demo-installation';
import { type HelmRelease, helmReleases } from '../../lib/install/helm-release';
import type { HelmInstallation } from '../../lib/install/installation';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import type { Replicas } from '../../lib/install/replicas';
import { KindsByScope, KubernetesKind } from '../../lib/kubernetes/kubernetes-kind';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const kindsOf = (installation: HelmInstallation, chart?: HelmRelease['chart']) => {
  const releases = helmReleases(installation).filter((one) => chart === undefined || one.chart === chart);
  const { cluster, namespaced } = KindsByScope.of(releases.flatMap(kindsOfChart));
  return { cluster: cluster.map(({ kind }) => kind), namespaced: namespaced.map(({ kind }) => kind) };
};
const demo = demoInstallation(release).helm;
const standard = MeshInstallation.helm({ release, profile: 'default' });

const withIstio = process.env.ISTIO_HOME ? describe : describe.skip;

withIstio("the kinds of the demo profile's charts", () => {
  test('are those that istioctl renders for it, and those of the chart base', () => {
    const file = join(process.env.ISTIO_HOME ?? '', 'rendered/demo.yaml');
    const rendered = parseAllDocuments(readFileSync(file, 'utf8'))
      .map((document) => document.toJS() as { apiVersion: string; kind: string } | null)
      .filter((object) => object !== null)
      .map(KubernetesKind.of);
    // The rendered file leaves out the CRDs.
    const crd = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };
    expect(KindsByScope.of(helmReleases(demo).flatMap(kindsOfChart))).toEqual(
      KindsByScope.of([crd, ...rendered]),
    );
  });
});

describe('the kinds of a chart', () => {
  test('hold what scales pods only where something scales them', () => {
    expect(kindsOf(demo, 'gateway').namespaced).toEqual([
      'Service',
      'ServiceAccount',
      'Deployment',
      'Role',
      'RoleBinding',
    ]);
    const scaling = ['HorizontalPodAutoscaler', 'PodDisruptionBudget'];
    const scalingOf = (installation: HelmInstallation, chart: HelmRelease['chart']) =>
      kindsOf(installation, chart).namespaced.filter((kind) => scaling.includes(kind));
    expect(scalingOf(demo, 'istiod')).toEqual([]);
    expect(scalingOf(standard, 'istiod')).toEqual(['HorizontalPodAutoscaler']);
    expect(scalingOf(standard, 'gateway')).toEqual(['HorizontalPodAutoscaler']);
    const istiod = (replicas: Replicas) =>
      MeshInstallation.helm({ release, profile: 'demo', controlPlane: { replicas } });
    expect(scalingOf(istiod(3), 'istiod')).toEqual(['PodDisruptionBudget']);
    expect(scalingOf(istiod({ min: 2, max: 5 }), 'istiod')).toEqual(scaling);
    const values = { podDisruptionBudget: { minAvailable: 1 } };
    const ingress = { 'istio-ingressgateway': { replicas: { min: 2, max: 5 }, values } };
    const guarded = MeshInstallation.helm({ release, profile: 'demo', gateways: { ingress } });
    expect(scalingOf(guarded, 'gateway')).toEqual(scaling);
  });

  test('hold what refuses objects that are not stable, with the profile of that name', () => {
    const stable = MeshInstallation.helm({ release, profile: 'stable' });
    const policies = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];
    expect(kindsOf(stable, 'base').cluster).toEqual(expect.arrayContaining(policies));
    expect(kindsOf(stable, 'istiod').cluster).toEqual(expect.arrayContaining(policies));
    expect(kindsOf(stable, 'gateway').cluster).toEqual([]);
    expect(kindsOf(demo).cluster).not.toContain('ValidatingAdmissionPolicy');
  });

  test('follow values that are laid over the rest', () => {
    const global = { networkPolicy: { enabled: true } };
    const guarded = MeshInstallation.helm({ release, profile: 'demo', values: { istiod: { global } } });
    expect(kindsOf(guarded, 'istiod').namespaced).toContain('NetworkPolicy');
    expect(kindsOf(demo, 'istiod').namespaced).not.toContain('NetworkPolicy');
  });

  test('hold what runs on nodes, by platform', () => {
    const ambient = (platform?: 'gke') =>
      MeshInstallation.helm({ release, profile: 'ambient', ...(platform && { platform }) });
    expect(kindsOf(ambient(), 'cni')).toEqual({
      cluster: ['ClusterRole', 'ClusterRoleBinding'],
      namespaced: ['ConfigMap', 'ServiceAccount', 'DaemonSet'],
    });
    expect(kindsOf(ambient(), 'ztunnel')).toEqual({
      cluster: [],
      namespaced: ['ServiceAccount', 'DaemonSet'],
    });
    expect(kindsOf(ambient('gke'), 'ztunnel').namespaced).toContain('ResourceQuota');
    const openshift = MeshInstallation.helm({ release, profile: 'openshift-ambient' });
    expect(kindsOf(openshift, 'cni').namespaced).toContain('NetworkAttachmentDefinition');
    expect(kindsOf(openshift, 'ztunnel').cluster).toEqual(['ClusterRole', 'ClusterRoleBinding']);
  });

  test('hold EnvoyFilters with the releases whose charts may make them', () => {
    const of = (version: '1.16' | '1.21' | '1.22') =>
      kindsOf(demoInstallation(IstioRelease.of(version)).helm, 'istiod').namespaced;
    expect(of('1.16')).toContain('EnvoyFilter');
    expect(of('1.21')).toContain('EnvoyFilter');
    expect(of('1.22')).not.toContain('EnvoyFilter');
  });
});

describe('what istiod writes into webhooks', () => {
  const group = 'admissionregistration.k8s.io';
  const validating = {
    group,
    kind: 'ValidatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
  };
  const mutating = {
    group,
    kind: 'MutatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  };

  test.each([
    ['base', [validating]],
    ['istiod', [validating, mutating]],
    ['cni', []],
    ['ztunnel', []],
    ['gateway', []],
  ] as const)('is left to it in the chart %s', (chart, expected) => {
    expect(writtenByIstiod(chart).map(renderIgnoredDifference)).toEqual(expected);
  });
});
