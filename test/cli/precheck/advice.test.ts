import { adviceFor } from '../../../lib/cli/precheck/advice';
import { gatewayApiIngress } from '../../../lib/install/gateway-api-ingress';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { IstioRelease } from '../../../lib/release/istio-release';

const release = IstioRelease.of('1.22');

const kubectl = { hint: (tool: string, ...words: string[]) => [tool, '--context dev', ...words].join(' ') };

describe('advice on how Istio is installed', () => {
  it('is the way by which the source says that the ingress gateway is', () => {
    expect(adviceFor(kubectl, { ingress: IngressGateway.istioctl(), release }).install).toBe(
      'istioctl --context dev install -f dist/install/istio-operator.yaml',
    );
    expect(adviceFor(kubectl, { ingress: IngressGateway.helm(), release }).install).toBe(
      'install Istio by Helm: docs/install.md has the commands',
    );
  });

  it('names the CRDs of the Gateway API that the release is made for, and istioctl where istiod makes the gateway', () => {
    const advice = adviceFor(kubectl, { ingress: gatewayApiIngress, release });
    expect(advice.gatewayApi).toBe(
      'kubectl --context dev apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.1.0/standard-install.yaml',
    );
    expect(advice.install).toBe('istioctl --context dev install -f dist/install/istio-operator.yaml');
  });
});
