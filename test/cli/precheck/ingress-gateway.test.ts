import type { GatewayFacts } from '../../../lib/cli/ingress-service';
import { ingressGateway } from '../../../lib/cli/precheck/ingress-gateway';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { IstioRelease } from '../../../lib/release/istio-release';
import { gatewayObject, gatewayService, gatewayWorkload } from '../gateway-objects';

const advice = {
  hint: (...words: string[]) => words.join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};
const release = IstioRelease.of('1.30');
const istioctl = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const helm = { app: 'istio-ingress', istio: 'ingress' };

const bookinfo = gatewayObject({ istio: 'ingressgateway' });

function check(facts: Partial<GatewayFacts>, gateways = [bookinfo], ingress = IngressGateway.istioctl()) {
  return ingressGateway(gateways, { ingress, release }, { services: [], workloads: [], ...facts }, advice);
}

describe('the check of the ingress gateway', () => {
  it('is content when the Gateway meets the Service that the source describes', () => {
    const facts = {
      services: [gatewayService('istio-system/istio-ingressgateway', istioctl)],
      workloads: [gatewayWorkload('istio-system/istio-ingressgateway', istioctl)],
    };
    expect(check(facts)).toEqual([
      {
        check: 'ingress-gateway',
        status: 'ok',
        message:
          'gateway/bookinfo-gateway -n demo meets Service istio-system/istio-ingressgateway: pods labelled istio=ingressgateway, port 80',
      },
    ]);
  });

  it('reports that no gateway is there, and how the one of the source is installed', () => {
    const [istio] = check({});
    expect(istio).toEqual({
      check: 'ingress-gateway',
      status: 'finding',
      message:
        'gateway/bookinfo-gateway -n demo selects pods labelled istio=ingressgateway, and no gateway in the cluster carries that',
      fix: 'install Istio',
    });
    const [chart] = check({}, [gatewayObject({ istio: 'ingress' })], IngressGateway.helm());
    expect(chart?.fix).toBe(
      `helm install istio-ingress gateway --repo ${release.charts.repository} --version ${release.patch} -n istio-ingress --create-namespace --values dist/install/helm/istio-ingress.yaml`,
    );
  });

  it('reports a gateway of other labels, and how the source names it', () => {
    const facts = { services: [gatewayService('istio-ingress/istio-ingress', helm, { 80: 80, 443: 443 })] };
    expect(check(facts)).toEqual([
      {
        check: 'ingress-gateway',
        status: 'finding',
        message:
          'gateway/bookinfo-gateway -n demo selects pods labelled istio=ingressgateway, and no gateway in the cluster carries that; istio-ingress/istio-ingress carries istio=ingress',
        fix: 'ISTIO_INGRESS=helm npm run synth',
      },
    ]);
  });

  it('does not take the egress gateway for an ingress', () => {
    const facts = {
      services: [gatewayService('istio-system/istio-egressgateway', { istio: 'egressgateway' })],
    };
    expect(check(facts)[0]?.fix).toBe('install Istio');
  });

  it('reports a Gateway that was synthesized for another ingress than the source has now', () => {
    const facts = { services: [gatewayService('istio-ingress/istio-ingress', helm, { 80: 80 })] };
    expect(check(facts, [gatewayObject({ istio: 'ingress' })])).toEqual([
      expect.objectContaining({ status: 'ok' }),
      {
        check: 'ingress-gateway',
        status: 'finding',
        message: 'no Gateway of dist/ selects the ingress gateway of the source (istio=ingressgateway)',
        fix: 'npm run synth',
      },
    ]);
  });

  it('reports a gateway that lies elsewhere than the source says', () => {
    const facts = { services: [gatewayService('gateways/public', { istio: 'ingressgateway' })] };
    expect(check(facts)).toEqual([
      {
        check: 'ingress-gateway',
        status: 'finding',
        message:
          'the source says that the ingress gateway is istio-system/istio-ingressgateway; the cluster has it as gateways/public',
        fix: expect.stringContaining("IngressGateway.labelled({ namespace: 'gateways', service: 'public'"),
      },
    ]);
  });

  it('reports a gateway whose pods are not ready', () => {
    const facts = {
      services: [gatewayService('istio-system/istio-ingressgateway', istioctl)],
      workloads: [gatewayWorkload('istio-system/istio-ingressgateway', istioctl, 0)],
    };
    expect(check(facts)).toEqual([
      {
        check: 'ingress-gateway',
        status: 'finding',
        message: "the gateway's pods (deployment/istio-ingressgateway -n istio-system) are not ready",
        fix: 'kubectl -n istio-system rollout status deployment/istio-ingressgateway',
      },
    ]);
  });

  it('has nothing to say where dist/ has no Gateway', () => {
    expect(check({}, [])).toEqual([]);
  });
});
