import { holdsIn } from '../../lib/authorization/policy-target';
import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';

const policy = (namespace: string, spec: string) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: ${namespace} }
spec: ${spec}
`;
const world = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: edge }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo }
spec: { ports: [{ port: 80 }] }
`;
const target = (kind: string, name: string, more = '') => {
  const groups: Record<string, string> = { Service: "''", ServiceEntry: 'networking.istio.io' };
  return `{ targetRefs: [{ group: ${groups[kind] ?? 'gateway.networking.k8s.io'}, kind: ${kind}, name: ${name}${more} }] }`;
};

test.each([
  ['demo', target('Service', 'reviews'), true],
  ['edge', target('Service', 'reviews'), false],
  ['edge', target('Service', 'reviews', ', namespace: demo'), false],
  ['demo', target('ServiceEntry', 'reviews'), false],
  ['edge', target('Gateway', 'wp'), true],
  ['edge', target('Gateway', 'wp', ', namespace: edge'), true],
  ['edge', target('Gateway', 'other'), false],
  ['istio-system', target('Gateway', 'wp', ', namespace: edge'), false],
  ['istio-system', target('GatewayClass', 'istio-waypoint'), true],
  ['istio-system', target('GatewayClass', 'istio'), false],
  ['edge', target('GatewayClass', 'istio-waypoint'), false],
  ['edge', '{ selector: { matchLabels: {} } }', false],
])('at the waypoint edge/wp a policy of %s for %s holds: %s', (namespace, spec, holds) => {
  const model = MeshModel.of(
    readText(world + policy(namespace, spec), 'a.yaml').objects.map((one) => one.object),
  );
  const [workload] = model.workloads;
  const service = model.services.find(({ name }) => name === 'reviews');
  const place = { workload: workload as never, service: service as never, waypoint: true };
  expect(holdsIn(model.authorizationPolicies[0] as never, place, model)).toBe(holds);
});
