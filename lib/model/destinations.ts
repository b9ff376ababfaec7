import { remembered } from '../values/remembered';
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
  return remembered(known, service, () => readDestinations(service, model));
}

/** What is the same for all destinations of a rule. */
type WrittenRule = Pick<WrittenDestination, 'rule' | 'gateways' | 'ports'>;

function readDestinations(
  { namespace, spec }: ObjectOf<'virtualServices'>,
  { settings }: MeshModel,
): WrittenDestination[] {
  const { http, tls, tcp } = spec;
  const found: WrittenDestination[] = [];
  const add = (
    destination: DestinationSpec | undefined,
    written: WrittenRule,
    ...rest: (string | number)[]
  ) => {
    if (destination === undefined) return;
    const { kind, index } = written.rule;
    const host = fullHost(destination.host ?? '', namespace, settings.domain);
    found.push({ destination, host, path: ['spec', kind, index, ...rest], ...written });
  };
  http?.forEach(({ match, route, mirror, mirrors }, index) => {
    const rule = ruleOf('http', index, match);
    route?.forEach(({ destination }, at) => {
      add(destination, rule, 'route', at, 'destination');
    });
    add(mirror, rule, 'mirror');
    mirrors?.forEach(({ destination }, at) => {
      add(destination, rule, 'mirrors', at, 'destination');
    });
  });
  for (const kind of ['tls', 'tcp'] as const) {
    (kind === 'tls' ? tls : tcp)?.forEach(({ match, route }, index) => {
      const rule = ruleOf(kind, index, match);
      route?.forEach(({ destination }, at) => {
        add(destination, rule, 'route', at, 'destination');
      });
    });
  }
  return found;
}

function ruleOf(
  kind: 'http' | 'tls' | 'tcp',
  index: number,
  match: readonly { readonly gateways?: readonly string[]; readonly port?: number }[] = [],
): WrittenRule {
  const isLimited = match.length > 0 && match.every(({ gateways }) => gateways?.length);
  const isPorted = match.length > 0 && match.every(({ port }) => port !== undefined);
  return {
    rule: { kind, index },
    gateways: isLimited ? match.flatMap(({ gateways }) => gateways ?? []) : undefined,
    ports: isPorted ? match.flatMap(({ port }) => (port === undefined ? [] : [port])) : undefined,
  };
}
