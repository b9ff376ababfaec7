import { adviceFor } from '../../../lib/cli/precheck/advice';
import { IngressGateway } from '../../../lib/install/ingress-gateway';

const kubectl = { hint: (tool: string, ...words: string[]) => [tool, '--context dev', ...words].join(' ') };

describe('advice on how Istio is installed', () => {
  it('is the way by which the source says that the ingress gateway is', () => {
    expect(adviceFor(kubectl, IngressGateway.istioctl()).install).toBe(
      'istioctl --context dev install -f dist/install/istio-operator.yaml',
    );
    expect(adviceFor(kubectl, IngressGateway.helm()).install).toBe(
      'install Istio by Helm: docs/install.md has the commands',
    );
  });
});
