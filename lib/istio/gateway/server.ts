import type { IConstruct } from 'constructs';
import type { GatewaySpecServers } from '../../../imports/networking.istio.io/gateway';
import { fault, within } from '../../diagnostics/fault';
import { ipVersion } from '../../values/address-range';
import { type Check, every, filledText, list, oneOf, text } from '../../values/check';
import { defined } from '../../values/defined';
import { isDnsLabel } from '../../values/dns-label';
import { type HostName, isHostName } from '../../values/host-name';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, variants } from '../../values/shape';
import type { Plain } from '../resource';
import { type PassedTls, renderServerTls, type ServerTls, serverTls, type TerminatedTls } from './server-tls';

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

/** Factories of servers; the Gateway that is given one checks it. */
export const Server = {
  /** Takes HTTP requests in plain text. */
  http(options: PlainHttp): Server {
    const { redirectToHttps, ...others } = { ...given(options) } as PlainHttp;
    const tls =
      redirectToHttps === undefined || redirectToHttps === false ? undefined : redirect(redirectToHttps);
    return { kind: 'server', protocol: 'HTTP', port: 80, ...others, ...(tls && { tls }) };
  },

  /** Takes HTTP requests over TLS, which the gateway decrypts. */
  https(options: Https): Server {
    return { kind: 'server', port: 443, ...(given(options) as Https), protocol: 'HTTPS' };
  },

  /** Takes TLS connections that hold something else than HTTP, or that are passed on unread. */
  tls(options: Tls): Server {
    return { kind: 'server', port: 443, ...(given(options) as Tls), protocol: 'TLS' };
  },

  /** Takes plain TCP connections. */
  tcp(options: Tcp): Server {
    return { kind: 'server', protocol: 'TCP', ...(given(options) as Tcp) };
  },
};

/** What is neither true nor false is left to the check of the Gateway. */
function redirect(redirectToHttps: boolean): NonNullable<Server['tls']> {
  return redirectToHttps === true ? { kind: 'redirect-to-https' } : (redirectToHttps as never);
}

const serverHost: Check<ServerHost> = every(
  text({
    holds: (host) => {
      const namespace = host.slice(0, Math.max(host.indexOf('/'), 0));
      return !host.includes('/') || namespace === '.' || namespace === '*' || isDnsLabel(namespace);
    },
    problem: 'a host of a server is a fully qualified DNS name, perhaps after a namespace and a slash',
    instead:
      "write '*.example.com', 'demo/*.example.com', './*' for the gateway's own namespace or '*/*' for any",
  }),
  text({
    holds: (host) => isHostName(host.slice(host.indexOf('/') + 1)),
    problem: 'a host of a server must be a fully qualified DNS name',
    instead: "write '*', a name such as 'bookinfo.example.com' or a wildcard such as '*.example.com'",
  }),
  text({
    holds: (host) => !host.slice(host.indexOf('/') + 1).startsWith('*-'),
    problem: 'a wildcard of a server stands for whole labels',
    instead: (host) => `write '*${host.slice(host.indexOf('.'))}'`,
  }),
);

const protocols = [
  'HTTP',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'HTTPS',
  'TLS',
  'TCP',
  'MONGO',
] as const satisfies ServerProtocol[];

/** Which TLS goes with a protocol: HTTPS is decrypted, TLS may be passed on, the others are plain text. */
const tlsFault: Check<Server> = ({ protocol, tls }: Server) => {
  const kind = tls?.kind;
  const decrypts = kind !== undefined && kind !== 'redirect-to-https' && !kind.endsWith('passthrough');
  switch (protocol) {
    case 'HTTPS':
      return decrypts
        ? undefined
        : within(
            'tls',
            fault(
              'HTTPS is decrypted at the gateway, which needs a certificate',
              tls,
              "write tls: ServerTls.simple(ServerCredential.secret('bookinfo-tls'))",
            ),
          );
    case 'TLS':
      return decrypts || kind?.endsWith('passthrough')
        ? undefined
        : within(
            'tls',
            fault(
              'a server of TLS decrypts or passes on',
              tls,
              "write tls: ServerTls.passthrough, or ServerTls.simple(ServerCredential.secret('bookinfo-tls'))",
            ),
          );
    case 'TCP':
    case 'MONGO':
      return kind === undefined
        ? undefined
        : within('tls', fault('this protocol is plain text', tls, 'leave it out, or use Server.tls'));
    default:
      return kind === undefined || kind === 'redirect-to-https'
        ? undefined
        : within('tls', fault('this protocol is plain text', tls, 'leave it out, or use Server.https'));
  }
};

export const server: Check<Server> = variants<Server>(
  'a server',
  {
    server: {
      hosts: list(serverHost),
      name: optional(filledText('the name of a server', "'bookinfo'")),
      bind: optional(
        text({
          holds: (bind) => ipVersion(bind) !== 0,
          problem: 'a server listens on an IP address',
          instead: "write for example '127.0.0.1', or leave bind out",
        }),
      ),
      protocol: oneOf(...protocols),
      port: portNumber,
      tls: optional(serverTls),
    },
  },
  tlsFault,
);

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

/** What makes the Secrets that a server names, as far as it is described here. */
export function secretConstructs({ tls }: Server): readonly IConstruct[] {
  if (tls === undefined || !('credential' in tls)) return [];
  const { credential } = tls;
  const clients = 'clients' in tls ? tls.clients.caCertCredential : undefined;
  const named = credential.kind === 'secret' ? [...credential.names, clients] : [clients];
  return named.flatMap((one) => (typeof one === 'object' ? (one.construct ?? []) : []));
}
