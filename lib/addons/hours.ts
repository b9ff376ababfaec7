import type { Duration } from 'cdk8s';
import { fault } from '../diagnostics/fault';
import { type Check, every } from '../values/check';
import { duration } from '../values/duration';

/** How long something is kept: whole hours. */
export const hours: Check<Duration> = every(duration, (value: Duration) =>
  Number.isInteger(value.toHours({ integral: false }))
    ? undefined
    : fault(
        'a whole number of hours is expected',
        `${value.toHours({ integral: false })}h`,
        'write for example Duration.days(15)',
      ),
);

/** Writes how long something is kept, as Prometheus and Jaeger both read it: `360h`. */
export function renderHours(kept: Duration): string {
  return `${kept.toHours({ integral: false })}h`;
}
