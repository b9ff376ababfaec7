import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { suggest } from '../../diagnostics/nearest-name';
import { checkDnsName, type HostName } from '../../values/host-name';
import { checkPort } from '../../values/port';

/** A port of a service in the mesh's registry. */
export interface MeshServicePort {
  readonly name: string;
  readonly number: number;
}

/**
 * A service in the mesh's registry: what routes lead to and what traffic policies are for.
 * A `Microservice` is one; {@link MeshService.named} is the door for those described elsewhere.
 */
export interface IMeshService {
  /** The fully qualified name that the registry knows it by. */
  readonly host: HostName;
  /** Its ports; none where they are not known here. */
  readonly ports: readonly MeshServicePort[];
  /** Where it is described in this app, so that what names it is applied after it; `undefined` outside. */
  readonly construct: IConstruct | undefined;
}

/** A host as a route or a policy names it: a service of the mesh, or a fully qualified name. */
export type MeshHost = IMeshService | HostName;

export const MeshService = {
  /**
   * A service that is not described in this app: another team's, or one outside the cluster that a ServiceEntry
   * brings into the registry.
   *
   * @param options.ports name to number; leave out where the service has a single port
   */
  named(host: HostName, options: { readonly ports?: Readonly<Record<string, number>> } = {}): IMeshService {
    checkDnsName(host, 'the host of a service');
    const ports = Object.entries(options.ports ?? {}).map(([name, number]) => ({ name, number }));
    for (const port of ports) checkPort(port.number, `port '${port.name}' of ${host}`);
    return { host, ports, construct: undefined };
  },

  /** The port that `name` means, or the only one there is; `undefined` where ports are not known. */
  port(service: IMeshService, name?: string): number | undefined {
    const known = service.ports.map((port) => port.name);
    if (name !== undefined) {
      const port = service.ports.find((candidate) => candidate.name === name);
      if (port) return port.number;
      throw new ConfigError({
        at: service.construct?.node.path ?? service.host,
        problem: 'the service has no such port',
        got: name,
        instead: suggest(name, known),
      });
    }
    if (service.ports.length > 1) {
      throw new ConfigError({
        at: service.construct?.node.path ?? service.host,
        problem: 'the service has several ports and none was chosen',
        got: known,
        instead: `name one, such as Destination.of(service, { port: '${known[0]}' })`,
      });
    }
    return service.ports[0]?.number;
  },
};

/** The name that a host is written with in a manifest. */
export function hostOf(host: MeshHost): HostName {
  return typeof host === 'string' ? host : host.host;
}
