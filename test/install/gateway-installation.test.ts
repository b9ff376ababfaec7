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

test.each(['Ingress', 'in_gress', 'istio-', `a${'b'.repeat(53)}`, '1st'])('rejects the name %s', (name) => {
  expect(() => installedIngress(istioctl, name, {}, undefined)).toThrow(
    `a gateway is named like a Helm release, by at most 53 lower-case letters, digits and dashes, got '${name}'; write for example 'istio-ingressgateway'`,
  );
});

test.each<[string, GatewayOptions, string]>([
  [
    'a port that is none',
    { ports: [{ name: 'http', port: 0, targetPort: 8080 }] },
    "port 'http' of gateway 'in' must be a whole number from 1 to 65535, got 0",
  ],
  [
    'a target port that is none',
    { ports: [{ name: 'http', port: 80, targetPort: 65536 }] },
    "the target port of 'http' of gateway 'in' must be a whole number from 1 to 65535, got 65536",
  ],
  [
    'two ports of one name',
    {
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'http', port: 81, targetPort: 8080 },
      ],
    },
    "gateway 'in': two ports share a name or a number, got 'http 81'; give each its own",
  ],
  [
    'two ports of one number',
    {
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'web', port: 80, targetPort: 8081 },
      ],
    },
    "gateway 'in': two ports share a name or a number, got 'web 80'; give each its own",
  ],
  [
    'a low port that the gateways of istioctl can not open',
    { ports: [{ name: 'http', port: 80, targetPort: 80 }] },
    "gateway 'in': the gateways that istioctl installs may not open ports below 1024, see port 'http', got 80; write for example { name: 'http', port: 80, targetPort: 8080 }",
  ],
  [
    'resources that are none',
    { resources: { limits: { cpu: '-2' } } },
    "the cpu limits of gateway 'in': not an amount that Kubernetes reads, got '-2'; write for example '500m'",
  ],
  [
    'no replicas',
    { replicas: 0 },
    "the replicas of gateway 'in' must be a whole number from 1 to 2147483647, got 0",
  ],
])('rejects %s', (_, chosen, message) => {
  expect(() => installedIngress(istioctl, 'in', chosen, undefined)).toThrow(message);
});

test('Helm may open low ports', () => {
  const chosen: GatewayOptions = { ports: [{ name: 'http', port: 80, targetPort: 80 }] };
  expect(installedIngress(helm, 'in', chosen, undefined).ports).toEqual([
    { name: 'http', port: 80, targetPort: 80 },
  ]);
});
