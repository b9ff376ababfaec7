import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';
import { gatewaysUseWaypoint, waypointOf } from '../../lib/model/waypoint';

const object = (kind: string, name: string, namespace: string, labels: string, spec: string) => `
---
apiVersion: ${kind === 'Gateway' || kind === 'GatewayClass' ? 'gateway.networking.k8s.io/v1' : 'v1'}
kind: ${kind}
metadata: { name: ${name}${namespace && `, namespace: ${namespace}`}, labels: { ${labels} } }
${spec && `spec: ${spec}`}
`;
const waypoint = (namespace = 'demo', labels = '', more = '') =>
  object(
    'Gateway',
    'wp',
    namespace,
    labels,
    `{ gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE${more} }] }`,
  );
const reviews = (labels: string) =>
  object('Service', 'reviews', 'demo', labels, '{ selector: { app: a }, ports: [{ port: 80 }] }');
const demo = (labels: string) => object('Namespace', 'demo', '', labels, '');
const use = 'istio.io/use-waypoint';

const model = (yaml: string) => MeshModel.of(readText(yaml, 'a.yaml').objects.map((one) => one.object));
const found = (yaml: string) => {
  const all = model(yaml);
  const answer = waypointOf(all, all.services.find(({ name }) => name === 'reviews') as never);
  if (answer === undefined) return undefined;
  return 'because' in answer ? answer.because : `${answer.workload.namespace}/${answer.workload.name}`;
};
const not = 'of reviews.demo.svc.cluster.local is not asked';

test.each([
  ['its Service', reviews(`${use}: wp`) + waypoint(), 'demo/wp'],
  ['its namespace', reviews('') + demo(`${use}: wp`) + waypoint(), 'demo/wp'],
  ['its Service before its namespace', reviews(`${use}: none`) + demo(`${use}: wp`) + waypoint(), undefined],
  ['nobody', reviews('') + waypoint(), undefined],
  [
    'another namespace whose waypoint takes it',
    reviews(`${use}: wp, ${use}-namespace: edge`) +
      waypoint('edge', '', ', allowedRoutes: { namespaces: { from: All } }'),
    'edge/wp',
  ],
  [
    'another namespace whose waypoint takes only its own',
    reviews(`${use}: wp, ${use}-namespace: edge`) + waypoint('edge'),
    `the waypoint edge/wp ${not}: it takes nothing of namespace demo`,
  ],
  [
    'one that is not there',
    reviews(`${use}: missing`),
    `the waypoint demo/missing ${not}: it is not among the manifests`,
  ],
  [
    'one for workloads',
    reviews(`${use}: wp`) + waypoint('demo', 'istio.io/waypoint-for: workload'),
    `the waypoint demo/wp ${not}: it is for workload traffic`,
  ],
  [
    'one whose class is for workloads',
    reviews(`${use}: wp`) +
      waypoint() +
      object(
        'GatewayClass',
        'istio-waypoint',
        '',
        'istio.io/waypoint-for: workload',
        '{ controllerName: istio.io/mesh-controller }',
      ),
    `the waypoint demo/wp ${not}: it is for workload traffic`,
  ],
])('a service has the waypoint that is named by %s', (_, yaml, expected) => {
  expect(found(yaml)).toEqual(expected);
});

test.each([
  ["'true'", '', true],
  ['T', '', true],
  ["'yes'", '', false],
  ["'false'", "'true'", false],
  ['', "'true'", true],
  ['', '', false],
])(
  'gateways ask it where label %s of the Service, else %s of the namespace, says so',
  (own, inherited, asks) => {
    const label = (value: string) => (value === '' ? '' : `istio.io/ingress-use-waypoint: ${value}`);
    const all = model(reviews(label(own)) + demo(label(inherited)));
    expect(gatewaysUseWaypoint(all, all.services[0] as never)).toBe(asks);
  },
);
