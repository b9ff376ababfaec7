import { Duration } from 'cdk8s';
import type { ApplicationSpecSyncPolicyRetry } from '../../imports/argoproj.io/application';
import { ConfigError } from '../diagnostics/error';
import { renderDuration } from '../values/duration';

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
  /** @throws ConfigError below one: leave retries out to have none */
  times(times: number, waits: RetryWaits = {}): Retry {
    if (!Number.isInteger(times) || times < 1) {
      throw new ConfigError({
        problem: 'a sync is retried a whole number of times',
        got: times,
        instead: 'write at least 1, or leave the retry out',
      });
    }
    return withWaits(times, waits);
  },

  /** Until the sync succeeds. */
  unlimited(waits: RetryWaits = {}): Retry {
    return withWaits('unlimited', waits);
  },
};

function withWaits(times: Retry['times'], waits: RetryWaits): Retry {
  const { first = Duration.seconds(10), factor = 2, longest = Duration.minutes(3) } = waits;
  if (!Number.isInteger(factor) || factor < 1) {
    throw new ConfigError({
      problem: 'each wait is a whole number of times the one before',
      got: factor,
      instead: 'write 1 for waits of one length, 2 to double them',
    });
  }
  if (first.toMilliseconds() < factor) {
    throw new ConfigError({
      problem: 'the first wait is shorter than Argo CD can be told',
      got: `${first.toMilliseconds()}ms`,
      instead: `write at least ${factor}ms`,
    });
  }
  if (longest.toMilliseconds() < first.toMilliseconds()) {
    throw new ConfigError({
      problem: 'the longest wait is shorter than the first',
      got: `${longest.toMilliseconds()}ms`,
      instead: `write at least ${first.toMilliseconds()}ms`,
    });
  }
  return { kind: 'retry', times, first, factor, longest };
}

/** Writes retries the way an Application holds them. */
export function renderRetry(retry: Retry): ApplicationSpecSyncPolicyRetry {
  return {
    limit: retry.times === 'unlimited' ? -1 : retry.times,
    // Without it, all tries are for the commit of the first, also when one that mends it is there.
    refresh: true,
    backoff: {
      // Argo CD multiplies before the first wait already.
      duration: renderDuration(dividedBy(retry.first, retry.factor), 'the first wait'),
      factor: retry.factor,
      maxDuration: renderDuration(retry.longest, 'the longest wait'),
    },
  };
}

function dividedBy(duration: Duration, factor: number): Duration {
  return Duration.millis(Math.round(duration.toMilliseconds() / factor));
}
