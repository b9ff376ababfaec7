import { ConfigError } from '../diagnostics/error';
import { type Check, numeric } from './check';

/** What Istio's 32 bits hold. */
const limit = 2 ** 31 - 1;

/** Refuses what is not a whole number from `least` to `most`. */
export function checkCount(count: number, what: string, least = 0, most = limit): void {
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new ConfigError({
      problem: `${what} must be a whole number from ${least} to ${most}`,
      got: count,
      instead: `write for example ${Math.max(least, 1)}`,
    });
  }
}

/** As {@link checkCount} for each that is given. */
export function checkCounts(counts: Readonly<Record<string, number | undefined>>, least = 0): void {
  for (const [what, count] of Object.entries(counts)) {
    if (count !== undefined) checkCount(count, what, least);
  }
}

/** A whole number from `least` to `most`. */
export function count(least = 0, most = limit): Check<number> {
  return numeric({
    holds: (value) => Number.isInteger(value) && value >= least && value <= most,
    problem: `a whole number from ${least} to ${most} is expected`,
    instead: `write for example ${Math.max(least, 1)}`,
  });
}
