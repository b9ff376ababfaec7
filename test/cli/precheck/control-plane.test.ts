import { controlPlane } from '../../../lib/cli/precheck/control-plane';
import { IstioRelease } from '../../../lib/release/istio-release';

const advice = {
  hint: (tool: string, ...words: string[]) => [tool, '--context dev', ...words].join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};
const release = IstioRelease.of('1.30');

function istiod(image: string, availableReplicas = 1) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istiod', namespace: 'istio-system' },
    spec: { template: { spec: { containers: [{ name: 'discovery', image }] } } },
    status: { availableReplicas },
  };
}

describe('the check of the control plane', () => {
  it.each([
    ['registry.istio.io/release/pilot:1.30.3', 'Istio 1.30.3'],
    ['localhost:5000/pilot:1.30.0-distroless', 'Istio 1.30.0'],
    ['docker.io/istio/pilot@sha256:abc', 'of a version that its image does not tell'],
  ])('is content with %s', (image, said) => {
    expect(controlPlane([istiod(image)], release, advice)).toEqual([
      { check: 'control-plane', status: 'ok', message: `istiod (istio-system/istiod) is ready, ${said}` },
    ]);
  });

  it('reports that none is there, and how it is installed', () => {
    expect(controlPlane([], release, advice)).toEqual([
      {
        check: 'control-plane',
        status: 'finding',
        message: 'no istiod is in the cluster',
        fix: 'install Istio',
      },
    ]);
  });

  it('reports one that is not ready', () => {
    expect(controlPlane([istiod('pilot:1.30.3', 0)], release, advice)).toEqual([
      {
        check: 'control-plane',
        status: 'finding',
        message: 'istiod (istio-system/istiod) is there but not ready',
        fix: 'kubectl --context dev -n istio-system rollout status deployment/istiod',
      },
    ]);
  });

  it('reports another release than the one that dist/ is written for', () => {
    expect(controlPlane([istiod('istio/pilot:1.28.1')], release, advice)).toEqual([
      {
        check: 'control-plane',
        status: 'finding',
        message: 'istiod (istio-system/istiod) is Istio 1.28.1; dist/ is written for 1.30',
        fix: `ISTIO_RELEASE=1.28 npm run synth, or upgrade Istio to ${release.patch}`,
      },
    ]);
  });

  it('reports a release that nobody here knows', () => {
    const [finding] = controlPlane([istiod('istio/pilot:1.99.0')], release, advice);
    expect(finding?.fix).toBe(`install Istio ${release.patch}`);
  });
});
