import { fault } from '../../diagnostics/fault';
import { type Check, isPlain } from '../../values/check';
import { chosenBy } from '../../values/labels';
import { given } from '../../values/options';
import { optional, shape, variants } from '../../values/shape';
import { type TrafficPolicy, trafficPolicy } from './traffic-policy';

/** The labels of the pods of a subset. */
export type SubsetLabels = Readonly<Record<string, string>>;

/** A subset with a traffic policy of its own, or one that is the whole service, which has no labels. */
export interface SubsetWithPolicy {
  readonly kind: 'subset' | 'whole-service';
  readonly labels: SubsetLabels;
  readonly trafficPolicy?: TrafficPolicy;
}

/**
 * Some of the pods of a service, such as those of one version.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export type Subset = SubsetLabels | SubsetWithPolicy;

export const Subset = {
  /** A subset whose traffic policy goes before that of the DestinationRule. */
  labelled(labels: SubsetLabels, options: { readonly trafficPolicy: TrafficPolicy }): SubsetWithPolicy {
    return { kind: 'subset', ...given(options), labels };
  },

  /** All pods of the service under a name, for routes that need another traffic policy than the rest. */
  wholeService(options: { readonly trafficPolicy?: TrafficPolicy } = {}): SubsetWithPolicy {
    return { kind: 'whole-service', ...given(options), labels: {} };
  },
};

const subsetLabels: Check<SubsetLabels> = (value: SubsetLabels) => {
  const none = isPlain(value) && Object.keys(value).length === 0;
  return none
    ? fault(
        'a subset is chosen by its labels',
        value,
        "write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
      )
    : chosenBy(value);
};

const subsetWithPolicy = variants<SubsetWithPolicy>('a subset', {
  subset: { labels: subsetLabels, trafficPolicy: optional(trafficPolicy) },
  'whole-service': { labels: shape<SubsetLabels>({}), trafficPolicy: optional(trafficPolicy) },
});

export const subset: Check<Subset> = (value: Subset) => {
  if (isSubsetWithPolicy(value)) return subsetWithPolicy(value);
  return subsetLabels(value);
};

export function isSubsetWithPolicy(subset: Subset): subset is SubsetWithPolicy {
  return isPlain(subset) && typeof subset.labels === 'object';
}
