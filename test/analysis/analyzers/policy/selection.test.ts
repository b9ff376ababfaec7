import { told as toldOf } from '../told';

const policy = (name: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: waypoints, namespace: istio-system }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: GatewayClass, name: ${name} }]
  rules: [{}]
`;

describe('a policy for the Gateways of a class', () => {
  const of = (name: string, complete = true) => toldOf(policy(name), ['policy-target-missing'], complete);

  it('is told where there is no such class: istiod makes four itself', () => {
    for (const name of ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west'])
      expect(of(name)).toEqual([]);
    expect(of('istio-waypoints')).toEqual([
      'error AuthorizationPolicy istio-system/waypoints spec.targetRefs[0].name',
    ]);
    expect(of('istio-waypoints', false)).toEqual([]);
  });
});

describe('what a selector is for', () => {
  const rules = ['policy-selects-nothing'];
  const space = `
apiVersion: v1
kind: Namespace
metadata: { name: demo }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: demo }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: any }] }
---`;
  const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: vm, namespace: demo }
spec:
  hosts: [vm.example.test]
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: STATIC
  workloadSelector: { labels: { app: vm } }
---`;
  const machines = (kind: string, spec: string) => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: machines, namespace: demo }
spec: { ${spec} }
---`;
  const told = (...texts: string[]) => toldOf([space, ...texts].join(''), rules, false);

  it('may be machines that register themselves', () => {
    const nothing = ['warning IST0127 ServiceEntry demo/vm spec.workloadSelector'];
    expect(told(entry)).toEqual([]);
    expect(toldOf(`${space}${entry}`, rules)).toEqual(nothing);
    expect(told(entry, machines('WorkloadEntry', 'address: 10.0.0.9, labels: { app: other }'))).toEqual(
      nothing,
    );
    const group = (app: string) =>
      machines('WorkloadGroup', `metadata: { labels: { app: ${app} } }, template: {}`);
    expect(toldOf(`${space}${entry}${group('vm')}`, rules)).toEqual([]);
    expect(toldOf(`${space}${entry}${group('other')}`, rules)).toEqual(nothing);
  });

  it('may be pods of a Gateway that is not given', () => {
    const telemetry = `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: front, namespace: demo }
spec: { selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: front } } }
`;
    expect(told(telemetry)).toEqual([]);
    expect(toldOf(`${space}${telemetry}`, rules)).toEqual([
      'error IST0101 Telemetry demo/front spec.selector',
    ]);
  });
});
