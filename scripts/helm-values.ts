import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ConfigError } from '../lib/diagnostics/error';
import { valueTypes } from './helm-values/generate';

const program = new Command('npm run helm-values --')
  .description("Generates lib/install/values/ from the values of Istio's Helm charts.")
  .option('--from <folder>', 'an unpacked Istio release', process.env.ISTIO_HOME)
  .option('--check', 'change nothing; fail when lib/install/values/ is not what the charts give', false);

function main(): number {
  const { from, check } = program.parse().opts<{ from?: string; check: boolean }>();
  if (from === undefined) {
    throw new ConfigError({
      problem: 'no Istio release folder was named',
      got: from,
      instead: 'write --from <folder> or set ISTIO_HOME',
    });
  }
  const folder = join(process.cwd(), 'lib/install/values');
  mkdirSync(folder, { recursive: true });
  const changed = [...valueTypes(from)].filter(([name, text]) => read(join(folder, name)) !== text);
  for (const [name, text] of changed) {
    if (!check) writeFileSync(join(folder, name), text);
    console.log(`${check ? 'differs' : 'changed'}: lib/install/values/${name}`);
  }
  if (changed.length === 0) console.log('lib/install/values/ is up to date');
  return check && changed.length > 0 ? 1 : 0;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
