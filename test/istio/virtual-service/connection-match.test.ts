import { mesh } from '../../../lib/istio/references/gateway-ref';
import { Workload } from '../../../lib/istio/references/workload';
import {
  renderConnectionMatch,
  type TcpMatch,
  type TlsMatch,
  tcpMatch,
  tlsMatch,
} from '../../../lib/istio/virtual-service/connection-match';
import { refusal } from '../../refusal';

const curl = Workload.labelled({ app: 'curl' }, { namespace: 'other' });

it('writes what is given', () => {
  const match = {
    destinationSubnets: ['10.0.0.0/8', '::1'],
    port: 443,
    source: curl,
    gateways: [mesh],
  } as const;
  expect(refusal(tcpMatch, match)).toBeUndefined();
  expect(renderConnectionMatch(match, 'demo')).toEqual({
    destinationSubnets: ['10.0.0.0/8', '::1'],
    port: 443,
    sourceLabels: { app: 'curl' },
    sourceNamespace: 'other',
    gateways: ['mesh'],
  });
  expect(renderConnectionMatch({ sourceNamespace: 'demo' }, 'demo')).toEqual({ sourceNamespace: 'demo' });
});

it('rejects a match that says nothing, and a TLS match without server names', () => {
  expect(refusal(tcpMatch, {})).toContain('it says nothing');
  expect(refusal(tlsMatch, { port: 443 })).toContain('a list is expected, got undefined');
});

it.each<[TcpMatch | TlsMatch, string]>([
  [{ port: 0 }, 'a port must be a whole number from 1 to 65535'],
  [{ destinationSubnets: ['::1', 'a'] }, "a subnet is an IP address or a CIDR block, got 'a'"],
  [{ sniHosts: ['10.0.0.1'] }, "the host can't be an IP address"],
  [{ sourceNamespace: '' }, 'a namespace is named by a DNS label'],
  [
    { source: curl, sourceNamespace: 'demo' },
    "the source is a workload of the namespace 'other', got 'demo'",
  ],
])('rejects what no connection meets (%#)', (match, problem) => {
  expect(refusal('sniHosts' in match ? tlsMatch : tcpMatch, match)).toContain(problem);
});
