import { gatewayPorts } from '../../../lib/cli/precheck/gateway-ports';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { gatewayObject, gatewayService } from '../gateway-objects';

const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const source = IngressGateway.istioctl();

function check(
  ports: Record<number, number | string>,
  listening = [80],
  ingress: { readonly described: IngressGateway | undefined } = { described: source },
) {
  const service = gatewayService('istio-system/istio-ingressgateway', labels, ports);
  const found = { service, workload: undefined, labels };
  return gatewayPorts([gatewayObject(labels, listening)], found, ingress.described);
}

describe("the check of a gateway's ports", () => {
  it('is content when each port that is used leads where the source says', () => {
    expect(check({ 80: 8080, 443: 8443 }, [80, 443])).toEqual([]);
  });

  it('lets ports that no Gateway uses differ', () => {
    expect(check({ 80: 8080, 443: 9443, 31400: 1 })).toEqual([]);
  });

  it('reports a port that the Service does not open', () => {
    expect(check({ 15021: 15021, 443: 8443 })).toEqual([
      {
        check: 'ingress-gateway',
        status: 'finding',
        message:
          'gateway/bookinfo-gateway -n demo listens on port 80, which Service istio-system/istio-ingressgateway does not open (it opens 443, 15021)',
        fix: 'open it where Istio is installed, or give the server a port of the Service; ISTIO_INGRESS=istioctl npm run synth',
      },
    ]);
  });

  it('reports a port that leads elsewhere than the source says', () => {
    expect(check({ 80: 80 })).toEqual([
      {
        check: 'ingress-gateway',
        status: 'finding',
        message:
          'Service istio-system/istio-ingressgateway leads port 80 to 80, the source says 8080: it describes another installation',
        fix: "in main.ts, give the guide this ingress: IngressGateway.helm({ release: 'istio-ingressgateway', namespace: 'istio-system' })",
      },
    ]);
  });

  it('can not tell where a named port leads', () => {
    expect(check({ 80: 'http2' })).toEqual([]);
  });

  it('compares nothing with a source that describes another gateway', () => {
    expect(check({ 80: 80 }, [80], { described: undefined })).toEqual([]);
  });
});
