import { CelError } from './error';

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The whole text first: the parts alone would pass over what stands between them. */
const form = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const part = /(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h)/g;

/** Go's longest duration is 292 years. */
const longest = 2 ** 63;

/**
 * A duration as Go reads it, in nanoseconds.
 *
 * @throws CelError when it is none
 */
export function duration(text: string): number {
  if (text.length > 1000 || !form.test(text)) throw new CelError(`${text.slice(0, 60)} is no duration`);
  let sum = 0;
  for (const [, count = '', unit = ''] of text.matchAll(part)) sum += Number(count) * (units[unit] as number);
  if (sum >= longest) throw new CelError(`${text} is too long`);
  return text.startsWith('-') ? -sum : sum;
}
