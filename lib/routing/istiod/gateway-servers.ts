import { declaredProtocol, isHttp } from '../../model/protocol';
import type { BoundGateway, BoundServer } from './gateways';

/** A server that a gateway proxy listens for. */
export interface MergedServer {
  readonly gateway: BoundGateway;
  readonly server: BoundServer;
  /** The port of the pod. */
  readonly port: number;
  readonly bind: string;
  readonly kind: ServerKind;
  /** Servers of one name answer from one table of routes. */
  readonly routeName: string;
}

/** What a server does with a connection. */
export type ServerKind = 'http' | 'https' | 'tls-terminating' | 'tls-passthrough' | 'tcp';

/** A server that was left out, and why. */
export interface RefusedServer {
  readonly gateway: BoundGateway;
  readonly server: BoundServer;
  readonly because: string;
}

/**
 * The servers of all Gateways of one proxy, merged as istiod merges them: HTTP servers of a port share it, TLS servers
 * share it by their names, and everything else goes to the first.
 *
 * @param ports the ports of the pod that a Gateway's port leads to
 */
export function mergedServers(
  gateways: readonly BoundGateway[],
  ports: (gateway: BoundGateway, port: number) => readonly number[],
  strict: boolean,
): { readonly servers: readonly MergedServer[]; readonly refused: readonly RefusedServer[] } {
  const servers: MergedServer[] = [];
  const refused: RefusedServer[] = [];
  const plain = new Map<number, { readonly kind: ServerKind; readonly bind: string }>();
  const names = new Map<string, string>();
  const routeNames = new Set<string>();
  const taken = new Set<number>();
  for (const gateway of gateways) {
    for (const server of gateway.servers) {
      const number = server.port?.number;
      if (number === undefined) continue;
      for (const port of ports(gateway, number)) {
        const bind = server.bind ?? '';
        const kind = kindOf(server);
        const routeName = routeNameOf(gateway, server, kind, port);
        const refuse = (because: string) => refused.push({ gateway, server, because });
        if (server.tls !== undefined) {
          const double = (server.hosts ?? []).find((host) => names.get(`${port} ${host}`) === bind);
          if (double !== undefined) {
            refuse(`another server on port ${port} has the host ${double}`);
            continue;
          }
          for (const host of server.hosts ?? []) names.set(`${port} ${host}`, bind);
        }
        const current = plain.get(port);
        if (current !== undefined) {
          const isOther = current.kind !== kind || kind !== 'http';
          if (isOther && (current.bind === bind || strict)) {
            refuse(`port ${port} is taken by a server that speaks ${current.kind}`);
            continue;
          }
        } else if (taken.has(port) && isPlain(server)) {
          plain.set(port, { kind, bind });
        } else if (taken.has(port) && kind === 'https' && routeNames.has(routeName)) {
          refuse(`another https server on port ${port} has the name ${server.port?.name ?? ''}`);
          continue;
        }
        if (!taken.has(port)) {
          taken.add(port);
          if (isPlain(server)) plain.set(port, { kind, bind });
        }
        if (kind === 'http' || kind === 'https') routeNames.add(routeName);
        servers.push({ gateway, server, port, bind, kind, routeName });
      }
    }
  }
  return { servers, refused };
}

/** Whether a server speaks without TLS: one that sends everything to https does. */
function isPlain({ tls, port }: BoundServer): boolean {
  return tls === undefined || isHttp(declaredProtocol(port?.protocol));
}

function kindOf({ tls, port }: BoundServer): ServerKind {
  const protocol = declaredProtocol(port?.protocol);
  if (isHttp(protocol)) return 'http';
  if (tls === undefined) return 'tcp';
  const passes = tls.mode === undefined || tls.mode === 'PASSTHROUGH' || tls.mode === 'AUTO_PASSTHROUGH';
  if (passes) return 'tls-passthrough';
  return protocol === 'https' ? 'https' : 'tls-terminating';
}

function routeNameOf(
  gateway: BoundGateway,
  { bind, port }: BoundServer,
  kind: ServerKind,
  number: number,
): string {
  const bound = bind ? `.${bind}` : '';
  if (kind === 'http') return `http.${number}${bound}`;
  return `https.${port?.number ?? 0}.${port?.name ?? ''}.${gateway.key}${bound}`;
}
