const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

const term = /(\d+\.?\d*|\.\d+)(h|ms|us|µs|ns|m|s)/g;

/** The seconds of a duration as manifests write it, such as `0.5s` or `1h30m`; undefined where it is none. */
export function secondsOf(duration: string | undefined): number | undefined {
  // Term by term: one expression for the whole of a long text would overflow the stack.
  if (duration === undefined || duration === '' || duration.replace(term, '') !== '') return undefined;
  let seconds = 0;
  for (const [, amount, unit = ''] of duration.matchAll(term)) seconds += Number(amount) * (units[unit] ?? 0);
  return Number(seconds.toFixed(9));
}
