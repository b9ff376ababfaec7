import { told } from '../told';

const policy = (name: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: waypoints, namespace: istio-system }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: GatewayClass, name: ${name} }]
  rules: [{}]
`;

describe('a policy for the Gateways of a class', () => {
  const of = (name: string, complete = true) => told(policy(name), ['policy-target-missing'], complete);

  it('is told where there is no such class: istiod makes four itself', () => {
    for (const name of ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west'])
      expect(of(name)).toEqual([]);
    expect(of('istio-waypoints')).toEqual([
      'error AuthorizationPolicy istio-system/waypoints spec.targetRefs[0].name',
    ]);
    expect(of('istio-waypoints', false)).toEqual([]);
  });
});
