import { mesh } from '../../../lib/istio/references/gateway-ref';
import { Workload } from '../../../lib/istio/references/workload';
import {
  checkConnectionMatch,
  renderConnectionMatch,
  type TcpMatch,
  type TlsMatch,
} from '../../../lib/istio/virtual-service/connection-match';

const curl = Workload.labelled({ app: 'curl' }, { namespace: 'other' });

it('writes what is given', () => {
  const match = {
    destinationSubnets: ['10.0.0.0/8', '::1'],
    port: 443,
    source: curl,
    gateways: [mesh],
  } as const;
  checkConnectionMatch(match);
  expect(renderConnectionMatch(match, 'demo')).toEqual({
    destinationSubnets: ['10.0.0.0/8', '::1'],
    port: 443,
    sourceLabels: { app: 'curl' },
    sourceNamespace: 'other',
    gateways: ['mesh'],
  });
  expect(renderConnectionMatch({ sourceNamespace: 'demo' }, 'demo')).toEqual({ sourceNamespace: 'demo' });
});

it.each<[TcpMatch | TlsMatch, string]>([
  [{ port: 0 }, 'the port of a match must be a whole number from 1 to 65535'],
  [{ destinationSubnets: ['::1', 'a'] }, "a subnet is an IP address or a CIDR block, got 'a'"],
  [{ sniHosts: ['10.0.0.1'] }, "a server name (SNI) can't be an IP address"],
  [{ sourceNamespace: '' }, 'a namespace is named by a DNS label'],
  [
    { source: curl, sourceNamespace: 'demo' },
    "the source is a workload of the namespace 'other', got 'demo'",
  ],
])('rejects what no connection meets (%#)', (match, problem) => {
  expect(() => checkConnectionMatch(match)).toThrow(problem);
});
