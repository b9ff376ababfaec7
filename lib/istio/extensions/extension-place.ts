import { keyOf } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape } from '../../values/shape';
import type { MeshSettings } from '../references/mesh-settings';
import { type AnyPlace, keptSubject, type PolicyPlace, placeProps } from '../references/policy-place';
import { type PolicySubject, renderSubject } from '../references/policy-targets';
import { objectProps } from '../resource';
import { renderTrafficMatch, type TrafficMatch, trafficMatches } from './traffic-match';

/** Where among the filters of a proxy an extension stands, and for which traffic. */
export interface ExtensionOrder {
  /** The traffic that it is for; each is an alternative. @default - all */
  readonly match?: NonEmpty<TrafficMatch>;
  /** Before Istio's own filters of this kind: authentication, authorization, statistics. @default - behind all of them */
  readonly phase?: 'authn' | 'authz' | 'stats';
  /** Among those of a phase, higher ones come first. @default 0 */
  readonly priority?: number;
}

/** For whose traffic an extension is, and where in a proxy it stands. */
export interface ExtensionPlace<Subject extends PolicySubject | undefined = PolicySubject | undefined>
  extends PolicyPlace<Subject>,
    ExtensionOrder {}

/** The same for whoever has no types. */
export interface AnyExtensionPlace extends AnyPlace, ExtensionOrder {}

const phases = { authn: 'AUTHN', authz: 'AUTHZ', stats: 'STATS' } as const satisfies Record<
  NonNullable<ExtensionOrder['phase']>,
  string
>;

/** The checks of {@link ExtensionPlace}, to be joined with those of a kind's own. */
export const extensionPlace = {
  ...objectProps,
  ...placeProps,
  match: optional(trafficMatches),
  phase: optional(keyOf(phases)),
  priority: optional(count(-(2 ** 31))),
} satisfies Shape<AnyExtensionPlace>;

export function renderPlace(props: AnyExtensionPlace, mesh: MeshSettings) {
  const { match, phase, priority } = props;
  return {
    ...renderSubject(keptSubject(props), mesh),
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
