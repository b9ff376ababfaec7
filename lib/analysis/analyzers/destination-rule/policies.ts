import type { TrafficPolicySpec } from '../../../model/kinds/networking';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { Path } from '../../analyzer';

/** A traffic policy, and where it is written. */
export interface WrittenPolicy {
  readonly policy: TrafficPolicySpec;
  readonly path: Path;
}

/** The policies of a rule: for its host, and for each subset that has its own. */
export function policiesOf({ spec }: ObjectOf<'destinationRules'>): WrittenPolicy[] {
  const { trafficPolicy: top, subsets = [] } = spec;
  return [
    ...(top === undefined ? [] : [{ policy: top, path: ['spec', 'trafficPolicy'] }]),
    ...subsets.flatMap(({ trafficPolicy: policy }, index) =>
      policy === undefined ? [] : [{ policy, path: ['spec', 'subsets', index, 'trafficPolicy'] }],
    ),
  ];
}

/** A policy, and what it says of single ports. */
export function withPorts({ policy, path }: WrittenPolicy): WrittenPolicy[] {
  return [
    { policy, path },
    ...(policy.portLevelSettings ?? []).map((settings, index) => ({
      policy: settings,
      path: [...path, 'portLevelSettings', index],
    })),
  ];
}
