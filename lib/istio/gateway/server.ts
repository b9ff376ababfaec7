import { isIP } from 'node:net';
import type { GatewaySpecServers } from '../../../imports/networking.istio.io/gateway';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { isDnsLabel } from '../../values/dns-label';
import { checkHostName, type HostName } from '../../values/host-name';
import type { NonEmpty } from '../../values/non-empty';
import { checkPort } from '../../values/port';
import type { Plain } from '../resource';
import { type PassedTls, renderServerTls, type ServerTls, type TerminatedTls } from './server-tls';

/** A host that a gateway answers for, perhaps only for routes of one namespace (`demo/*.example.com`, `./*`). */
export type ServerHost = HostName | `${string}/${HostName}`;

/** What every server says. */
export interface ServerOptions {
  readonly hosts: NonEmpty<ServerHost>;
  /** Names the server in Istio's logs and Envoy's statistics; unique in its Gateway. */
  readonly name?: string;
  /** The IP address to listen on. @default - every address of the pod */
  readonly bind?: string;
}

/** What a server speaks, in Istio's own words. */
export type ServerProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB' | 'HTTPS' | 'TLS' | 'TCP' | 'MONGO';

/**
 * A port on which a gateway takes connections from outside.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export interface Server extends ServerOptions {
  readonly kind: 'server';
  readonly protocol: ServerProtocol;
  /** The port of the gateway's Service. */
  readonly port: number;
  readonly tls?: ServerTls | { readonly kind: 'redirect-to-https' };
}

interface PlainHttp extends ServerOptions {
  /** @default 80 */
  readonly port?: number;
  /** @default 'HTTP' */
  readonly protocol?: 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB';
  /** Answers every request with a redirect to `https://`. @default false */
  readonly redirectToHttps?: boolean;
}

interface Https extends ServerOptions {
  /** @default 443 */
  readonly port?: number;
  readonly tls: TerminatedTls;
}

interface Tls extends ServerOptions {
  /** @default 443 */
  readonly port?: number;
  readonly tls: TerminatedTls | PassedTls;
}

interface Tcp extends ServerOptions {
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'MONGO';
}

export const Server = {
  /** Takes HTTP requests in plain text. */
  http({ port = 80, protocol = 'HTTP', redirectToHttps = false, ...options }: PlainHttp): Server {
    const tls = redirectToHttps ? { tls: { kind: 'redirect-to-https' } as const } : {};
    return checked({ kind: 'server', ...options, protocol, port, ...tls });
  },

  /** Takes HTTP requests over TLS, which the gateway decrypts. */
  https({ port = 443, ...options }: Https): Server {
    return checked({ kind: 'server', ...options, protocol: 'HTTPS', port });
  },

  /** Takes TLS connections that hold something else than HTTP, or that are passed on unread. */
  tls({ port = 443, ...options }: Tls): Server {
    return checked({ kind: 'server', ...options, protocol: 'TLS', port });
  },

  /** Takes plain TCP connections. */
  tcp({ protocol = 'TCP', ...options }: Tcp): Server {
    return checked({ kind: 'server', ...options, protocol });
  },
};

function checked(server: Server): Server {
  checkPort(server.port, 'the port of a server');
  if (server.bind !== undefined && isIP(server.bind) === 0) {
    throw new ConfigError({
      problem: 'a server listens on an IP address',
      got: server.bind,
      instead: "write for example '127.0.0.1', or leave bind out",
    });
  }
  for (const host of server.hosts) checkServerHost(host);
  return server;
}

function checkServerHost(host: ServerHost): void {
  const slash = host.indexOf('/');
  const namespace = host.slice(0, Math.max(slash, 0));
  if (slash >= 0 && namespace !== '.' && namespace !== '*' && !isDnsLabel(namespace)) {
    throw new ConfigError({
      problem: 'what stands before the slash is no namespace',
      got: host,
      instead: "write a namespace, '.' for the gateway's own or '*' for any, as in './*.example.com'",
    });
  }
  const name = host.slice(slash + 1);
  checkHostName(name, 'a host of a server');
  if (name.startsWith('*-')) {
    throw new ConfigError({
      problem: 'a wildcard of a server stands for whole labels',
      got: host,
      instead: `write '*${name.slice(name.indexOf('.'))}'`,
    });
  }
}

/** Writes a server; `portName` is unique in its Gateway. */
export function renderServer(server: Server, portName: string): Plain<GatewaySpecServers> {
  return defined<Plain<GatewaySpecServers>>({
    name: server.name,
    port: { number: server.port, name: portName, protocol: server.protocol },
    bind: server.bind,
    hosts: [...server.hosts],
    tls:
      server.tls &&
      (server.tls.kind === 'redirect-to-https' ? { httpsRedirect: true } : renderServerTls(server.tls)),
  });
}

/** A name for each server's port: the protocol, with the port or a number where that is taken. */
export function portNames(servers: readonly Server[]): readonly string[] {
  const taken = new Set<string>();
  return servers.map(({ protocol, port }) => {
    const short = protocol.toLowerCase();
    const candidates = [
      short,
      `${short}-${port}`,
      ...servers.map((_, index) => `${short}-${port}-${index + 2}`),
    ];
    const name = candidates.find((candidate) => !taken.has(candidate)) as string;
    taken.add(name);
    return name;
  });
}
