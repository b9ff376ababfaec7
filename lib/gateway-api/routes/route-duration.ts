import type { Duration } from 'cdk8s';
import { type Fault, fault } from '../../diagnostics/fault';
import { type Check, every } from '../../values/check';
import { duration } from '../../values/duration';

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration that the Gateway API can write: not more than 99,999 hours. */
export const routeDuration: Check<Duration> = every(duration, (value: Duration): Fault | undefined => {
  const hours = value.toMilliseconds({ integral: false }) / 3_600_000;
  return hours < 100_000
    ? undefined
    : fault(
        'the Gateway API writes no more than 99999 hours',
        `${hours}h`,
        'write for example Duration.hours(1)',
      );
});

/** Writes a duration as the Gateway API has it: whole numbers with their units, such as `1m30s` or `250ms`. */
export function routeDurationText(value: Duration): string {
  let rest = Math.round(value.toMilliseconds({ integral: false }));
  return units
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? '' : `${count}${unit}`;
    })
    .join('');
}
