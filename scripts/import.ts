import { Command } from 'commander';
import { ConfigError } from '../lib/diagnostics/error';
import { runImport } from './import/run';

const program = new Command('npm run import --')
  .description('Generates imports/ from the CRDs that cdk8s.yaml names.')
  .option(
    '--from <path>',
    'read the CRDs from a file, a folder of files or an Istio release folder instead (repeatable)',
    (path: string, others: string[]) => [...others, path],
    [],
  )
  .option('--check', 'change nothing; fail when imports/ is not what the CRDs give', false);

async function main(): Promise<number> {
  const { from, check } = program.parse().opts<{ from: string[]; check: boolean }>();
  const { changed, files, ignored } = await runImport({ root: process.cwd(), from, check });
  for (const kind of ignored) console.log(`left out, as scripts/import/pinned.ts does not name it: ${kind}`);
  for (const path of changed) console.log(`${check ? 'differs' : 'changed'}: imports/${path}`);
  console.log(
    changed.length === 0 ? `imports/ is up to date: ${files} files` : `${changed.length} of ${files} files`,
  );
  return check && changed.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  },
);
