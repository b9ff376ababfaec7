import { ConfigError } from '../diagnostics/error';
import { checkCount } from '../values/count';
import { checkWholePercent } from '../values/percent';
import type { IstiodValues } from './values/istiod';

/** How many pods a gateway or the control plane has: a number, or as many as an autoscaler finds right. */
export type Replicas =
  | number
  | {
      readonly min: number;
      readonly max: number;
      /** The share of its requested CPU that a pod should use, in percent. @default 80 */
      readonly cpuPercent?: number;
    };

/** Refuses what is no number of pods, and a range that is none. */
export function checkReplicas(replicas: Replicas | undefined, what: string): void {
  if (replicas === undefined) return;
  if (typeof replicas === 'number') {
    checkCount(replicas, `the replicas of ${what}`, 1);
    return;
  }
  checkCount(replicas.min, `the least replicas of ${what}`, 1);
  checkCount(replicas.max, `the most replicas of ${what}`, 1);
  checkWholePercent(replicas.cpuPercent ?? 80, `the CPU that ${what} is scaled by`);
  if (replicas.min > replicas.max) {
    throw new ConfigError({
      at: what,
      problem: 'the autoscaler needs room',
      got: `${replicas.min} to ${replicas.max}`,
      instead: `write for example { min: ${replicas.max}, max: ${replicas.min} }`,
    });
  }
}

/** Istiod's replicas as its chart takes them; nothing where nothing was chosen. */
export function controlPlaneReplicas(
  replicas: Replicas | undefined,
): Pick<IstiodValues, 'autoscaleEnabled' | 'autoscaleMin' | 'autoscaleMax' | 'cpu' | 'replicaCount'> {
  if (replicas === undefined) return {};
  if (typeof replicas === 'number') return { autoscaleEnabled: false, replicaCount: replicas };
  return {
    autoscaleEnabled: true,
    autoscaleMin: replicas.min,
    autoscaleMax: replicas.max,
    cpu: { targetAverageUtilization: replicas.cpuPercent ?? 80 },
  };
}

/**
 * Refuses gateways of which some are autoscaled and some are not.
 *
 * @throws ConfigError because istioctl turns autoscaling on or off for all gateways of a role
 */
export function checkScaledAlike(
  gateways: readonly { readonly service: string; readonly replicas: Replicas | undefined }[],
  role: string,
): void {
  const isScaled = ({ replicas }: (typeof gateways)[number]): boolean => typeof replicas === 'object';
  const scaled = gateways.find(isScaled);
  const fixed = gateways.find((gateway) => !isScaled(gateway));
  if (scaled === undefined || fixed === undefined) return;
  throw new ConfigError({
    at: `gateway '${fixed.service}'`,
    problem: `istioctl autoscales all ${role} gateways or none, and '${scaled.service}' is autoscaled`,
    got: fixed.replicas ?? 1,
    instead: `write a range such as { min: 1, max: 5 }, or a number for '${scaled.service}'`,
  });
}
