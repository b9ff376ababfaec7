import type { DestinationRuleSpecTrafficPolicyLoadBalancer } from '../../../imports/networking.istio.io/destination-rule';
import { ConfigError, Verbatim } from '../../diagnostics/error';
import { checkCount } from '../../values/count';
import { defined } from '../../values/defined';
import { checkLocalities } from '../../values/locality-name';
import type { NonEmpty } from '../../values/non-empty';
import { checkWholePercent } from '../../values/percent';
import type { Plain } from '../resource';

/** Where the traffic of one locality (`region/zone/sub-zone`, `*` at the end for any) goes, in whole percent. */
export interface LocalityDistribution {
  readonly from: string;
  readonly to: Readonly<Record<string, number>>;
}

/** The region that takes over when another fails. */
export interface LocalityFailover {
  readonly from: string;
  readonly to: string;
}

/** What a zone-aware client does when its own zone is not enough. */
export interface ZoneAwareness {
  /** The regions that take over, in this order; needs outlier detection. */
  readonly failover?: NonEmpty<LocalityFailover>;
  /** Hosts that share more of these labels with the client first; needs outlier detection. */
  readonly failoverPriority?: NonEmpty<string>;
  /** With fewer hosts in the client's region all zones are alike, at least 1. @default - Envoy's, 6 */
  readonly minClusterSize?: number;
}

/**
 * Which localities get the traffic of a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting
 */
export type Locality =
  | { readonly kind: 'disabled' | 'enabled' | 'zone-unaware' }
  | ({ readonly kind: 'zone-aware' } & ZoneAwareness)
  | { readonly kind: 'distribute'; readonly distribute: NonEmpty<LocalityDistribution> }
  | { readonly kind: 'failover'; readonly failover: NonEmpty<LocalityFailover> }
  | {
      readonly kind: 'failover-priority';
      readonly labels: NonEmpty<string>;
      readonly failover?: NonEmpty<LocalityFailover>;
    };

export const Locality = {
  /** Localities play no part, whatever the mesh configuration says. */
  disabled: { kind: 'disabled' } as Locality,

  /** The nearest locality first, whatever the mesh configuration says; needs outlier detection. */
  enabled: { kind: 'enabled' } as Locality,

  /**
   * Fixed parts for each locality.
   *
   * @throws ConfigError where the parts don't add up to 100 percent, or where two localities overlap
   */
  distribute(...distribute: NonEmpty<LocalityDistribution>): Locality {
    checkLocalities(distribute.map(({ from }) => from));
    distribute.forEach(checkDistribution);
    return { kind: 'distribute', distribute };
  },

  /**
   * Another region when one fails; needs outlier detection.
   *
   * @throws ConfigError for a region that fails over to itself, and for what is no region
   */
  failover(...failover: NonEmpty<LocalityFailover>): Locality {
    failover.forEach(checkFailover);
    return { kind: 'failover', failover };
  },

  /**
   * Hosts that share more of these labels with the client first; needs outlier detection.
   *
   * @param options.failover another region when one fails, for labels that don't name regions, zones and sub-zones
   * @throws ConfigError for labels of regions, zones and sub-zones together with a failover
   */
  failoverPriority(
    labels: NonEmpty<string>,
    options: { readonly failover?: NonEmpty<LocalityFailover> } = {},
  ): Locality {
    const topological = labels.find((label) => topology.includes(label));
    if (options.failover && topological !== undefined) {
      throw new ConfigError({
        problem: 'a failover between regions leaves no choice to the labels of regions, zones and sub-zones',
        got: topological,
        instead: 'leave the label or the failover out',
      });
    }
    options.failover?.forEach(checkFailover);
    return { kind: 'failover-priority', labels, ...options };
  },

  /**
   * The client's own zone first, and other zones as far as it has too few hosts for its share of the clients; from
   * Istio 1.31 on, for sidecars with `ISTIO_META_ENABLE_SELF_DISCOVERY: 'true'` in their proxy metadata.
   *
   * @throws ConfigError for what is no region, and for labels of regions, zones and sub-zones
   */
  zoneAware(options: ZoneAwareness = {}): Locality {
    const { failover, failoverPriority, minClusterSize } = options;
    const topological = failoverPriority?.find((label) => topology.includes(label));
    if (topological !== undefined) {
      throw new ConfigError({
        problem: 'a zone-aware client looks at regions, zones and sub-zones anyway',
        got: topological,
        instead: 'leave the label out, and name regions by failover',
      });
    }
    failover?.forEach(checkFailover);
    if (minClusterSize !== undefined) checkCount(minClusterSize, 'minClusterSize', 1);
    return { kind: 'zone-aware', ...options };
  },

  /** Clients are not zone-aware, whatever the mesh configuration says; from Istio 1.31 on. */
  zoneUnaware: { kind: 'zone-unaware' } as Locality,
};

const topology: readonly string[] = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

function checkDistribution({ from, to }: LocalityDistribution): void {
  checkLocalities(Object.keys(to));
  const parts = Object.values(to);
  for (const part of parts) checkWholePercent(part, `a part of the traffic from '${from}'`, 1);
  const sum = parts.reduce((total, part) => total + part, 0);
  if (sum !== 100) {
    throw new ConfigError({
      problem: `the traffic from '${from}' must add up to 100 percent`,
      got: new Verbatim(`${parts.join(' + ')} = ${sum}`),
      instead: 'make the parts add up to 100',
    });
  }
}

function checkFailover({ from, to }: LocalityFailover): void {
  for (const region of [from, to]) {
    if (/^[^/*]+$/.test(region)) continue;
    throw new ConfigError({
      problem: 'a failover is between regions',
      got: region,
      instead: "name a region alone, such as 'eu-west-1'",
    });
  }
  if (from === to) {
    throw new ConfigError({
      problem: 'a region can not take over from itself',
      got: from,
      instead: 'name another region',
    });
  }
}

/** Whether a choice of localities is without effect as long as no host is ever found to fail. */
export function needsOutlierDetection(locality: Locality): boolean {
  const { kind } = locality;
  if (kind === 'zone-aware') return (locality.failover ?? locality.failoverPriority) !== undefined;
  return kind === 'enabled' || kind === 'failover' || kind === 'failover-priority';
}

type Rendered = Pick<
  Plain<DestinationRuleSpecTrafficPolicyLoadBalancer>,
  'localityLbSetting' | 'zoneAwareLbSetting'
>;
type RenderedZones = NonNullable<Rendered['zoneAwareLbSetting']>;

export function renderLocality(locality: Locality): Rendered {
  switch (locality.kind) {
    case 'disabled':
      return { localityLbSetting: { enabled: false } };
    case 'enabled':
      return { localityLbSetting: { enabled: true } };
    case 'distribute': {
      const distribute = locality.distribute.map(({ from, to }) => ({ from, to: { ...to } }));
      return { localityLbSetting: { distribute } };
    }
    case 'failover':
      return { localityLbSetting: { failover: renderFailover(locality.failover) } };
    case 'failover-priority':
      return {
        localityLbSetting: {
          failoverPriority: [...locality.labels],
          ...(locality.failover && { failover: renderFailover(locality.failover) }),
        },
      };
    case 'zone-aware':
      return { zoneAwareLbSetting: renderZones(locality) };
    case 'zone-unaware':
      return { zoneAwareLbSetting: { enabled: false } };
    default:
      return locality satisfies never;
  }
}

function renderZones({ failover, failoverPriority, minClusterSize }: ZoneAwareness): RenderedZones {
  return defined<RenderedZones>({
    enabled: true,
    failover: failover && renderFailover(failover),
    failoverPriority: failoverPriority && [...failoverPriority],
    minClusterSize,
  });
}

function renderFailover(failover: NonEmpty<LocalityFailover>): { from: string; to: string }[] {
  return failover.map(({ from, to }) => ({ from, to }));
}
