import { fullHost } from './host-name';
import type { DestinationSpec } from './kinds/virtual-service';
import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';

/** A destination of a VirtualService, and where it stands. */
export interface WrittenDestination {
  readonly destination: DestinationSpec;
  /** Its host in full; empty where none is written. */
  readonly host: string;
  readonly path: readonly (string | number)[];
  /** The rule that it is in. */
  readonly rule: { readonly kind: 'http' | 'tls' | 'tcp'; readonly index: number };
  /** The gateways that the matches of its rule limit it to; undefined where one match at least does not. */
  readonly gateways: readonly string[] | undefined;
  /** The ports that the matches of its rule limit it to; undefined where one match at least does not. */
  readonly ports: readonly number[] | undefined;
}

/** Asked of one VirtualService by many; each belongs to one model. */
const known = new WeakMap<ObjectOf<'virtualServices'>, readonly WrittenDestination[]>();

/** Every destination of a VirtualService: of routes and mirrors. */
export function destinationsOf(
  service: ObjectOf<'virtualServices'>,
  model: MeshModel,
): readonly WrittenDestination[] {
  let found = known.get(service);
  if (found === undefined) {
    found = readDestinations(service, model);
    known.set(service, found);
  }
  return found;
}

function readDestinations(
  { namespace, spec }: ObjectOf<'virtualServices'>,
  { settings }: MeshModel,
): WrittenDestination[] {
  const { http, tls, tcp } = spec;
  const found: WrittenDestination[] = [];
  const add = (
    kind: 'http' | 'tls' | 'tcp',
    index: number,
    match: readonly { readonly gateways?: readonly string[]; readonly port?: number }[] | undefined,
    destination: DestinationSpec | undefined,
    rest: readonly (string | number)[],
  ) => {
    if (destination === undefined) return;
    const all = match ?? [];
    const isLimited = all.length > 0 && all.every(({ gateways }) => gateways?.length);
    const isPorted = all.length > 0 && all.every(({ port }) => port !== undefined);
    found.push({
      destination,
      host: fullHost(destination.host ?? '', namespace, settings.domain),
      path: ['spec', kind, index, ...rest],
      rule: { kind, index },
      gateways: isLimited ? all.flatMap(({ gateways }) => gateways ?? []) : undefined,
      ports: isPorted ? all.flatMap(({ port }) => (port === undefined ? [] : [port])) : undefined,
    });
  };
  http?.forEach(({ match, route, mirror, mirrors }, index) => {
    route?.forEach(({ destination }, at) => {
      add('http', index, match, destination, ['route', at, 'destination']);
    });
    add('http', index, match, mirror, ['mirror']);
    mirrors?.forEach(({ destination }, at) => {
      add('http', index, match, destination, ['mirrors', at, 'destination']);
    });
  });
  for (const [kind, routes] of [
    ['tls', tls],
    ['tcp', tcp],
  ] as const) {
    routes?.forEach(({ match, route }, index) => {
      route?.forEach(({ destination }, at) => {
        add(kind, index, match, destination, ['route', at, 'destination']);
      });
    });
  }
  return found;
}
