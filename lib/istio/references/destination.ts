import type { IConstruct } from 'constructs';
import { fault, within } from '../../diagnostics/fault';
import { aConstruct } from '../../values/a-construct';
import { anyText, type Check, every } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { defined } from '../../values/defined';
import { optional, reference, shape } from '../../values/shape';
import { type AnyMeshService, type IMeshService, meshService, portFault, portOf } from './mesh-service';
import type { RequestReader } from './request-reader';

/**
 * Where a request is sent: a service, one of its ports, perhaps one of its subsets.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export interface Destination<Reader extends RequestReader = RequestReader> {
  readonly kind: 'destination';
  readonly service: IMeshService<string, Reader>;
  /** The name of the port. */
  readonly port: string | undefined;
  readonly subset: string | undefined;
  /** What names the subset, so that the route that leads here is applied after it. */
  readonly rule: IConstruct | undefined;
}

/** A service by one of its ports: what leads to all of its subsets, and what a route of the Gateway API is attached to. */
export interface PortDestination<Reader extends RequestReader = RequestReader> extends Destination<Reader> {
  readonly subset: undefined;
}

/** What a route leads to: a service with a single port, or a chosen port or subset of one. */
export type RouteTarget = AnyMeshService | Destination;

/** A wildcard is fine where a ServiceEntry brings it into the registry, but `*` is no service. */
const target: Check<AnyMeshService> = every(meshService, ({ host }: AnyMeshService) =>
  host === '*' ? within('host', fault('a route leads to a service', host, 'name the service')) : undefined,
);

const destination: Check<Destination> = every(
  reference<Destination>('a destination', 'give a service, or DestinationRule.subset(…)', ['destination'], {
    service: target,
    port: optional(anyText),
    subset: optional(anyText),
    rule: optional(aConstruct),
  }),
  ({ service, port }: Destination) => within('port', portFault(service, port)),
);

/** Which port of a service is meant. */
export const portChoice = shape<{ readonly port?: string }>({ port: optional(anyText) });

/** Refuses what is neither a service with one port nor a part of one. */
export const routeTarget: Check<RouteTarget> = (value: RouteTarget) =>
  isDestination(value) ? destination(value) : (target(value) ?? portFault(value, undefined));

export const Destination = {
  /**
   * A service as the destination of a route.
   *
   * @param options.port the name of the port; may be left out where the service has only one
   */
  of<Port extends string, Reader extends RequestReader>(
    service: IMeshService<Port, Reader>,
    options: { readonly port?: NoInfer<Port> } = {},
  ): PortDestination<Reader> {
    checkedCall('Destination.of', portChoice, options);
    return { kind: 'destination', service, port: options.port, subset: undefined, rule: undefined };
  },

  /** The destination that a target means. */
  from(target: RouteTarget): Destination {
    return isDestination(target) ? target : Destination.of(target);
  },
};

function isDestination(value: unknown): value is Destination {
  return typeof value === 'object' && value !== null && (value as Destination).kind === 'destination';
}

/** A destination as the generated types of every route have it. */
export interface RenderedDestination {
  readonly host: string;
  readonly port?: { readonly number: number };
  readonly subset?: string;
}

export function renderDestination(target: RouteTarget): RenderedDestination {
  const { service, port, subset } = Destination.from(target);
  const number = portOf(service, port);
  return defined<RenderedDestination>({
    host: service.host,
    subset,
    port: number === undefined ? undefined : { number },
  });
}

/** What the subsets among some targets are named by. */
export function targetRules(targets: readonly RouteTarget[]): readonly IConstruct[] {
  return targets.flatMap((target) => Destination.from(target).rule ?? []);
}
