const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** The seconds of a duration as manifests write it, such as `0.5s` or `1h30m`; undefined where it is none. */
export function secondsOf(duration: string | undefined): number | undefined {
  if (duration === undefined || !/^(?:\d+(?:\.\d*)?(?:h|ms|us|µs|ns|m|s))+$/.test(duration)) return undefined;
  let seconds = 0;
  for (const [, amount = '', unit = ''] of duration.matchAll(/([\d.]+)(h|ms|us|µs|ns|m|s)/g)) {
    seconds += Number(amount) * (units[unit] ?? 0);
  }
  return Number(seconds.toFixed(9));
}
