import { remainingSteps } from '../../../lib/cli/clean-up/remaining-steps';
import { fakeKubectl, type Said } from '../fake-kubectl';

function cluster(answer: Said) {
  return fakeKubectl({ 'get deployments -A -l app=istiod -o json': answer });
}

function istiod(annotations: Record<string, string> = {}, namespace = 'istio-system') {
  return {
    items: [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod', namespace, annotations } },
    ],
  };
}

describe('what remains after a clean-up', () => {
  it("is istioctl's work where istioctl installed Istio", async () => {
    expect(await remainingSteps(cluster(istiod()))).toEqual([
      'istioctl uninstall --purge',
      'kubectl delete namespace istio-system',
    ]);
  });

  it("is Helm's work where Helm installed it", async () => {
    expect(await remainingSteps(cluster(istiod({ 'meta.helm.sh/release-name': 'istiod' }, 'mesh')))).toEqual([
      'helm list -A, and uninstall the gateways first',
      'helm uninstall -n mesh istiod',
      'helm uninstall -n mesh istio-base',
      'kubectl delete namespace mesh',
    ]);
  });

  it("is Argo CD's work where its application installed it", async () => {
    const tracking = { 'argocd.argoproj.io/tracking-id': 'istiod:apps/Deployment:istio-system/istiod' };
    expect((await remainingSteps(cluster(istiod(tracking))))[0]).toBe(
      'Argo CD installed it: delete its applications (--argocd)',
    );
  });

  it('is nothing where no istiod is there or can be seen', async () => {
    expect(await remainingSteps(cluster({ items: [] }))).toEqual([]);
    expect(await remainingSteps(cluster({ failed: 'Forbidden' }))).toEqual([]);
  });
});
