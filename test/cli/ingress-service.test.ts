import {
  allGatewayServices,
  gatewayFacts,
  gatewayServices,
  madeService,
} from '../../lib/cli/ingress-service';
import { fakeKubectl } from './fake-kubectl';
import { gatewayService, gatewayWorkload } from './gateway-objects';

const named = { namespace: 'istio-system', service: 'istio-ingressgateway' };
const selector = { istio: 'ingressgateway' };

const names = (found: ReturnType<typeof gatewayServices>) =>
  found.map(({ service }) => `${service.metadata.namespace}/${service.metadata.name}`);

describe('the Services that a Gateway reaches', () => {
  it('are those whose pods carry the labels, whatever labels the Service itself selects by', () => {
    const services = [
      gatewayService('istio-system/istio-ingressgateway', { app: 'gateway' }),
      gatewayService('other/istio-ingressgateway', { app: 'gateway' }),
    ];
    const workloads = [gatewayWorkload('istio-system/gateway', { app: 'gateway', istio: 'ingressgateway' })];
    expect(names(gatewayServices(selector, { services, workloads }, named))).toEqual([
      'istio-system/istio-ingressgateway',
    ]);
  });

  it('are taken at their word where no workload is known', () => {
    const services = [gatewayService('istio-system/istio-ingressgateway', selector)];
    expect(gatewayServices(selector, { services, workloads: [] }, named)).toEqual([
      { service: services[0], workload: undefined, labels: selector },
    ]);
  });

  it('begin with the one that the source names, then those that are open to the outside', () => {
    const services = [
      gatewayService('a/inside', selector, { 80: 8080 }, 'ClusterIP'),
      gatewayService('a/node', selector, { 80: 8080 }, 'NodePort'),
      gatewayService('a/balanced', selector),
      gatewayService('istio-system/istio-ingressgateway', selector, { 80: 8080 }, 'ClusterIP'),
    ];
    expect(names(gatewayServices(selector, { services, workloads: [] }, named))).toEqual([
      'istio-system/istio-ingressgateway',
      'a/balanced',
      'a/node',
      'a/inside',
    ]);
  });

  it('are neither istiod nor Services without a selector', () => {
    const services = [
      gatewayService('istio-system/istiod', { app: 'istiod', istio: 'pilot' }),
      gatewayService('a/external', {}),
    ];
    expect(allGatewayServices({ services, workloads: [] })).toEqual([]);
  });
});

describe('the Service that istiod makes of a Gateway', () => {
  it.each(['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'])(
    'is that of its namespace which selects pods by %s, with the workload behind it',
    (label) => {
      const labels = { [label]: 'edge' };
      const services = [
        gatewayService('a/edge-istio', labels),
        gatewayService('b/other-istio', { [label]: 'other' }),
        gatewayService('b/edge-istio', labels),
      ];
      const workloads = [gatewayWorkload('a/edge-istio', labels), gatewayWorkload('b/edge-istio', labels)];
      const gateway = { metadata: { name: 'edge', namespace: 'b' } };
      expect(madeService(gateway, { services, workloads })).toEqual({
        service: services[2],
        workload: workloads[1],
        labels,
      });
      expect(madeService({ metadata: { name: 'edge', namespace: 'c' } }, { services, workloads })).toBe(
        undefined,
      );
    },
  );
});

describe('asking the cluster for gateways', () => {
  it('leaves out workloads that are none', async () => {
    const gateway = gatewayWorkload('istio-system/istio-ingressgateway', selector);
    const web = { ...gateway, spec: { template: { spec: { containers: [{ name: 'nginx' }] } } } };
    const unlabelled = gatewayWorkload('edge/gateway', { app: 'gateway' });
    const kubectl = fakeKubectl({
      'get services -A': { items: [] },
      'get deployments,daemonsets -A': { items: [web, gateway, unlabelled] },
    });
    expect(await gatewayFacts(kubectl)).toEqual({ services: [], workloads: [gateway, unlabelled] });
  });
});
