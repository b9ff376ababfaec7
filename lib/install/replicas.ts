import { type Fault, fault } from '../diagnostics/fault';
import type { Check } from '../values/check';
import { count } from '../values/count';
import { wholePercent } from '../values/percent';
import { optional, shape } from '../values/shape';
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

type Range = Exclude<Replicas, number>;

const range = shape<Range>(
  { min: count(1), max: count(1), cpuPercent: optional(wholePercent(1)) },
  {
    rule: ({ min, max }) =>
      min > max
        ? fault(
            'the autoscaler needs room',
            `${min} to ${max}`,
            `write for example { min: ${max}, max: ${min} }`,
          )
        : undefined,
  },
);

/** A number of pods, or a range of it. */
export const replicas: Check<Replicas> = (value: unknown) =>
  typeof value === 'number' ? count(1)(value) : range(value as Range);

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

/** What is wrong with gateways of which some are autoscaled and some are not: istioctl turns it on or off for all. */
export function scaledAlike(
  gateways: readonly { readonly service: string; readonly replicas: Replicas | undefined }[],
  role: string,
): Fault | undefined {
  const isScaled = ({ replicas }: (typeof gateways)[number]): boolean => typeof replicas === 'object';
  const scaled = gateways.find(isScaled);
  const fixed = gateways.find((gateway) => !isScaled(gateway));
  if (scaled === undefined || fixed === undefined) return undefined;
  return {
    path: ['gateways', role, fixed.service, 'replicas'],
    problem: `istioctl autoscales all ${role} gateways or none, and '${scaled.service}' is autoscaled`,
    got: fixed.replicas ?? 1,
    instead: `write a range such as { min: 1, max: 5 }, or a number for '${scaled.service}'`,
  };
}
