import { type Check, every, numeric } from './check';

/** What proxies count traffic by is a millionth. */
const finest = 0.0001;

/** A percentage from 0 to 100; fractions are fine, as far as proxies can tell them from 0. */
export const percent: Check<number> = every(
  numeric({
    holds: (value) => value >= 0 && value <= 100,
    problem: 'a percentage from 0 to 100 is expected',
    instead: 'write for example 12.5',
  }),
  numeric({
    holds: (value) => value === 0 || value >= finest,
    problem: 'the percentage is finer than a proxy can count',
    instead: `write 0 or at least ${finest}`,
  }),
);

/** A whole percentage. */
export function wholePercent(least = 0): Check<number> {
  return numeric({
    holds: (value) => Number.isInteger(value) && value >= least && value <= 100,
    problem: `a whole percentage from ${least} to 100 is expected`,
    instead: 'write for example 10',
  });
}
