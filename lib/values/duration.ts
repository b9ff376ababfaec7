import type { Duration } from 'cdk8s';
import { ConfigError } from '../diagnostics/error';

/**
 * Writes a duration the way Istio reads it: `7s`, `0.25s`, exact to the millisecond.
 *
 * @throws ConfigError below 1ms, or where it is no whole number of milliseconds: Istio refuses both
 */
export function renderDuration(duration: Duration, what: string): string {
  const milliseconds = wholeMilliseconds(duration);
  if (milliseconds === undefined) {
    throw new ConfigError({
      problem: `${what} must be a whole number of milliseconds, at least one`,
      got: `${duration.toMilliseconds({ integral: false })}ms`,
      instead: 'write for example Duration.millis(250)',
    });
  }
  return `${milliseconds / 1000}s`;
}

/**
 * As {@link renderDuration}, for what proxies and browsers keep in whole seconds.
 *
 * @throws ConfigError below one second, or where it is no whole number of seconds: the rest would be cut off
 */
export function renderSeconds(duration: Duration, what: string): string {
  const milliseconds = wholeMilliseconds(duration);
  if (milliseconds === undefined || milliseconds % 1000 !== 0) {
    throw new ConfigError({
      problem: `${what} must be a whole number of seconds, at least one`,
      got: `${duration.toMilliseconds({ integral: false })}ms`,
      instead: 'write for example Duration.seconds(10)',
    });
  }
  return `${milliseconds / 1000}s`;
}

/** As {@link renderDuration}, for what may be left out. */
export function renderOptionalDuration(duration: Duration | undefined, what: string): string | undefined {
  return duration === undefined ? undefined : renderDuration(duration, what);
}

/** As {@link renderSeconds}, for what may be left out. */
export function renderOptionalSeconds(duration: Duration | undefined, what: string): string | undefined {
  return duration === undefined ? undefined : renderSeconds(duration, what);
}

/** `Duration.seconds(1.005)` is 1004.9999999999999 ms to the computer, and 1005 ms to whoever wrote it. */
function wholeMilliseconds(duration: Duration): number | undefined {
  const exact = duration.toMilliseconds({ integral: false });
  const whole = Math.round(exact);
  const isWhole = Number.isSafeInteger(whole) && Math.abs(exact - whole) <= 1e-12 * exact;
  return isWhole && whole >= 1 ? whole : undefined;
}
