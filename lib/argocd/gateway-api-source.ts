import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubernetesKind } from '../kubernetes/kubernetes-kind';
import { gatewayApiCrds } from '../release/gateway-api-crds';
import type { IstioRelease } from '../release/istio-release';
import { GitRepository } from './git-repository';
import { ArgoSource } from './source';

/**
 * The CRDs of the Gateway API that a release is made for, where some object needs them: Istio's charts don't bring them.
 */
export function gatewayApiSource(
  apps: readonly IConstruct[],
  release: Pick<IstioRelease, 'gatewayApi'>,
): ArgoSource | undefined {
  const isNeeded = apps.some((app) =>
    app.node
      .findAll()
      .some((one) => ApiObject.isApiObject(one) && one.apiGroup === 'gateway.networking.k8s.io'),
  );
  if (!isNeeded) return undefined;
  const { repository, revision, folder } = gatewayApiCrds(release);
  return ArgoSource.directory({
    repository: GitRepository.of({ address: `${repository}.git`, revision }),
    path: folder,
  });
}

/** The kinds of what lies there; from 1.5 on a policy guards the CRDs against older ones. */
export const gatewayApiKinds: readonly KubernetesKind[] = [
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicyBinding' },
];
