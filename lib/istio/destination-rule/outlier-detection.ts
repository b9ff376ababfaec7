import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyOutlierDetection } from '../../../imports/networking.istio.io/destination-rule';
import { checkCount, checkCounts } from '../../values/count';
import { defined } from '../../values/defined';
import { renderOptionalDuration } from '../../values/duration';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { checkWholePercent } from '../../values/percent';

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

/**
 * Writes the rules.
 *
 * @throws ConfigError for counts, percentages and durations that Istio does not take
 */
export function renderOutlierDetection({
  localOriginFailures,
  outlierDetectionHttpErrorCodes,
  interval,
  baseEjectionTime,
  maxEjectionPercent,
  minHealthPercent,
  ...errors
}: Partial<OutlierRules>): DestinationRuleSpecTrafficPolicyOutlierDetection {
  checkCounts(errors);
  for (const code of outlierDetectionHttpErrorCodes ?? []) checkCount(code, 'an HTTP error code', 100, 599);
  // Istio takes 0 for not set.
  if (maxEjectionPercent !== undefined) checkWholePercent(maxEjectionPercent, 'maxEjectionPercent', 1);
  if (minHealthPercent !== undefined) checkWholePercent(minHealthPercent, 'minHealthPercent');
  return defined<DestinationRuleSpecTrafficPolicyOutlierDetection>({
    ...errors,
    ...(localOriginFailures && renderLocalOriginFailures(localOriginFailures)),
    outlierDetectionHttpErrorCodes: outlierDetectionHttpErrorCodes && [...outlierDetectionHttpErrorCodes],
    interval: renderOptionalDuration(interval, 'the interval of outlier detection'),
    baseEjectionTime: renderOptionalDuration(baseEjectionTime, 'baseEjectionTime'),
    maxEjectionPercent,
    minHealthPercent,
  });
}

function renderLocalOriginFailures({ consecutive }: LocalOriginFailures) {
  checkCounts({ consecutive }, 1);
  return { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: consecutive };
}
