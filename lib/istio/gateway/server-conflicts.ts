import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import type { Server } from './server';

const plainHttp: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'] satisfies Server['protocol'][];
const overTls: readonly string[] = ['HTTPS', 'TLS'] satisfies Server['protocol'][];

/** Finds servers of one Gateway that Istio would drop, because another has their name, port or hosts. */
export function serverConflict(servers: readonly Server[]): Fault | undefined {
  return firstFault(servers.length, (index) => {
    const server = servers[index] as Server;
    const earlier = servers.slice(0, index);
    const found =
      server.name !== undefined && earlier.some(({ name }) => name === server.name)
        ? within('name', fault('two servers have one name', server.name, 'give each its own, or none'))
        : firstFault(earlier.length, (other) => sharedPort(earlier[other] as Server, server));
    return within(index, found);
  });
}

function sharedPort(first: Server, second: Server): Fault | undefined {
  if (first.port !== second.port || first.bind !== second.bind) return undefined;
  const protocols = [first.protocol, second.protocol];
  if (protocols.every((protocol) => plainHttp.includes(protocol))) return undefined;
  if (!protocols.every((protocol) => overTls.includes(protocol))) {
    return fault(
      `port ${first.port} has two servers that can't be told apart`,
      protocols,
      'give them two ports; only plain HTTP, or TLS for different hosts, can share one',
    );
  }
  const twice = second.hosts.findIndex((host) => first.hosts.includes(host));
  if (twice < 0) return undefined;
  return within(
    'hosts',
    within(
      twice,
      fault(
        `port ${first.port} has two servers for one host, which TLS can't tell apart`,
        second.hosts[twice],
        'name the host in one of them',
      ),
    ),
  );
}
