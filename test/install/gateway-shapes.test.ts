import { gatewaysBy } from '../../lib/install/gateway-shapes';
import { refusal, refusedAt } from '../refusal';

const http = { name: 'http', port: 80, targetPort: 8080 };
const low = { ...http, targetPort: 80 };

test('takes what is chosen for a gateway, and further settings of the way that it is installed by', () => {
  const chosen = {
    namespace: 'edge',
    ports: [http] as const,
    service: 'NodePort',
    serviceAnnotations: { 'example.com/internal': 'true' },
    resources: { requests: { cpu: '1' } },
    replicas: { min: 1, max: 2 },
  } as const;
  expect(
    gatewaysBy.istioctl({ ingress: { edge: { ...chosen, k8s: { service: { type: 'x' } } } } }),
  ).toBeUndefined();
  expect(
    gatewaysBy.helm({ egress: { out: { ...chosen, values: { kind: 'DaemonSet', labels: { a: 'b' } } } } }),
  ).toBeUndefined();
});

test('Helm may open low ports', () => {
  expect(gatewaysBy.helm({ ingress: { in: { ports: [low] } } })).toBeUndefined();
});

test.each(['Ingress', 'in_gress', 'istio-', `a${'b'.repeat(53)}`, '1st'])('rejects the name %s', (name) => {
  expect(refusal(gatewaysBy.helm, { ingress: { [name]: {} } })).toBe(
    `a gateway is named like a Helm release, by at most 53 lower-case letters, digits and dashes, got '${name}'; write for example 'istio-ingressgateway'`,
  );
});

test.each<[at: string, message: string, settings: unknown]>([
  [
    'ports[0].port',
    'a port must be a whole number from 1 to 65535, got 0; write for example 9080',
    { ports: [{ ...http, port: 0 }] },
  ],
  [
    'ports[0].targetPort',
    "a port must be a whole number from 1 to 65535, got '8080'; write for example 9080",
    { ports: [{ ...http, targetPort: '8080' }] },
  ],
  ['ports', 'the list is empty, got []; put something into it or leave it out', { ports: [] }],
  [
    'ports[1]',
    "two ports share a name or a number, got 'http 81'; give each its own",
    { ports: [http, { ...http, port: 81 }] },
  ],
  [
    'ports[1]',
    "two ports share a name or a number, got 'web 80'; give each its own",
    { ports: [http, { ...http, name: 'web' }] },
  ],
  [
    'ports[0].targetPort',
    "the gateways that istioctl installs may not open ports below 1024, got 80; write for example { name: 'http', port: 80, targetPort: 8080 }",
    { ports: [low] },
  ],
  [
    'replicas',
    'a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
    { replicas: 0 },
  ],
  [
    'serviceAnnotations.a',
    'a text is expected, got true; write it in quotes',
    { serviceAnnotations: { a: true } },
  ],
  [
    'service',
    "it is one of a few values, got 'Loadbalancer'; did you mean 'LoadBalancer'? known are 'LoadBalancer', 'NodePort', 'ClusterIP'",
    { service: 'Loadbalancer' },
  ],
  [
    'k8s.service.ports',
    "a Gateway refers to it, so that it is not changed here, got []; leave it out: the gateway's name gives its labels, and `ports` its ports",
    { k8s: { service: { ports: [] } } },
  ],
])('rejects %s: %s', (at, message, settings) => {
  expect(refusal(gatewaysBy.istioctl, { ingress: { in: settings } })).toBe(message);
  expect(refusedAt(gatewaysBy.istioctl, { ingress: { in: settings } })).toBe(`ingress.in.${at}`);
});

test.each([
  ['values.name', { name: 'other' }],
  ['values.labels.istio', { labels: { istio: 'other' } }],
  ['values.service.ports', { service: { ports: [] } }],
])('rejects %s, by which a Gateway would lose the gateway that Helm installs', (at, values) => {
  expect(refusedAt(gatewaysBy.helm, { egress: { out: { values } } })).toBe(`egress.out.${at}`);
});
