import type { Duration } from 'cdk8s';
import { ConfigError } from '../diagnostics/error';

/**
 * Writes how long something is kept, as Prometheus and Jaeger both read it: `360h`.
 *
 * @throws ConfigError where it is no whole number of hours, or none
 */
export function renderHours(duration: Duration, what: string): string {
  const hours = duration.toHours({ integral: false });
  if (!Number.isInteger(hours) || hours < 1) {
    throw new ConfigError({
      problem: `${what} must be a whole number of hours, at least one`,
      got: `${hours}h`,
      instead: 'write for example Duration.days(15)',
    });
  }
  return `${hours}h`;
}
