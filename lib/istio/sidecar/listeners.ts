import type {
  SidecarSpecEgress,
  SidecarSpecIngress,
  SidecarSpecIngressTls,
} from '../../../imports/networking.istio.io/sidecar';
import { fault, within } from '../../diagnostics/fault';
import { ipVersion } from '../../values/address-range';
import { type Check, distinct, every, keyOf, list, oneOf, text } from '../../values/check';
import { defined } from '../../values/defined';
import { dnsLabelName } from '../../values/dns-label';
import type { NonEmpty } from '../../values/non-empty';
import { type PortProtocol, portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import {
  type ConnectionPool,
  connectionPool,
  renderConnectionPool,
} from '../destination-rule/connection-pool';
import { type MutualTls, renderServerTls, type SimpleTls, serverTls } from '../gateway/server-tls';
import type { Plain } from '../resource';
import { nothingAlone, renderVisibleHosts, type VisibleHosts, visibleHosts } from './visible-hosts';

/** How the traffic of a listener comes to the sidecar. */
export type CaptureMode = 'default' | 'iptables' | 'none';

/** A port that a sidecar listens on. */
export interface SidecarPort {
  readonly number: number;
  readonly protocol: Exclude<PortProtocol, 'udp'>;
  /** @default - protocol and number, such as `http-9080` */
  readonly name?: string;
}

/** What the pods of a sidecar call. */
export interface EgressListener {
  /** What can be reached through it. */
  readonly hosts: NonEmpty<VisibleHosts>;
  /** @default - all ports of the hosts */
  readonly port?: SidecarPort;
  /** The address that it listens on, or `unix://` and a path; the port must be said too. @default - Istio's choice */
  readonly bind?: string;
  /** @default 'default' */
  readonly captureMode?: CaptureMode;
}

/** What calls the pods of a sidecar. */
export interface IngressListener {
  readonly port: SidecarPort;
  /** Where the application listens: `127.0.0.1:8080`, `0.0.0.0:8080` for its pod's address, or a socket. @default - the same port */
  readonly defaultEndpoint?: string;
  readonly bind?: string;
  readonly captureMode?: CaptureMode;
  /** TLS that the sidecar ends, for callers from outside of the mesh; needs PeerAuthentication off on this port. @default - the mesh's own */
  readonly tls?: SimpleTls | MutualTls;
  /** @default - that of the sidecar */
  readonly connectionPool?: ConnectionPool;
}

const captureModes = { default: 'DEFAULT', iptables: 'IPTABLES', none: 'NONE' } as const satisfies Record<
  CaptureMode,
  string
>;

const port = shape<SidecarPort>({
  number: portNumber,
  protocol: oneOf('http', 'http2', 'https', 'grpc', 'grpc-web', 'tcp', 'tls', 'mongo', 'mysql', 'redis'),
  name: optional(dnsLabelName('the name of a port')),
});

const socket = /^unix:\/\/(\/|@).+/;

const bind = text({
  holds: (address) => ipVersion(address) !== 0 || socket.test(address),
  problem: 'a sidecar listens on an IP address or a socket',
  instead: "write for example '127.0.0.1' or 'unix:///var/run/app.sock'",
});

const localEndpoint = text({
  holds: (endpoint) => {
    if (socket.test(endpoint)) return true;
    const { address, number } =
      /^(?<address>127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):(?<number>\d+)$/.exec(endpoint)?.groups ?? {};
    return address !== undefined && portNumber(Number(number)) === undefined;
  },
  problem: 'a sidecar forwards to its own pod',
  instead: "write for example '127.0.0.1:8080', '0.0.0.0:8080' or 'unix:///var/run/app.sock'",
});

const tls: Check<SimpleTls | MutualTls> = every(
  serverTls as Check<SimpleTls | MutualTls>,
  (tls: SimpleTls | MutualTls) => {
    if (tls.kind !== 'simple' && tls.kind !== 'mutual' && tls.kind !== 'optional-mutual') {
      const { kind } = tls as { readonly kind: string };
      return within(
        'kind',
        fault('a sidecar ends TLS itself', kind, 'take ServerTls.simple or ServerTls.mutual'),
      );
    }
    const { credential } = tls;
    if (credential.kind !== 'files' || credential.files.length !== 1) {
      return within(
        'credential',
        fault(
          'a sidecar has its certificate in a file',
          credential,
          "write ServerCredential.files({ certificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key' })",
        ),
      );
    }
    return undefined;
  },
);

const egressListener = shape<EgressListener>(
  {
    hosts: every(list<VisibleHosts>(visibleHosts), nothingAlone),
    port: optional(port),
    bind: optional(bind),
    captureMode: optional(keyOf(captureModes)),
  },
  {
    rule: ({ bind, port }) =>
      bind !== undefined && port === undefined
        ? within('bind', fault('an address is bound for a port', bind, 'name the port, or leave bind out'))
        : undefined,
  },
);

const ingressListener = shape<IngressListener>(
  {
    port,
    defaultEndpoint: optional(localEndpoint),
    bind: optional(bind),
    captureMode: optional(keyOf(captureModes)),
    tls: optional(tls),
    connectionPool: optional(connectionPool),
  },
  {
    rule: ({ tls, port: { protocol } }) =>
      tls && protocol !== 'https' && protocol !== 'tls'
        ? within(
            'port',
            within('protocol', fault('TLS is ended on a port of TLS', protocol, "write 'https' or 'tls'")),
          )
        : undefined,
  },
);

/** Istio takes one listener without a port, the last, and each port once. */
export const egressListeners: Check<readonly EgressListener[]> = every(
  list(egressListener),
  (listeners: readonly EgressListener[]) => {
    const open = listeners.slice(0, -1).findIndex(({ port }) => port === undefined);
    if (open >= 0) {
      const problem = 'a listener without a port takes what no other one takes';
      return within(open, within('port', fault(problem, undefined, 'put it last, or name its port')));
    }
    const numbers = listeners.map(({ port }) => port?.number);
    const index = numbers.findIndex((number, place) => numbers.indexOf(number) < place);
    if (index < 0) return undefined;
    const problem = 'another listener has this port';
    return within(
      index,
      within('port', fault(problem, numbers[index], 'join the two, or give each its own')),
    );
  },
);

export const ingressListeners: Check<readonly IngressListener[]> = every(
  list(ingressListener),
  (listeners: readonly IngressListener[]) =>
    within('port', distinct(portNumber)(listeners.map(({ port }) => port.number))),
);

type RenderedEgress = Plain<SidecarSpecEgress>;
type RenderedIngress = Plain<SidecarSpecIngress>;

export function renderEgressListener({ hosts, port, bind, captureMode }: EgressListener): RenderedEgress {
  return defined<RenderedEgress>({
    hosts: hosts.map(renderVisibleHosts),
    port: port && renderPort(port),
    bind,
    captureMode: captureMode && captureModes[captureMode],
  });
}

export function renderIngressListener(listener: IngressListener): RenderedIngress {
  const { port, bind, captureMode, defaultEndpoint, tls, connectionPool } = listener;
  return defined<RenderedIngress>({
    port: renderPort(port),
    bind,
    captureMode: captureMode && captureModes[captureMode],
    defaultEndpoint,
    tls: tls && (renderServerTls(tls) as Plain<SidecarSpecIngressTls>),
    connectionPool: connectionPool && renderConnectionPool(connectionPool),
  });
}

function renderPort({ number, protocol, name = `${protocol}-${number}` }: SidecarPort) {
  return { number, protocol: protocol.toUpperCase(), name };
}
