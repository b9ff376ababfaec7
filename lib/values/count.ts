import { type Check, numeric } from './check';

/** What Istio's 32 bits hold. */
const limit = 2 ** 31 - 1;

/** A whole number from `least` to `most`. */
export function count(least = 0, most = limit): Check<number> {
  return numeric({
    holds: (value) => Number.isInteger(value) && value >= least && value <= most,
    problem: `a whole number from ${least} to ${most} is expected`,
    instead: `write for example ${Math.max(least, 1)}`,
  });
}
