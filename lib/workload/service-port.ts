import { fault, within } from '../diagnostics/fault';
import { type Check, every, numeric, record } from '../values/check';
import { dnsLabelName } from '../values/dns-label';
import { type PortProtocol, portNumber } from '../values/port';
import {
  eachSaysProtocol,
  type NamedPort,
  type ProtocolPort,
  type ProtocolPortName,
  portProtocol,
  type ServicePort,
  type WrittenPort,
} from '../values/service-port';
import { optional, shape } from '../values/shape';

export type { NamedPort, ProtocolPort, ProtocolPortName, ServicePort };

/** A port with all that there is to know of it. */
export interface ResolvedPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** `undefined`: the name says it. */
  readonly protocol: PortProtocol | undefined;
}

/**
 * What the sidecar of a pod listens on itself.
 *
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 */
const sidecarPorts: readonly number[] = [
  15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090,
];

/** What a microservice's pods can listen on. */
const podPort: Check<number> = every(
  portNumber,
  numeric({
    holds: (port) => !sidecarPorts.includes(port),
    problem: 'the sidecar of the pod listens on this port itself',
    instead: 'let the pods listen on another, and name it by targetPort where callers know this one',
  }),
);

const namedPort = shape<NamedPort & Partial<ProtocolPort>>({
  port: portNumber,
  targetPort: optional(podPort),
  protocol: optional(portProtocol),
});

const writtenPort: Check<WrittenPort> = (value: unknown) => {
  if (typeof value === 'number') return podPort(value);
  const found = namedPort(value as NamedPort);
  if (found) return found;
  const { port, targetPort } = value as NamedPort;
  return targetPort === undefined ? within('port', podPort(port)) : undefined;
};

/** The ports of a Service: at least one, each of a protocol that is known, and each number once. */
export const servicePorts: Check<Readonly<Record<string, WrittenPort>>> = every(
  record(writtenPort, { name: dnsLabelName('the name of a port') }),
  eachSaysProtocol,
  (ports: Readonly<Record<string, WrittenPort>>) => {
    const numbers = resolvePorts(ports).map((port) => `${port.port}/${transport(port).protocol ?? 'TCP'}`);
    const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
    return twice === undefined
      ? undefined
      : fault(
          'a Service has each port once',
          twice,
          'give one of the two another number; their targetPort may be the same',
        );
  },
);

/** The ports of a microservice as they were written, with the rest filled in. */
export function resolvePorts(ports: Readonly<Record<string, WrittenPort>>): readonly ResolvedPort[] {
  return Object.entries(ports).map(([name, written]) => resolvePort(name, written));
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
