import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyLoadBalancer } from '../../../imports/networking.istio.io/destination-rule';
import { numeric } from '../../values/check';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import { given } from '../../values/options';
import { percent } from '../../values/percent';
import { optional, type Shape, shape, variants } from '../../values/shape';
import type { Plain } from '../resource';
import { type ConsistentHash, consistentHash, renderConsistentHash } from './consistent-hash';
import { type Locality, locality, renderLocality } from './locality';

/** Gives new hosts less traffic at first. */
export interface Warmup {
  readonly duration: Duration;
  /** The part of its share that a host begins with, 0 to 100. @default 10 */
  readonly minimumPercent?: number;
  /** At least 1; above it the traffic grows slowly first and fast later. @default 1 */
  readonly aggression?: number;
}

/** What every way of balancing can be joined with. */
export interface LoadBalancerOptions {
  /** Which regions, zones and sub-zones get the traffic. @default - as the mesh configuration says */
  readonly locality?: Locality;
}

/** Options of the ways that know new hosts. */
export interface WarmingOptions extends LoadBalancerOptions {
  readonly warmup?: Warmup;
}

/**
 * How requests are spread over the hosts of a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export type LoadBalancer =
  | ({ readonly kind: 'default' | 'round-robin' | 'least-request' } & WarmingOptions)
  | ({ readonly kind: 'random' | 'passthrough' } & LoadBalancerOptions)
  | ({ readonly kind: 'consistent-hash'; readonly hash: ConsistentHash } & LoadBalancerOptions);

export const LoadBalancer = {
  /** As Istio chooses, least request today; to set locality alone. */
  default(options: WarmingOptions): LoadBalancer {
    return { kind: 'default', ...given(options) };
  },

  /** Each host in turn. */
  roundRobin(options: WarmingOptions = {}): LoadBalancer {
    return { kind: 'round-robin', ...given(options) };
  },

  /** The less busy one of two hosts picked at random. */
  leastRequest(options: WarmingOptions = {}): LoadBalancer {
    return { kind: 'least-request', ...given(options) };
  },

  /** Any healthy host. */
  random(options: LoadBalancerOptions = {}): LoadBalancer {
    return { kind: 'random', ...given(options) };
  },

  /** The address that the client asked for, without balancing. */
  passthrough(options: LoadBalancerOptions = {}): LoadBalancer {
    return { kind: 'passthrough', ...given(options) };
  },

  /** The same host for the same header, cookie, query parameter or source address, as long as hosts don't change. */
  consistentHash(hash: ConsistentHash, options: LoadBalancerOptions = {}): LoadBalancer {
    return { kind: 'consistent-hash', ...given(options), hash };
  },
};

const warmup = shape<Warmup>({
  duration,
  minimumPercent: optional(percent),
  aggression: optional(
    numeric({
      holds: (value) => value >= 1,
      problem: 'the aggression of a warm-up is at least 1',
      instead: 'write for example 1.5',
    }),
  ),
});

const anyOptions = { locality: optional(locality) } satisfies Shape<LoadBalancerOptions>;
const warming = { ...anyOptions, warmup: optional(warmup) } satisfies Shape<WarmingOptions>;

export const loadBalancer = variants<LoadBalancer>('a load balancer', {
  default: warming,
  'round-robin': warming,
  'least-request': warming,
  random: anyOptions,
  passthrough: anyOptions,
  'consistent-hash': { ...anyOptions, hash: consistentHash },
});

function warmupOf(loadBalancer: LoadBalancer): Warmup | undefined {
  return 'warmup' in loadBalancer ? loadBalancer.warmup : undefined;
}

type Rendered = Plain<DestinationRuleSpecTrafficPolicyLoadBalancer>;

export function renderLoadBalancer(loadBalancer: LoadBalancer): Rendered {
  const { locality: where } = loadBalancer;
  const slow = warmupOf(loadBalancer);
  return {
    ...renderKind(loadBalancer),
    ...(where && renderLocality(where)),
    ...defined<Rendered>({
      warmup: slow && renderWarmup(slow),
    }),
  };
}

function renderKind(loadBalancer: LoadBalancer): Rendered {
  switch (loadBalancer.kind) {
    case 'default':
      return {};
    case 'round-robin':
      return { simple: 'ROUND_ROBIN' };
    case 'least-request':
      return { simple: 'LEAST_REQUEST' };
    case 'random':
      return { simple: 'RANDOM' };
    case 'passthrough':
      return { simple: 'PASSTHROUGH' };
    case 'consistent-hash':
      return { consistentHash: renderConsistentHash(loadBalancer.hash) };
    default:
      return loadBalancer satisfies never;
  }
}

function renderWarmup({ minimumPercent, aggression, ...of }: Warmup): NonNullable<Rendered['warmup']> {
  return defined<NonNullable<Rendered['warmup']>>({
    duration: durationText(of.duration),
    minimumPercent,
    aggression,
  });
}
