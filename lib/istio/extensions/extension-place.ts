import { keyOf } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape } from '../../values/shape';
import type { MeshSettings } from '../references/mesh-settings';
import { type PolicySubject, policySubject, renderSubject } from '../references/policy-targets';
import { type IstioObjectProps, objectProps } from '../resource';
import { renderTrafficMatch, type TrafficMatch, trafficMatches } from './traffic-match';

/** For whose traffic an extension is, and where in a proxy it stands. */
export interface ExtensionPlace extends IstioObjectProps {
  /**
   * The pods or objects whose proxies have it, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: PolicySubject;
  /** The traffic that it is for; each is an alternative. @default - all */
  readonly match?: NonEmpty<TrafficMatch>;
  /** Before Istio's own filters of this kind: authentication, authorization, statistics. @default - behind all of them */
  readonly phase?: 'authn' | 'authz' | 'stats';
  /** Among those of a phase, higher ones come first. @default 0 */
  readonly priority?: number;
}

const phases = { authn: 'AUTHN', authz: 'AUTHZ', stats: 'STATS' } as const satisfies Record<
  NonNullable<ExtensionPlace['phase']>,
  string
>;

/** The checks of {@link ExtensionPlace}, to be joined with those of a kind's own. */
export const extensionPlace = {
  ...objectProps,
  workload: optional(policySubject),
  match: optional(trafficMatches),
  phase: optional(keyOf(phases)),
  priority: optional(count(-(2 ** 31))),
} satisfies Shape<ExtensionPlace>;

export function renderPlace({ workload, match, phase, priority }: ExtensionPlace, mesh: MeshSettings) {
  return {
    ...renderSubject(workload, mesh),
    ...defined<Rendered>({
      match: match?.map(renderTrafficMatch),
      phase: phase && phases[phase],
      priority,
    }),
  };
}

interface Rendered {
  readonly match?: ReturnType<typeof renderTrafficMatch>[];
  readonly phase?: (typeof phases)[keyof typeof phases];
  readonly priority?: number;
}
