import { sourceFor } from '../../../lib/cli/precheck/gateway-source';
import { gatewayService } from '../gateway-objects';

function found(
  at: `${string}/${string}`,
  labels: Record<string, string>,
  ports: Record<number, number | string>,
) {
  return { service: gatewayService(at, labels, ports), workload: undefined, labels };
}

describe('how the source is told of a gateway', () => {
  it('knows the one of istioctl', () => {
    const gateway = found('istio-system/istio-ingressgateway', { istio: 'ingressgateway' }, { 80: 8080 });
    expect(sourceFor(gateway)).toBe('ISTIO_INGRESS=istioctl npm run synth');
  });

  it("knows the one of Istio's guide for Helm", () => {
    const gateway = found('istio-ingress/istio-ingress', { istio: 'ingress' }, { 80: 80 });
    expect(sourceFor(gateway)).toBe('ISTIO_INGRESS=helm npm run synth');
  });

  it('writes another release of the Helm chart out', () => {
    const gateway = found('edge/istio-edge', { app: 'istio-edge', istio: 'edge' }, { 80: 80, 443: 443 });
    expect(sourceFor(gateway)).toBe(
      "in main.ts, give the guide this ingress: IngressGateway.helm({ release: 'istio-edge', namespace: 'edge' })",
    );
  });

  it('writes any other gateway out, port by port', () => {
    const gateway = found('edge/public', { app: 'public', istio: 'front' }, { 80: 8000, 443: 'https' });
    expect(sourceFor(gateway)).toBe(
      "in main.ts, give the guide this ingress: IngressGateway.labelled({ namespace: 'edge', service: 'public', labels: { istio: 'front' }, ports: [ { name: 'port-80', port: 80, targetPort: 8000 }, { name: 'port-443', port: 443, targetPort: 443 } ] })",
    );
  });
});
