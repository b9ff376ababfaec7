import { told } from '../told';

const policy = (name: string, target: string, more = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: ${name}, namespace: demo, ${more} }
spec:
  targetRefs: [{ group: '', kind: Service, ${target} }]
  validation: { hostname: api.example.test, wellKnownCACertificates: System }
---`;
const of = (...policies: string[]) => told(policies.join(''), ['backend-tls-conflict']);

describe('BackendTLSPolicies for one port', () => {
  it.each(['name: api', 'name: api, sectionName: https'])('are told of, all but the first: %s', (target) => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => policy(name, target)) as [string, string, string];
    expect(of(c, a, b)).toEqual([
      'warning BackendTLSPolicy demo/c spec.targetRefs[0]',
      'warning BackendTLSPolicy demo/b spec.targetRefs[0]',
    ]);
  });

  it('hold by their age, and what is not in the cluster yet comes last', () => {
    const [old, young] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'].map(
      (time) => `creationTimestamp: '${time}'`,
    );
    const last = 'warning BackendTLSPolicy demo/a spec.targetRefs[0]';
    expect(of(policy('a', 'name: api', young), policy('b', 'name: api', old))).toEqual([last]);
    expect(of(policy('a', 'name: api'), policy('b', 'name: api', young))).toEqual([last]);
  });

  it('do not meet at another port, at a port and all of them, or where one is ignored', () => {
    const [port, other] = ['https', 'admin'].map((name) => `name: api, sectionName: ${name}`) as [
      string,
      string,
    ];
    expect(
      of(policy('a', port), policy('b', other), policy('c', 'name: api'), policy('d', 'name: web')),
    ).toEqual([]);
    const ignored = "annotations: { istio.io/ignore-policy-attachment: 'true' }";
    expect(of(policy('a', port, ignored), policy('b', port))).toEqual([]);
  });
});
