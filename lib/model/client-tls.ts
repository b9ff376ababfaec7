import type { ClientTlsSpec, TrafficPolicySpec } from './kinds/networking';
import type { ObjectOf } from './mesh-kinds';

/** A tls setting of a DestinationRule, where it stands, and what it holds for. */
export interface WrittenTls {
  readonly tls: ClientTlsSpec;
  readonly path: readonly (string | number)[];
  /** The port of the service; undefined for all that have no setting of their own. */
  readonly port: number | undefined;
  /** The subset; undefined for all that have no setting of their own. */
  readonly subset: string | undefined;
}

/** Every tls setting of a DestinationRule. */
export function clientTlsOf(rule: ObjectOf<'destinationRules'>): WrittenTls[] {
  const { trafficPolicy: whole, subsets = [] } = rule.spec;
  return [
    ...(whole === undefined ? [] : tlsOf(whole, ['spec', 'trafficPolicy'], undefined)),
    ...subsets.flatMap(({ name = '', trafficPolicy: own }, index) =>
      own === undefined ? [] : tlsOf(own, ['spec', 'subsets', index, 'trafficPolicy'], name),
    ),
  ];
}

function tlsOf(
  { tls: general, portLevelSettings = [] }: TrafficPolicySpec,
  at: WrittenTls['path'],
  subset: string | undefined,
): WrittenTls[] {
  return [
    ...(general === undefined ? [] : [{ tls: general, path: [...at, 'tls'], port: undefined, subset }]),
    ...portLevelSettings.flatMap(({ port, tls }, index) => {
      const path = [...at, 'portLevelSettings', index, 'tls'];
      return tls === undefined ? [] : [{ tls, path, port: port?.number, subset }];
    }),
  ];
}
