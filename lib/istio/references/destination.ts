import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { checkDnsName, type HostName } from '../../values/host-name';
import { type IMeshService, MeshService } from './mesh-service';

/**
 * Where a request is sent: a service, one of its ports, perhaps one of its subsets.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export interface Destination {
  readonly kind: 'destination';
  readonly host: HostName;
  readonly port: number | undefined;
  readonly subset: string | undefined;
  /** What must be applied before the route that leads here. */
  readonly constructs: readonly IConstruct[];
}

/** What a route leads to: a service with a single port, or a chosen port or subset of one. */
export type RouteTarget = IMeshService | Destination;

export const Destination = {
  /**
   * A service as the destination of a route.
   *
   * @param options.port the name of the port; may be left out where the service has only one
   * @throws ConfigError for a port that the service does not have, or where one must be chosen
   */
  of(service: IMeshService, options: { readonly port?: string } = {}): Destination {
    checkTarget(service.host);
    return {
      kind: 'destination',
      host: service.host,
      port: MeshService.port(service, options.port),
      subset: undefined,
      constructs: service.construct ? [service.construct] : [],
    };
  },

  /** The destination that a target means. */
  from(target: RouteTarget): Destination {
    return isDestination(target) ? target : Destination.of(target);
  },
};

/** A wildcard is fine where a ServiceEntry brings it into the registry, but `*` is no service. */
function checkTarget(host: HostName): void {
  checkDnsName(host, 'the host that a route leads to');
  if (host === '*') {
    throw new ConfigError({
      problem: 'a route leads to a service',
      got: host,
      instead: 'name the service',
    });
  }
}

function isDestination(target: RouteTarget): target is Destination {
  return 'kind' in target && target.kind === 'destination';
}

/** A destination as the generated types of every route have it. */
export interface RenderedDestination {
  readonly host: string;
  readonly port?: { readonly number: number };
  readonly subset?: string;
}

export function renderDestination(destination: Destination): RenderedDestination {
  return defined<RenderedDestination>({
    host: destination.host,
    subset: destination.subset,
    port: destination.port === undefined ? undefined : { number: destination.port },
  });
}
