import { type Check, distinct, filledText, list, oneOf } from '../../values/check';
import { chosenBy, type Labels } from '../../values/labels';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { type RouteKind, routeKinds } from '../references/listener-facts';

/** A condition on one label. */
export interface LabelCondition {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** For `In` and `NotIn`. */
  readonly values?: NonEmpty<string>;
}

/** Namespaces by their labels; all that is given must hold. */
export interface NamespaceSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: NonEmpty<LabelCondition>;
}

/** Namespaces: the object's own, every one, or those with some labels. */
export type Namespaces = 'same' | 'all' | NamespaceSelector;

/** Which routes may be attached to a listener. */
export interface AllowedRoutes {
  /** @default 'same' */
  readonly namespaces?: Namespaces;
  /** @default - all that go with the listener's protocol */
  readonly kinds?: NonEmpty<RouteKind>;
}

const selector = shape<NamespaceSelector>(
  {
    matchLabels: optional(chosenBy),
    matchExpressions: optional(
      list(
        shape<LabelCondition>({
          key: filledText('the name of a label', "'team'"),
          operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'),
          values: optional(list(filledText('the value of a label', "'payments'"))),
        }),
      ),
    ),
  },
  { atLeastOne: ['matchLabels', 'matchExpressions'] },
);

/** Namespaces, said in one of some words or by their labels. */
export function namespacesCheck<W extends string>(...words: readonly W[]): Check<W | NamespaceSelector> {
  const word = oneOf(...words);
  return (value: W | NamespaceSelector) => (typeof value === 'string' ? word(value) : selector(value));
}

export const allowedRoutes = shape<AllowedRoutes>(
  { namespaces: optional(namespacesCheck('same', 'all')), kinds: optional(distinct(oneOf(...routeKinds))) },
  { atLeastOne: ['namespaces', 'kinds'] },
);

const from = { same: 'Same', all: 'All', none: 'None' } as const;

export function renderNamespaces<W extends keyof typeof from>(namespaces: W | NamespaceSelector) {
  if (typeof namespaces === 'string') return { from: from[namespaces] };
  const { matchLabels, matchExpressions } = namespaces;
  return {
    from: 'Selector' as const,
    selector: {
      ...(matchLabels && { matchLabels: { ...matchLabels } }),
      ...(matchExpressions && {
        matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
          key,
          operator,
          ...(values && { values: [...values] }),
        })),
      }),
    },
  };
}

export function renderAllowedRoutes({ namespaces, kinds }: AllowedRoutes) {
  return {
    ...(namespaces !== undefined && { namespaces: renderNamespaces(namespaces) }),
    ...(kinds && { kinds: kinds.map((kind) => ({ kind })) }),
  };
}
