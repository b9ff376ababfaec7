import { Duration } from 'cdk8s';
import { type Fault, fault } from '../diagnostics/fault';
import type { Check } from './check';

/** `Duration.seconds(1.005)` is 1004.9999999999999 ms to the computer, and 1005 ms to whoever wrote it. */
function wholeMilliseconds(duration: Duration): number | undefined {
  const exact = duration.toMilliseconds({ integral: false });
  const whole = Math.round(exact);
  const isWhole = Number.isSafeInteger(whole) && Math.abs(exact - whole) <= 1e-12 * exact;
  return isWhole && whole >= 1 ? whole : undefined;
}

/** What Go's durations hold, in milliseconds: 292 years. */
const longest = 9_223_372_036_854;

/** A duration that Istio takes: whole milliseconds, at least one, at most 292 years. */
export const duration: Check<Duration> = (value: unknown) =>
  durationFault(value, 1, 'whole number of milliseconds', 'Duration.millis(250)');

/** A duration in whole seconds, as proxies and browsers keep some. */
export const wholeSeconds: Check<Duration> = (value: unknown) =>
  durationFault(value, 1000, 'whole number of seconds', 'Duration.seconds(10)');

function durationFault(value: unknown, step: number, what: string, example: string): Fault | undefined {
  const instead = `write for example ${example}`;
  if (!(value instanceof Duration)) return fault('a Duration is expected', value, instead);
  const milliseconds = wholeMilliseconds(value);
  const shown = `${value.toMilliseconds({ integral: false })}ms`;
  if (milliseconds === undefined || milliseconds % step !== 0) {
    return fault(`a duration must be a ${what}, at least one`, shown, instead);
  }
  return milliseconds > longest ? fault('Istio keeps no more than 292 years', shown, instead) : undefined;
}

/** Writes a duration the way Istio reads it: `7s`, `0.25s`, exact to the millisecond. */
export function durationText(value: Duration): string {
  return `${(wholeMilliseconds(value) as number) / 1000}s`;
}
