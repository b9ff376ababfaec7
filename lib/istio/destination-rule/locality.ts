import type { DestinationRuleSpecTrafficPolicyLoadBalancer } from '../../../imports/networking.istio.io/destination-rule';
import { Verbatim } from '../../diagnostics/error';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, distinct, every, filledText, list, record, text } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { localityName, overlap } from '../../values/locality-name';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { wholePercent } from '../../values/percent';
import { optional, shape, variants } from '../../values/shape';
import { isLocalityPart } from '../../values/topology-labels';
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
    return { kind: 'distribute', distribute };
  },

  /**
   * Another region when one fails; needs outlier detection.
   *
   * @throws ConfigError for a region that fails over to itself, and for what is no region
   */
  failover(...failover: NonEmpty<LocalityFailover>): Locality {
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
    return { kind: 'failover-priority', ...given(options), labels };
  },

  /**
   * The client's own zone first, and other zones as far as it has too few hosts for its share of the clients; from
   * Istio 1.31 on, for sidecars with `ISTIO_META_ENABLE_SELF_DISCOVERY: 'true'` in their proxy metadata.
   */
  zoneAware(options: ZoneAwareness = {}): Locality {
    return { kind: 'zone-aware', ...given(options) };
  },

  /** Clients are not zone-aware, whatever the mesh configuration says; from Istio 1.31 on. */
  zoneUnaware: { kind: 'zone-unaware' } as Locality,
};

const distribution: Check<LocalityDistribution> = every(
  shape<LocalityDistribution>({ from: localityName, to: record(wholePercent(1), { name: localityName }) }),
  ({ from, to }: LocalityDistribution) => {
    const parts = Object.values(to);
    const sum = parts.reduce((total, part) => total + part, 0);
    if (sum === 100) return within('to', overlap(Object.keys(to)));
    return within(
      'to',
      fault(
        `the traffic from '${from}' must add up to 100 percent`,
        new Verbatim(`${parts.join(' + ')} = ${sum}`),
        'make the parts add up to 100',
      ),
    );
  },
);

const priorityLabels = distinct(filledText('a label', "'topology.kubernetes.io/zone'"));

const region = text({
  holds: (name) => /^[^/*]+$/.test(name),
  problem: 'a failover is between regions',
  instead: "name a region alone, such as 'eu-west-1'",
});

const failover = list(
  every(shape<LocalityFailover>({ from: region, to: region }), ({ from, to }: LocalityFailover) =>
    from === to
      ? within('to', fault('a region can not take over from itself', to, 'name another region'))
      : undefined,
  ),
);

function zonesFault({ failoverPriority }: ZoneAwareness): Fault | undefined {
  const topological = failoverPriority?.find(isLocalityPart);
  return topological === undefined
    ? undefined
    : within(
        'failoverPriority',
        fault(
          'a zone-aware client looks at regions, zones and sub-zones anyway',
          topological,
          'leave the label out, and name regions by failover',
        ),
      );
}

export const locality = variants<Locality>(
  'a locality',
  {
    disabled: {},
    enabled: {},
    distribute: {
      distribute: every(list(distribution), (parts: readonly LocalityDistribution[]) =>
        overlap(parts.map(({ from }) => from)),
      ),
    },
    failover: { failover },
    'failover-priority': { labels: priorityLabels, failover: optional(failover) },
    'zone-unaware': {},
    'zone-aware': {
      failover: optional(failover),
      failoverPriority: optional(priorityLabels),
      minClusterSize: optional(count(1)),
    },
  },
  (value) => {
    if (value.kind === 'zone-aware') return zonesFault(value);
    if (value.kind !== 'failover-priority' || !value.failover) return undefined;
    const topological = value.labels.find(isLocalityPart);
    return topological === undefined
      ? undefined
      : within(
          'labels',
          fault(
            'a failover between regions leaves no choice to the labels of regions, zones and sub-zones',
            topological,
            'leave the label or the failover out',
          ),
        );
  },
);

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
