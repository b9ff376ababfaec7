import type { IConstruct } from 'constructs';
import { type Fault, fault } from '../../diagnostics/fault';
import { suggest } from '../../diagnostics/nearest-name';
import { aConstruct } from '../../values/a-construct';
import { type Check, filledText, list, record, textOr } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { dnsName, type HostName, hostName } from '../../values/host-name';
import { portNumber } from '../../values/port';
import { optional, reference, shape } from '../../values/shape';
import { type RequestReader, requestReader } from './request-reader';

/** A port of a service in the mesh's registry. */
export interface MeshServicePort<Name extends string = string> {
  readonly name: Name;
  readonly number: number;
}

/**
 * A service in the mesh's registry: what routes lead to and what traffic policies are for.
 * A `Microservice` is one; {@link MeshService.named} is the door for those described elsewhere.
 */
export interface IMeshService<
  Port extends string = string,
  Reader extends RequestReader = 'sidecar' | 'waypoint',
> {
  readonly kind: 'service' | 'microservice' | 'service-entry';
  /** The fully qualified name that the registry knows it by. */
  readonly host: HostName;
  /** Its ports; none where they are not known here. */
  readonly ports: readonly MeshServicePort<Port>[];
  /** Where it is described in this app; `undefined` outside. */
  readonly construct: IConstruct | undefined;
  /** Who reads the requests to it. @default 'sidecar' */
  readonly requestsReadBy?: Reader;
}

/** A service of the mesh, also one whose requests nobody reads: what connections lead to. */
export type AnyMeshService<Port extends string = string> = IMeshService<Port, RequestReader>;

/** A host as a route or a policy names it: a service of the mesh, or a fully qualified name. */
export type MeshHost = IMeshService | HostName;

export const meshService = reference<AnyMeshService>(
  'a service',
  "give a Microservice, or MeshService.named('reviews.demo.svc.cluster.local')",
  ['service', 'microservice', 'service-entry'],
  {
    host: dnsName,
    ports: list(
      shape<MeshServicePort>({ name: filledText('the name of a port', "'http'"), number: portNumber }),
      { least: 0 },
    ),
    construct: optional(aConstruct),
    requestsReadBy: optional(requestReader),
  },
);

export const meshHost: Check<MeshHost> = textOr(hostName, meshService);

const namedService = shape<{ readonly ports?: Readonly<Record<string, number>> }>({
  ports: optional(record(portNumber, { least: 0 })),
});

/** Names a service that another app or team describes. */
export const MeshService = {
  /**
   * A service that is not described in this app: another team's, or one outside the cluster that a ServiceEntry
   * brings into the registry.
   *
   * @param options.ports name to number; leave out where the service has a single port
   */
  named<const Port extends string = never>(
    host: HostName,
    options: { readonly ports?: Readonly<Record<Port, number>> } = {},
  ): IMeshService<Port> & { readonly kind: 'service' } {
    checkedCall('MeshService.named', namedService, options);
    const ports = Object.entries<number>(options.ports ?? {});
    return {
      kind: 'service',
      host,
      ports: ports.map(([name, number]) => ({ name: name as Port, number })),
      construct: undefined,
    };
  },
};

/** The number of the port that `name` means, or of the only one there is; `undefined` where ports are not known. */
export function portOf(service: AnyMeshService, name?: string): number | undefined {
  return (name === undefined ? service.ports[0] : service.ports.find((port) => port.name === name))?.number;
}

/** What is wrong with the choice of a port of a service. */
export function portFault(service: AnyMeshService, name: string | undefined): Fault | undefined {
  const known = service.ports.map((port) => port.name);
  if (name !== undefined) {
    return known.includes(name)
      ? undefined
      : fault(`${service.host} has no such port`, name, suggest(name, known));
  }
  return known.length > 1
    ? fault(
        `${service.host} has several ports and none was chosen`,
        known,
        `name one, such as Destination.of(service, { port: '${known[0]}' })`,
      )
    : undefined;
}

/** The name that a host is written with in a manifest. */
export function hostOf(host: MeshHost | AnyMeshService): HostName {
  return typeof host === 'string' ? host : host.host;
}
