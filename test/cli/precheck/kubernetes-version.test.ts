import { kubernetesVersion } from '../../../lib/cli/precheck/kubernetes-version';
import { IstioRelease } from '../../../lib/release/istio-release';

const newest = IstioRelease.of('1.30');
const oldest = IstioRelease.of('1.16');

describe('the check of the Kubernetes version', () => {
  it.each(['v1.32.0', 'v1.36.11', '1.34.4', 'v1.33.5-gke.2469000', 'v1.32.3+k3s1'])(
    'accepts %s for 1.30',
    (version) => {
      expect(kubernetesVersion(version, newest)).toEqual({
        check: 'kubernetes-version',
        status: 'ok',
        message: `Kubernetes ${version} is one that Istio 1.30 supports (1.32 to 1.36)`,
      });
    },
  );

  it('compares minor versions as numbers', () => {
    expect(kubernetesVersion('v1.9.0', oldest).status).toBe('finding');
    expect(kubernetesVersion('v1.22.0', oldest).status).toBe('ok');
    expect(kubernetesVersion('v1.240.0', oldest).status).toBe('finding');
  });

  it('reports one that is too old, with the newest Istio that supports it', () => {
    expect(kubernetesVersion('v1.31.2', newest)).toEqual({
      check: 'kubernetes-version',
      status: 'finding',
      message: 'Kubernetes v1.31.2 is not one that Istio 1.30 supports (1.32 to 1.36)',
      fix: 'ISTIO_RELEASE=1.29 npm run synth, and install that Istio; or use a cluster of Kubernetes 1.32 to 1.36',
    });
  });

  it('reports one that is too new for every release', () => {
    expect(kubernetesVersion('v1.99.0', oldest)).toEqual({
      check: 'kubernetes-version',
      status: 'finding',
      message: 'Kubernetes v1.99.0 is not one that Istio 1.16 supports (1.22 to 1.25)',
      fix: 'use a cluster of Kubernetes 1.22 to 1.25',
    });
  });

  it('reports what is no version as unknown', () => {
    expect(kubernetesVersion('unknown', newest).status).toBe('unknown');
  });
});
