import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyOutlierDetection } from '../../../imports/networking.istio.io/destination-rule';
import { distinct } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { wholePercent } from '../../values/percent';
import { optional, shape } from '../../values/shape';

/** Failures of the connection, where they are counted apart. */
export interface LocalOriginFailures {
  /** So many in a row take a host out. @default 5 */
  readonly consecutive?: number;
}

/** When a host is taken out of the pool, and for how long. */
export interface OutlierRules {
  /** Errors 5xx (and connection failures) in a row; 0 turns this rule off. @default 5 */
  readonly consecutive5xxErrors: number;
  /** Errors 502, 503, 504 in a row; 0 turns this rule off. @default 0 */
  readonly consecutiveGatewayErrors: number;
  /** Counts failures of the connection apart from answers with an error. @default - counted together */
  readonly localOriginFailures: LocalOriginFailures;
  /** The statuses that are errors, 100 to 599; from Istio 1.31 on. @default - 500 to 599 */
  readonly outlierDetectionHttpErrorCodes: NonEmpty<number>;
  /** Between two looks. @default 10s */
  readonly interval: Duration;
  /** The first time out; it grows with every further one. @default 30s */
  readonly baseEjectionTime: Duration;
  /** The most hosts that may be out, in whole percent from 1. @default 10 */
  readonly maxEjectionPercent: number;
  /** Below so many healthy hosts, in whole percent, none is taken out. @default 0 */
  readonly minHealthPercent: number;
}

/**
 * Takes hosts that fail out of the pool for a while.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export type OutlierDetection = AtLeastOne<OutlierRules>;

export const outlierDetection = shape<Partial<OutlierRules>>(
  {
    consecutive5xxErrors: optional(count()),
    consecutiveGatewayErrors: optional(count()),
    localOriginFailures: optional(shape<LocalOriginFailures>({ consecutive: optional(count(1)) })),
    outlierDetectionHttpErrorCodes: optional(distinct(count(100, 599))),
    interval: optional(duration),
    baseEjectionTime: optional(duration),
    // Istio takes 0 for not set.
    maxEjectionPercent: optional(wholePercent(1)),
    minHealthPercent: optional(wholePercent()),
  },
  {
    atLeastOne: [
      'consecutive5xxErrors',
      'consecutiveGatewayErrors',
      'localOriginFailures',
      'outlierDetectionHttpErrorCodes',
      'interval',
      'baseEjectionTime',
      'maxEjectionPercent',
      'minHealthPercent',
    ],
  },
);

export function renderOutlierDetection({
  localOriginFailures,
  outlierDetectionHttpErrorCodes,
  interval,
  baseEjectionTime,
  maxEjectionPercent,
  minHealthPercent,
  ...errors
}: Partial<OutlierRules>): DestinationRuleSpecTrafficPolicyOutlierDetection {
  return defined<DestinationRuleSpecTrafficPolicyOutlierDetection>({
    ...errors,
    ...(localOriginFailures && renderLocalOriginFailures(localOriginFailures)),
    outlierDetectionHttpErrorCodes: outlierDetectionHttpErrorCodes && [...outlierDetectionHttpErrorCodes],
    interval: interval && durationText(interval),
    baseEjectionTime: baseEjectionTime && durationText(baseEjectionTime),
    maxEjectionPercent,
    minHealthPercent,
  });
}

function renderLocalOriginFailures({ consecutive }: LocalOriginFailures) {
  return {
    splitExternalLocalOriginErrors: true,
    ...(consecutive !== undefined && { consecutiveLocalOriginFailures: consecutive }),
  };
}
