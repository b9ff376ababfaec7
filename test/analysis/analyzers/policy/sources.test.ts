import { told } from '../told';

const world = (principal: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: clinic, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: frontend, namespace: clinic }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: records, namespace: clinic }
spec: { rules: [{ from: [{ source: { principals: [${principal}] } }] }] }
`;
const of = (principal: string) => told(world(principal), ['policy-principal-form']);

describe('an identity', () => {
  it.each(['frontend', 'clinic/frontend', 'ns/clinic/sa/frontend', 'cluster.local/clinic/frontend'])(
    'is told where a part of it is missing: %s',
    (principal) => {
      expect(of(principal)).toEqual([
        'error IST0106 AuthorizationPolicy clinic/records spec.rules[0].from[0].source.principals[0]',
      ]);
    },
  );

  it.each([
    'cluster.local/ns/clinic/sa/frontend',
    'other.example/vm/frontend',
    'vm/frontend',
    '*/sa/frontend',
  ])('is whole, or of another mesh: %s', (principal) => {
    expect(of(principal)).toEqual([]);
  });
});
