import {
  BackendTLSPolicy,
  type BackendTLSPolicyProps,
  ConfigMap,
  SubjectAltName,
} from '../../lib/gateway-api';
import { MeshService } from '../../lib/istio';
import { errorOf } from '../error-of';
import { acceptedSpec, service } from './described';

const bank = MeshService.named('bank.demo.svc.cluster.local');
const spec = (props: Partial<BackendTLSPolicyProps>) =>
  acceptedSpec((chart) => {
    const rest = { targets: [bank], hostname: 'bank.example.com', caCertificates: 'system' } as const;
    new BackendTLSPolicy(chart, 'bank', { ...rest, ...props });
  });

describe('BackendTLSPolicy', () => {
  it('trusts the authorities of the system', () => {
    expect(spec({})).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'bank' }],
      validation: { hostname: 'bank.example.com', wellKnownCACertificates: 'System' },
    });
  });

  it('trusts authorities of its own, for a port, and asks for names', () => {
    expect(
      acceptedSpec((chart) => {
        new BackendTLSPolicy(chart, 'bank', {
          targets: [service(chart).port('http')],
          hostname: 'bank.example.com',
          caCertificates: [ConfigMap.named('ca')],
          subjectAltNames: [
            SubjectAltName.hostname('bank.example.com'),
            SubjectAltName.uri('spiffe://cluster.local/ns/demo/sa/bank'),
          ],
          options: { 'example.com/a': 'b' },
        });
      }),
    ).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'reviews', sectionName: 'http' }],
      validation: {
        hostname: 'bank.example.com',
        caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
        subjectAltNames: [
          { type: 'Hostname', hostname: 'bank.example.com' },
          { type: 'URI', uri: 'spiffe://cluster.local/ns/demo/sa/bank' },
        ],
      },
      options: { 'example.com/a': 'b' },
    });
  });

  it('rejects what it does not reach, and what it can not ask for', () => {
    expect(() => spec({ targets: [MeshService.named('bank.other.svc.cluster.local')] })).toThrow(
      errorOf(
        "chart/bank: targets[0]: the policy is for services of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
      ),
    );
    expect(() => spec({ targets: [MeshService.named('api.example.com')] })).toThrow(
      /targets\[0\]: the policy is for Services of the cluster, got 'api\.example\.com'/,
    );
    expect(() => spec({ targets: [bank, bank] })).toThrow(/targets\[1\]: the list holds it twice/);
    expect(() => spec({ caCertificates: [ConfigMap.named('ca', { namespace: 'other' })] })).toThrow(
      /caCertificates\[0\]: certificates are in the namespace of the policy, got 'other'/,
    );
    expect(() => spec({ caCertificates: 'System' as never })).toThrow(/write 'system'/);
    expect(() => spec({ hostname: '*.example.com' })).toThrow(
      /hostname: a server is asked for by a DNS name/,
    );
  });
});
