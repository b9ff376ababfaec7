import { fault, within } from '../diagnostics/fault';
import { type Check, every, isPlain, oneOf, record } from './check';
import { dnsLabelName } from './dns-label';
import { type PortProtocol, portNumber } from './port';
import { optional, shape } from './shape';

/** A port name that begins with its protocol, from which Istio reads it: `http`, `grpc-admin`. */
export type ProtocolPortName = PortProtocol | `${PortProtocol}-${string}`;

/** A port of a service whose name says its protocol. */
export interface NamedPort {
  /** What callers in the mesh connect to. */
  readonly port: number;
  /** What is listened on behind it. @default - the same */
  readonly targetPort?: number;
}

/** A port of a service whose protocol is said beside its name. */
export interface ProtocolPort extends NamedPort {
  /** What is spoken on it, which Istio needs to know to route requests rather than connections. */
  readonly protocol: PortProtocol;
}

/**
 * How the port called `Name` is written: its number alone where the name says the protocol.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export type ServicePort<Name extends string> = Name extends ProtocolPortName
  ? number | NamedPort
  : ProtocolPort;

/** A port with all that there is to know of it. */
export interface KnownPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | undefined;
  readonly protocol: PortProtocol;
  /** Whether the name says the protocol. */
  readonly isNamed: boolean;
}

const protocols = [
  'http',
  'http2',
  'https',
  'grpc',
  'grpc-web',
  'tcp',
  'tls',
  'mongo',
  'mysql',
  'redis',
  'udp',
] as const satisfies readonly PortProtocol[];

/** A port as a user may write it. */
export type WrittenPort = number | NamedPort | ProtocolPort;

/** What is spoken on a port. */
const portProtocol: Check<PortProtocol> = oneOf(...protocols);

/** A port whose pods listen on a number that the check takes: the target port, or where there is none the port. */
function writtenPort(listened: Check<number>): Check<WrittenPort> {
  const parts = shape<NamedPort & Partial<ProtocolPort>>({
    port: portNumber,
    targetPort: optional(listened),
    protocol: optional(portProtocol),
  });
  return (value) => {
    if (!isPlain(value)) return listened(value as number);
    const named: NamedPort = value as NamedPort;
    const found = parts(named);
    if (found) return found;
    const { port, targetPort } = named;
    return targetPort === undefined ? within('port', listened(port)) : undefined;
  };
}

/** Refuses a port of whose protocol neither its name nor anything beside it says a word. */
const eachSaysProtocol: Check<Readonly<Record<string, WrittenPort>>> = (ports) => {
  const silent = Object.entries(ports).find(
    ([name, port]) => protocolOfName(name) === undefined && protocolOf(port) === undefined,
  );
  if (silent === undefined) return undefined;
  const [name, port] = silent;
  const number = typeof port === 'number' ? port : port.port;
  return within(
    name,
    fault(
      `Istio reads the protocol of a port from the beginning of its name, and '${name}' says none`,
      port,
      `write { 'http-${name}': ${number} }, or { ${/^\w+$/.test(name) ? name : `'${name}'`}: { port: ${number}, protocol: 'http' } }`,
    ),
  );
};

/**
 * Ports by name, each of a protocol that is known.
 *
 * @param listened what pods can listen on
 * @param once of which no two may have the same: the number, or number and transport
 */
export function portsByName(
  listened: Check<number>,
  once: (port: KnownPort) => string | number,
): Check<Readonly<Record<string, WrittenPort>>> {
  return every(
    record(writtenPort(listened), { name: dnsLabelName('the name of a port') }),
    eachSaysProtocol,
    (ports: Readonly<Record<string, WrittenPort>>) => {
      const known = knownPorts(ports);
      const twice = known.find(
        (port, index) => known.findIndex((other) => once(other) === once(port)) < index,
      );
      return (
        twice &&
        within(twice.name, fault('another port has the same number', once(twice), 'give each its own'))
      );
    },
  );
}

/** Ports by name, each number once. */
export const servicePorts = portsByName(portNumber, ({ port }) => port);

function protocolOf(port: WrittenPort): PortProtocol | undefined {
  return typeof port === 'object' && 'protocol' in port ? port.protocol : undefined;
}

/** The ports as they were written, with the rest filled in. */
export function knownPorts(ports: Readonly<Record<string, WrittenPort>>): readonly KnownPort[] {
  return Object.entries(ports).map(([name, written]) => {
    const { port, targetPort } =
      typeof written === 'number' ? { port: written, targetPort: undefined } : written;
    return {
      name,
      port,
      targetPort,
      protocol: protocolOf(written) ?? (protocolOfName(name) as PortProtocol),
      isNamed: protocolOf(written) === undefined,
    };
  });
}

/** The longest protocol that a name begins with, so that `grpc-web-api` is not read as `grpc`. */
function protocolOfName(name: string): PortProtocol | undefined {
  const fitting = protocols.filter((protocol) => name === protocol || name.startsWith(`${protocol}-`));
  return fitting.sort((a, b) => b.length - a.length)[0];
}
