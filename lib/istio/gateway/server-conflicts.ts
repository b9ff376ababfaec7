import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import type { Server } from './server';

const plainHttp: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'] satisfies Server['protocol'][];
const overTls: readonly string[] = ['HTTPS', 'TLS'] satisfies Server['protocol'][];

/** Refuses servers of one Gateway that Istio would drop, because another has their name, port or hosts. */
export function checkServers(owner: IConstruct, servers: readonly Server[]): void {
  servers.forEach((server, index) => {
    const earlier = servers.slice(0, index);
    if (server.name !== undefined && earlier.some(({ name }) => name === server.name)) {
      throw new ConfigError({
        at: owner.node.path,
        problem: 'two servers have one name',
        got: server.name,
        instead: 'give each its own, or none',
      });
    }
    for (const other of earlier) {
      if (other.port === server.port && other.bind === server.bind) checkSharedPort(owner, other, server);
    }
  });
}

function checkSharedPort(owner: IConstruct, first: Server, second: Server): void {
  const protocols = [first.protocol, second.protocol];
  if (protocols.every((protocol) => plainHttp.includes(protocol))) return;
  if (!protocols.every((protocol) => overTls.includes(protocol))) {
    throw new ConfigError({
      at: owner.node.path,
      problem: `port ${first.port} has two servers that can't be told apart`,
      got: protocols,
      instead: 'give them two ports; only plain HTTP, or TLS for different hosts, can share one',
    });
  }
  const twice = second.hosts.find((host) => first.hosts.includes(host));
  if (twice !== undefined) {
    throw new ConfigError({
      at: owner.node.path,
      problem: `port ${first.port} has two servers for one host, which TLS can't tell apart`,
      got: twice,
      instead: 'name the host in one of them',
    });
  }
}
