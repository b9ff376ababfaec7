import { type Check, every, numeric } from '../values/check';
import { type PortProtocol, portNumber } from '../values/port';
import { proxyPorts } from '../values/proxy-ports';
import {
  knownPorts,
  type NamedPort,
  type ProtocolPort,
  type ProtocolPortName,
  portsByName,
  type ServicePort,
  type WrittenPort,
} from '../values/service-port';

export type { NamedPort, ProtocolPort, ProtocolPortName, ServicePort };

/** A port with all that there is to know of it. */
export interface ResolvedPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** `undefined`: the name says it. */
  readonly protocol: PortProtocol | undefined;
}

const sidecarPorts: readonly number[] = Object.values(proxyPorts);

/** What a microservice's pods can listen on. */
const podPort: Check<number> = every(
  portNumber,
  numeric({
    holds: (port) => !sidecarPorts.includes(port),
    problem: 'the sidecar of the pod listens on this port itself',
    instead: 'let the pods listen on another, and name it by targetPort where callers know this one',
  }),
);

/** The ports of a Service: at least one, each of a protocol that is known, and each number of a transport once. */
export const servicePorts = portsByName(
  podPort,
  ({ port, protocol }) => `${port}/${protocol === 'udp' ? 'UDP' : 'TCP'}`,
);

/** The ports of a microservice as they were written, with the rest filled in. */
export function resolvePorts(ports: Readonly<Record<string, WrittenPort>>): readonly ResolvedPort[] {
  return knownPorts(ports).map(({ name, port, targetPort = port, protocol, isNamed }) => ({
    name,
    port,
    targetPort,
    protocol: isNamed ? undefined : protocol,
  }));
}

/** Kubernetes' own word for what carries the port's packets, where it is not TCP. */
export function transport(port: ResolvedPort): { readonly protocol?: 'UDP' } {
  const isUdp = port.protocol === 'udp' || port.name === 'udp' || port.name.startsWith('udp-');
  return isUdp ? { protocol: 'UDP' } : {};
}
