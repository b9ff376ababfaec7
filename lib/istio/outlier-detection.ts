import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyOutlierDetection } from '../../imports/networking.istio.io/destination-rule';
import { checkCounts } from './count';
import { defined } from './defined';
import { renderOptionalDuration } from './duration';
import type { AtLeastOne } from './non-empty';
import { checkWholePercent } from './percent';

/** When a host is taken out of the pool, and for how long. */
export interface OutlierRules {
  /** Errors 5xx (and connection failures) in a row; 0 turns this rule off. @default 5 */
  readonly consecutive5xxErrors: number;
  /** Errors 502, 503, 504 in a row; 0 turns this rule off. @default 0 */
  readonly consecutiveGatewayErrors: number;
  /** Counts failures of the connection apart from answers with an error. @default false */
  readonly splitExternalLocalOriginErrors: boolean;
  /** Failures of the connection in a row, where they are counted apart. @default 5 */
  readonly consecutiveLocalOriginFailures: number;
  /** Between two looks. @default 10s */
  readonly interval: Duration;
  /** The first time out; it grows with every further one. @default 30s */
  readonly baseEjectionTime: Duration;
  /** The most hosts that may be out, in whole percent. @default 10 */
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
export function renderOutlierDetection(
  rules: Partial<OutlierRules>,
): DestinationRuleSpecTrafficPolicyOutlierDetection {
  const { consecutive5xxErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures } = rules;
  checkCounts({ consecutive5xxErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures });
  for (const what of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const percent = rules[what];
    if (percent !== undefined) checkWholePercent(percent, what);
  }
  return defined<DestinationRuleSpecTrafficPolicyOutlierDetection>({
    ...rules,
    interval: renderOptionalDuration(rules.interval, 'the interval of outlier detection'),
    baseEjectionTime: renderOptionalDuration(rules.baseEjectionTime, 'baseEjectionTime'),
  });
}
