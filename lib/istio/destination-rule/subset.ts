import { checkLabels } from '../../values/labels';
import type { TrafficPolicy } from './traffic-policy';

/** The labels of the pods of a subset. */
export type SubsetLabels = Readonly<Record<string, string>>;

/** A subset with a traffic policy of its own, or one that is the whole service. */
export interface SubsetWithPolicy {
  readonly kind: 'subset';
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
    checkLabels(labels, 'a subset');
    return { kind: 'subset', labels, ...options };
  },

  /** All pods of the service under a name, for routes that need another traffic policy than the rest. */
  wholeService(options: { readonly trafficPolicy?: TrafficPolicy } = {}): SubsetWithPolicy {
    return { kind: 'subset', labels: {}, ...options };
  },
};

export function isSubsetWithPolicy(subset: Subset): subset is SubsetWithPolicy {
  return typeof subset.labels === 'object';
}
