import { ConfigError } from '../error';

/** Refuses what is not a percentage from 0 to 100; fractions are fine. */
export function checkPercent(percent: number, what: string): void {
  if (!(percent >= 0 && percent <= 100)) {
    throw new ConfigError({
      problem: `${what} must be a percentage from 0 to 100`,
      got: percent,
      instead: 'write for example 12.5',
    });
  }
}

/** Refuses what is not a whole percentage from 0 to 100. */
export function checkWholePercent(percent: number, what: string): void {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    throw new ConfigError({
      problem: `${what} must be a whole percentage from 0 to 100`,
      got: percent,
      instead: 'write for example 10',
    });
  }
}
