import type { Duration } from 'cdk8s';
import { ConfigError } from '../error';

/**
 * Writes a duration the way Istio reads it: `7s`, `0.25s`, exact to the millisecond.
 *
 * @throws ConfigError below 1ms, or where it is no whole number of milliseconds: Istio refuses both
 */
export function renderDuration(duration: Duration, what: string): string {
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (milliseconds < 1 || !Number.isInteger(milliseconds)) {
    throw new ConfigError({
      problem: `${what} must be a whole number of milliseconds, at least one`,
      got: `${milliseconds}ms`,
      instead: 'write for example Duration.millis(250)',
    });
  }
  return `${milliseconds / 1000}s`;
}

/** As {@link renderDuration}, for what may be left out. */
export function renderOptionalDuration(duration: Duration | undefined, what: string): string | undefined {
  return duration === undefined ? undefined : renderDuration(duration, what);
}
