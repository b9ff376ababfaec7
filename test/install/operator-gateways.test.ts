import { type GatewayOptions, installedIngress } from '../../lib/install/gateway-installation';
import { operatorGateways } from '../../lib/install/operator-gateways';
import { istioMesh } from '../../lib/istio/references/mesh-settings';

const standard = 'istio-ingressgateway';
const install = (name: string, chosen: GatewayOptions = {}, k8s?: object) => ({
  [name]: installedIngress(
    { origin: 'istioctl', profile: 'demo', settings: istioMesh },
    name,
    chosen,
    k8s as undefined,
  ),
});

test('nothing is said of the gateway that the profile has', () => {
  expect(operatorGateways(standard, true, install(standard))).toEqual({
    components: undefined,
    values: undefined,
  });
});

test('it is turned on where the profile does not have it', () => {
  expect(operatorGateways(standard, false, install(standard))).toEqual({
    components: [{ name: 'istio-ingressgateway', enabled: true }],
    values: undefined,
  });
});

test('it is turned off where it is not wanted', () => {
  expect(operatorGateways(standard, true, {})).toEqual({
    components: [{ name: 'istio-ingressgateway', enabled: false }],
    values: undefined,
  });
  expect(operatorGateways(standard, false, {})).toEqual({ components: undefined, values: undefined });
});

test('another gateway carries labels of its own', () => {
  expect(
    operatorGateways(standard, true, {
      ...install(standard),
      ...install('istio-internal', { namespace: 'edge' }),
    }),
  ).toEqual({
    components: [
      {
        name: 'istio-internal',
        enabled: true,
        namespace: 'edge',
        label: { app: 'istio-internal', istio: 'internal' },
      },
    ],
    values: undefined,
  });
});

test('what is chosen becomes k8s settings, and further ones are laid over', () => {
  const chosen: GatewayOptions = {
    ports: [{ name: 'https', port: 443, targetPort: 8443 }],
    service: 'NodePort',
    serviceAnnotations: { cloud: 'internal' },
    resources: { requests: { cpu: '1' } },
    replicas: { min: 2, max: 4 },
  };
  expect(
    operatorGateways(standard, true, install(standard, chosen, { nodeSelector: { edge: 'yes' } })),
  ).toEqual({
    components: [
      {
        name: 'istio-ingressgateway',
        enabled: true,
        k8s: {
          service: { type: 'NodePort', ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
          serviceAnnotations: { cloud: 'internal' },
          resources: { requests: { cpu: '1' } },
          hpaSpec: {
            minReplicas: 2,
            maxReplicas: 4,
            metrics: [
              {
                type: 'Resource',
                resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
              },
            ],
          },
          nodeSelector: { edge: 'yes' },
        },
      },
    ],
    values: { autoscaleEnabled: true },
  });
});

test('a number of replicas turns the autoscaler off', () => {
  expect(operatorGateways(standard, true, install(standard, { replicas: 3 }))).toEqual({
    components: [{ name: 'istio-ingressgateway', enabled: true, k8s: { replicaCount: 3 } }],
    values: { autoscaleEnabled: false },
  });
});
