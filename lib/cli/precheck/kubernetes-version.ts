import type { Outcome } from '../../diagnostics/outcome';
import { IstioRelease } from '../../release/istio-release';
import { shortened } from '../printable';

const check = 'kubernetes-version';

/** Whether the Istio project supports a release on the cluster's Kubernetes, `v1.34.4-gke.1` or the like. */
export function kubernetesVersion(gitVersion: string, release: IstioRelease): Outcome {
  const { oldest, newest } = release.kubernetes;
  const range = `${oldest} to ${newest}`;
  const minor = /^v?(\d+\.\d+)/.exec(gitVersion)?.[1];
  if (minor === undefined) {
    return {
      check,
      status: 'unknown',
      message: `Kubernetes says '${shortened(gitVersion, 60)}', which is no version; Istio ${release.version} supports ${range}`,
    };
  }
  if (supports(release, minor)) {
    const message = `Kubernetes ${shortened(gitVersion, 60)} is one that Istio ${release.version} supports (${range})`;
    return { check, status: 'ok', message };
  }
  const fitting = IstioRelease.versions.filter((version) => supports(IstioRelease.of(version), minor));
  const newestFitting = fitting[fitting.length - 1];
  return {
    check,
    status: 'finding',
    message: `Kubernetes ${shortened(gitVersion, 60)} is not one that Istio ${release.version} supports (${range})`,
    fix:
      newestFitting === undefined
        ? `use a cluster of Kubernetes ${range}`
        : `ISTIO_RELEASE=${newestFitting} npm run synth, and install that Istio; or use a cluster of Kubernetes ${range}`,
  };
}

function supports({ kubernetes }: IstioRelease, minor: string): boolean {
  return !older(minor, kubernetes.oldest) && !older(kubernetes.newest, minor);
}

/** Whether minor version `a` is older than `b`: 1.9 is older than 1.10. */
function older(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) < 0;
}
