import type { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { checkDnsLabel } from '../values/dns-label';
import { checkPort, type PortProtocol } from '../values/port';

/** A port name that begins with its protocol, from which Istio reads it: `http`, `grpc-admin`. */
export type ProtocolPortName = PortProtocol | `${PortProtocol}-${string}`;

/** A port of a Service whose name says its protocol. */
export interface NamedPort {
  /** What callers in the mesh connect to. */
  readonly port: number;
  /** What the pods listen on. @default - the same */
  readonly targetPort?: number;
}

/** A port of a Service whose protocol is said beside its name. */
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
export interface ResolvedPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** `undefined`: the name says it. */
  readonly protocol: PortProtocol | undefined;
}

/**
 * The ports of a microservice as they were written, with the rest filled in.
 *
 * @throws ConfigError for what the API server would not take: none at all, a bad name or number, a number twice
 */
export function resolvePorts(
  owner: Construct,
  ports: Readonly<Record<string, number | NamedPort | ProtocolPort>>,
): readonly ResolvedPort[] {
  const at = owner.node.path;
  const resolved = Object.entries(ports).map(([name, written]) => resolvePort(name, written));
  if (resolved.length === 0) {
    throw new ConfigError({
      at,
      problem: 'a Service needs a port',
      got: ports,
      instead: 'write for example { http: 9080 }',
    });
  }
  for (const { name, port, targetPort } of resolved) {
    checkDnsLabel(owner, name, 'the name of a port');
    checkPort(port, `port '${name}' of ${at}`);
    checkPort(targetPort, `the target port of '${name}' of ${at}`);
  }
  const numbers = resolved.map((port) => `${port.port}/${transport(port).protocol ?? 'TCP'}`);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) {
    throw new ConfigError({
      at,
      problem: 'a Service has each port once',
      got: twice,
      instead: 'give one of the two another number; their targetPort may be the same',
    });
  }
  return resolved;
}

function resolvePort(name: string, written: number | NamedPort | ProtocolPort): ResolvedPort {
  if (typeof written === 'number') {
    return { name, port: written, targetPort: written, protocol: undefined };
  }
  return {
    name,
    port: written.port,
    targetPort: written.targetPort ?? written.port,
    protocol: 'protocol' in written ? written.protocol : undefined,
  };
}

/** Kubernetes' own word for what carries the port's packets, where it is not TCP. */
export function transport(port: ResolvedPort): { readonly protocol?: 'UDP' } {
  const isUdp = port.protocol === 'udp' || port.name === 'udp' || port.name.startsWith('udp-');
  return isUdp ? { protocol: 'UDP' } : {};
}
