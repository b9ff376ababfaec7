import type { Outcome } from '../../diagnostics/outcome';
import { groupOf, type KubernetesObject } from '../../kubernetes/identity';
import { IstioRelease } from '../../release/istio-release';
import type { Discovery } from '../discovery';
import type { Manifest } from '../manifests';
import type { Advice } from './advice';

const check = 'served-kinds';

/** Whether the cluster serves each kind of `dist/` in the `apiVersion` that it is written in. */
export function servedKinds(manifests: readonly Manifest[], discovery: Discovery, advice: Advice): Outcome[] {
  const byVersion = new Map<string, Set<string>>();
  for (const { object } of manifests) {
    const kinds = byVersion.get(object.apiVersion) ?? new Set();
    byVersion.set(object.apiVersion, kinds.add(object.kind));
  }
  const outcomes = [...byVersion].flatMap(([apiVersion, kinds]): Outcome[] => {
    const missing = [...kinds].filter((kind) => !discovery.serves(apiVersion, kind));
    if (missing.length === 0) return [];
    const served = discovery.versions(groupOf(apiVersion)).map((version) => version.split('/').pop());
    const message =
      served.length === 0
        ? `no CRDs of ${groupOf(apiVersion)} are in the cluster; dist/ has ${missing.join(', ')} (${apiVersion})`
        : `dist/ has ${missing.join(', ')} as ${apiVersion}; the cluster serves ${served.join(', ')} of that group`;
    return [{ check, status: 'finding', message, fix: fixFor(apiVersion, manifests, discovery, advice) }];
  });
  if (outcomes.length > 0) return outcomes;
  const count = [...byVersion.values()].reduce((sum, kinds) => sum + kinds.size, 0);
  const custom = [...byVersion.keys()].filter((version) => /\.(istio|argoproj)\.io\//.test(version));
  const named = custom.length === 0 ? '' : `, ${custom.join(', ')} among them`;
  return [{ check, status: 'ok', message: `all ${count} kinds of dist/ are served${named}` }];
}

function fixFor(
  apiVersion: string,
  manifests: readonly Manifest[],
  discovery: Discovery,
  advice: Advice,
): string {
  const group = groupOf(apiVersion);
  if (group.endsWith('.istio.io')) {
    const install = advice.install;
    if (discovery.versions(group).length === 0) return install;
    const fitting = releaseServed(
      manifests.map(({ object }) => object),
      discovery,
    );
    return fitting === undefined
      ? `upgrade Istio: ${install}`
      : `upgrade Istio (${install}), or write dist/ for what is there: ISTIO_RELEASE=${fitting} npm run synth`;
  }
  if (group === 'gateway.networking.k8s.io') {
    return `install the CRDs of the Gateway API: ${advice.gatewayApi}`;
  }
  if (group === 'argoproj.io') {
    return `install Argo CD: ${advice.hint('kubectl', 'apply', '-n', 'argocd', '--server-side', '-f', 'https://raw.githubusercontent.com/argoproj/argo-cd/stable/manifests/install.yaml')}`;
  }
  return discovery.versions(group).length === 0
    ? `install what defines ${group}, or leave these files out`
    : 'use a cluster whose Kubernetes serves it';
}

/** The newest release whose `apiVersion`s for the Istio kinds of `dist/` are all served. */
function releaseServed(objects: readonly KubernetesObject[], discovery: Discovery): string | undefined {
  const kinds = new Set(
    objects.filter(({ apiVersion }) => groupOf(apiVersion).endsWith('.istio.io')).map(({ kind }) => kind),
  );
  return [...IstioRelease.versions].reverse().find((version) => {
    const versions: Readonly<Record<string, string | undefined>> = IstioRelease.of(version).apiVersions;
    return [...kinds].every((kind) => {
      const apiVersion = versions[kind];
      return apiVersion !== undefined && discovery.serves(apiVersion, kind);
    });
  });
}
