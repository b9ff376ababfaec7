import {
  type GatewayOptions,
  installedEgress,
  installedIngress,
} from '../../lib/install/gateway-installation';
import { istioMesh } from '../../lib/istio/references/mesh-settings';

const istioctl = { origin: 'istioctl', profile: 'demo', settings: istioMesh } as const;
const helm = { origin: 'helm', profile: 'default', settings: istioMesh } as const;

test('an ingress gateway has the labels that both ways give it, and what the profile says', () => {
  expect(installedIngress(istioctl, 'istio-ingressgateway', {}, undefined)).toEqual({
    serviceAccount: 'istio-ingressgateway-service-account',
    kind: 'ingress-gateway',
    origin: 'istioctl',
    service: 'istio-ingressgateway',
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
    podLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    ports: [
      { name: 'status-port', port: 15021, targetPort: 15021 },
      { name: 'http2', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
      { name: 'tcp', port: 31400, targetPort: 31400 },
      { name: 'tls', port: 15443, targetPort: 15443 },
    ],
    serviceType: 'LoadBalancer',
    resources: { requests: { cpu: '10m', memory: '40Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
    replicas: undefined,
    chosen: {},
    further: undefined,
  });
});

test('an egress gateway is reached from inside only, and what is chosen comes before the profile', () => {
  const chosen: GatewayOptions = {
    namespace: 'egress',
    ports: [{ name: 'https', port: 443, targetPort: 443 }],
    resources: { requests: { cpu: '1' } },
    replicas: 2,
  };
  expect(installedEgress(helm, 'out', chosen, { kind: 'DaemonSet' })).toEqual({
    serviceAccount: 'out-service-account',
    kind: 'egress-gateway',
    origin: 'helm',
    service: 'out',
    namespace: 'egress',
    labels: { istio: 'out' },
    podLabels: { app: 'out', istio: 'out' },
    ports: [{ name: 'https', port: 443, targetPort: 443 }],
    serviceType: 'ClusterIP',
    resources: { requests: { cpu: '1', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
    replicas: 2,
    chosen,
    further: { kind: 'DaemonSet' },
  });
});
