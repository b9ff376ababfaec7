import { madeGateways } from '../../../lib/cli/precheck/made-gateways';
import { gatewayApiGateway, gatewayService, gatewayWorkload } from '../gateway-objects';

const advice = {
  hint: (...words: string[]) => words.join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};
const gateway = gatewayApiGateway([{ port: 80, protocol: 'HTTP' }]);
const labels = { 'gateway.networking.k8s.io/gateway-name': 'bookinfo-gateway' };
const service = gatewayService('demo/bookinfo-gateway-istio', labels, { 80: 80, 15021: 15021 });
const workload = gatewayWorkload('demo/bookinfo-gateway-istio', labels);
const check = 'ingress-gateway';

describe('the check of gateways that istiod makes', () => {
  it('is content with one that is there, and with one that is yet to be applied', () => {
    expect(
      madeGateways([gateway], ['istio'], { services: [service], workloads: [workload] }, advice),
    ).toEqual([
      {
        check,
        status: 'ok',
        message: 'gateway/bookinfo-gateway -n demo has its Service demo/bookinfo-gateway-istio, port 80',
      },
    ]);
    expect(madeGateways([gateway], ['istio'], { services: [], workloads: [] }, advice)).toEqual([
      {
        check,
        status: 'ok',
        message: 'istiod makes the gateway of gateway/bookinfo-gateway -n demo when it is applied',
      },
    ]);
  });

  it('reports a class that is not there, and leaves a cluster that knows none to the check of kinds', () => {
    expect(madeGateways([gateway], ['other'], { services: [], workloads: [] }, advice)).toEqual([
      {
        check,
        status: 'finding',
        message:
          "gateway/bookinfo-gateway -n demo is of the class 'istio', which is not in the cluster: istiod brings it",
        fix: 'install Istio',
      },
    ]);
    expect(madeGateways([gateway], undefined, { services: [], workloads: [] }, advice)).toEqual([]);
  });

  it('reports a port that the Service does not open yet, and pods that are not ready', () => {
    const two = gatewayApiGateway([
      { port: 80, protocol: 'HTTP' },
      { port: 8080, protocol: 'HTTP' },
    ]);
    const silent = gatewayWorkload('demo/bookinfo-gateway-istio', labels, 0);
    expect(madeGateways([two], ['istio'], { services: [service], workloads: [silent] }, advice)).toEqual([
      {
        check,
        status: 'note',
        message:
          'gateway/bookinfo-gateway -n demo listens on port 8080, which Service demo/bookinfo-gateway-istio does not open yet',
        fix: 'apply dist/ again: istiod opens what the listeners say',
      },
      {
        check,
        status: 'finding',
        message: "the gateway's pods (deployment/bookinfo-gateway-istio -n demo) are not ready",
        fix: 'kubectl -n demo rollout status deployment/bookinfo-gateway-istio',
      },
    ]);
  });
});
