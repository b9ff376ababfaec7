import type { ClientTlsSpec } from './kinds/networking';
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
  const found: WrittenTls[] = [];
  const policies = [
    { policy: rule.spec.trafficPolicy, at: ['spec', 'trafficPolicy'] as const, subset: undefined },
    ...(rule.spec.subsets ?? []).map(({ name, trafficPolicy }, index) => ({
      policy: trafficPolicy,
      at: ['spec', 'subsets', index, 'trafficPolicy'] as const,
      subset: name ?? '',
    })),
  ];
  for (const { policy, at, subset } of policies) {
    if (policy?.tls !== undefined)
      found.push({ tls: policy.tls, path: [...at, 'tls'], port: undefined, subset });
    for (const [index, { port, tls }] of (policy?.portLevelSettings ?? []).entries()) {
      if (tls !== undefined)
        found.push({ tls, path: [...at, 'portLevelSettings', index, 'tls'], port: port?.number, subset });
    }
  }
  return found;
}
