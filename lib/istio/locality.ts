import type { DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting } from '../../imports/networking.istio.io/destination-rule';
import { ConfigError } from '../error';
import type { NonEmpty } from './non-empty';
import { checkWholePercent } from './percent';

/** Where the traffic of one locality (`region/zone/sub-zone`, `*` for any) goes, in whole percent. */
export interface LocalityDistribution {
  readonly from: string;
  readonly to: Readonly<Record<string, number>>;
}

/** The region that takes over when another fails. */
export interface LocalityFailover {
  readonly from: string;
  readonly to: string;
}

/**
 * Which localities get the traffic of a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export type Locality =
  | { readonly kind: 'disabled' | 'enabled' }
  | { readonly kind: 'distribute'; readonly distribute: NonEmpty<LocalityDistribution> }
  | { readonly kind: 'failover'; readonly failover: NonEmpty<LocalityFailover> }
  | { readonly kind: 'failover-priority'; readonly labels: NonEmpty<string> };

export const Locality = {
  /** Localities play no part, whatever the mesh configuration says. */
  disabled: { kind: 'disabled' } as Locality,

  /** The nearest locality first, whatever the mesh configuration says. */
  enabled: { kind: 'enabled' } as Locality,

  /**
   * Fixed parts for each locality.
   *
   * @throws ConfigError where the parts don't add up to 100 percent
   */
  distribute(...distribute: NonEmpty<LocalityDistribution>): Locality {
    for (const { from, to } of distribute) {
      const parts = Object.values(to);
      for (const part of parts) checkWholePercent(part, `a part of the traffic from '${from}'`);
      const sum = parts.reduce((total, part) => total + part, 0);
      if (sum !== 100) {
        throw new ConfigError({
          problem: `the traffic from '${from}' must add up to 100 percent`,
          got: sum,
          instead: 'make the parts add up to 100',
        });
      }
    }
    return { kind: 'distribute', distribute };
  },

  /**
   * Another region when one fails; needs outlier detection.
   *
   * @throws ConfigError for a region that fails over to itself
   */
  failover(...failover: NonEmpty<LocalityFailover>): Locality {
    for (const { from, to } of failover) {
      if (from === to)
        throw new ConfigError({
          problem: 'a region can not take over from itself',
          got: from,
          instead: 'name another region',
        });
    }
    return { kind: 'failover', failover };
  },

  /** Hosts that share more of these labels with the client first; needs outlier detection. */
  failoverPriority(...labels: NonEmpty<string>): Locality {
    return { kind: 'failover-priority', labels };
  },
};

export function renderLocality(
  locality: Locality,
): DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting {
  switch (locality.kind) {
    case 'disabled':
      return { enabled: false };
    case 'enabled':
      return { enabled: true };
    case 'distribute':
      return { distribute: locality.distribute.map(({ from, to }) => ({ from, to: { ...to } })) };
    case 'failover':
      return { failover: locality.failover.map(({ from, to }) => ({ from, to })) };
    case 'failover-priority':
      return { failoverPriority: [...locality.labels] };
    default:
      return locality satisfies never;
  }
}
