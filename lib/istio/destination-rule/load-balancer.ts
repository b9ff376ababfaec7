import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyLoadBalancer } from '../../../imports/networking.istio.io/destination-rule';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { renderDuration } from '../../values/duration';
import { checkPercent } from '../../values/percent';
import type { Plain } from '../resource';
import { type ConsistentHash, checkConsistentHash, renderConsistentHash } from './consistent-hash';
import { type Locality, renderLocality } from './locality';

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
    return checked({ kind: 'default', ...options });
  },

  /** Each host in turn. */
  roundRobin(options: WarmingOptions = {}): LoadBalancer {
    return checked({ kind: 'round-robin', ...options });
  },

  /** The less busy one of two hosts picked at random. */
  leastRequest(options: WarmingOptions = {}): LoadBalancer {
    return checked({ kind: 'least-request', ...options });
  },

  /** Any healthy host. */
  random(options: LoadBalancerOptions = {}): LoadBalancer {
    return checked({ kind: 'random', ...options });
  },

  /** The address that the client asked for, without balancing. */
  passthrough(options: LoadBalancerOptions = {}): LoadBalancer {
    return checked({ kind: 'passthrough', ...options });
  },

  /** The same host for the same header, cookie, query parameter or source address, as long as hosts don't change. */
  consistentHash(hash: ConsistentHash, options: LoadBalancerOptions = {}): LoadBalancer {
    checkConsistentHash(hash);
    return checked({ kind: 'consistent-hash', hash, ...options });
  },
};

function checked(loadBalancer: LoadBalancer): LoadBalancer {
  renderLoadBalancer(loadBalancer);
  const { minimumPercent, aggression } = warmupOf(loadBalancer) ?? {};
  if (minimumPercent !== undefined) checkPercent(minimumPercent, 'what a new host begins with');
  if (aggression !== undefined && !(Number.isFinite(aggression) && aggression >= 1)) {
    throw new ConfigError({
      problem: 'the aggression of a warm-up is at least 1',
      got: aggression,
      instead: 'write for example 1.5',
    });
  }
  return loadBalancer;
}

function warmupOf(loadBalancer: LoadBalancer): Warmup | undefined {
  return 'warmup' in loadBalancer ? loadBalancer.warmup : undefined;
}

type Rendered = Plain<DestinationRuleSpecTrafficPolicyLoadBalancer>;

export function renderLoadBalancer(loadBalancer: LoadBalancer): Rendered {
  const { locality } = loadBalancer;
  const warmup = warmupOf(loadBalancer);
  return {
    ...renderKind(loadBalancer),
    ...(locality && renderLocality(locality)),
    ...defined<Rendered>({
      warmup: warmup && renderWarmup(warmup),
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

function renderWarmup({ duration, minimumPercent, aggression }: Warmup): NonNullable<Rendered['warmup']> {
  return defined<NonNullable<Rendered['warmup']>>({
    duration: renderDuration(duration, 'a warm-up'),
    minimumPercent,
    aggression,
  });
}
