import { suggest } from '../lib/diagnostics/nearest-name';
import { analyze } from './analyze';
import { chartPerService } from './chart-per-service';
import { checks } from './checks';
import { files } from './files';
import { installed } from './installed';
import { oneChart } from './one-chart';
import { others } from './others';
import { routing } from './routing';
import { start } from './start';

/** Each prints its ratios, of one run on one machine, and tells whether all aims are met. */
const benches: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  start,
  'one-chart': oneChart,
  'chart-per-service': chartPerService,
  files,
  checks,
  routing,
  analyze,
  installed,
  others,
};

/** Runs the benches of these names, or all; the exit code tells whether every aim is met. */
export async function run(names: readonly string[]): Promise<number> {
  const known = Object.keys(benches);
  for (const name of names) {
    if (benches[name] !== undefined) continue;
    console.error(`'${name}' is no bench; ${suggest(name, known)}`);
    return 2;
  }
  let met = true;
  for (const name of names.length > 0 ? names : known) {
    console.log(`\n${name}`);
    met = (await benches[name]?.()) === true && met;
  }
  return met ? 0 : 1;
}
