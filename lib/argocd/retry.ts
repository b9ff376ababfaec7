import { Duration } from 'cdk8s';
import type { ApplicationSpecSyncPolicyRetry } from '../../imports/argoproj.io/application';
import { fault, within } from '../diagnostics/fault';
import { oneOf, textOr } from '../values/check';
import { count } from '../values/count';
import { duration, durationText } from '../values/duration';
import { given } from '../values/options';
import { variants } from '../values/shape';

/**
 * How often a failed sync is tried again, and how long Argo CD waits in between. Each try takes the newest commit
 * (Argo CD 3.2 and later know that).
 */
export interface Retry {
  readonly kind: 'retry';
  /** Tries after the first; `unlimited` until it succeeds. */
  readonly times: number | 'unlimited';
  /** The wait before the second try. */
  readonly first: Duration;
  /** How much longer each wait is than the one before. */
  readonly factor: number;
  /** The longest wait. */
  readonly longest: Duration;
}

/** The waits between tries. */
export interface RetryWaits {
  /** Before the second try. @default Duration.seconds(10) */
  readonly first?: Duration;
  /** @default 2 */
  readonly factor?: number;
  /** @default Duration.minutes(3) */
  readonly longest?: Duration;
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-with-a-limit */
export const Retry = {
  /** Some times, one at least: leave retries out to have none. */
  times(times: number, waits: RetryWaits = {}): Retry {
    return { ...defaults, ...given(waits), kind: 'retry', times };
  },

  /** Until the sync succeeds. */
  unlimited(waits: RetryWaits = {}): Retry {
    return { ...defaults, ...given(waits), kind: 'retry', times: 'unlimited' };
  },
};

const defaults = {
  first: Duration.seconds(10),
  factor: 2,
  longest: Duration.minutes(3),
} satisfies Required<RetryWaits>;

/** Retries that Argo CD can be told. */
export const retry = variants<Retry>(
  'retries',
  {
    retry: {
      times: textOr(oneOf('unlimited'), count(1)),
      first: duration,
      factor: count(1),
      longest: duration,
    },
  },
  ({ first, factor, longest }) => {
    const [least, most] = [first.toMilliseconds(), longest.toMilliseconds()];
    if (least < factor) {
      return within(
        'first',
        fault(
          'the first wait is shorter than Argo CD can be told',
          `${least}ms`,
          `write at least ${factor}ms`,
        ),
      );
    }
    return most < least
      ? within(
          'longest',
          fault('the longest wait is shorter than the first', `${most}ms`, `write at least ${least}ms`),
        )
      : undefined;
  },
);

/** Writes retries the way an Application holds them. */
export function renderRetry(retry: Retry): ApplicationSpecSyncPolicyRetry {
  return {
    limit: retry.times === 'unlimited' ? -1 : retry.times,
    // Without it, all tries are for the commit of the first, also when one that mends it is there.
    refresh: true,
    backoff: {
      // Argo CD multiplies before the first wait already.
      duration: durationText(dividedBy(retry.first, retry.factor)),
      factor: retry.factor,
      maxDuration: durationText(retry.longest),
    },
  };
}

function dividedBy(wait: Duration, factor: number): Duration {
  return Duration.millis(Math.round(wait.toMilliseconds() / factor));
}
