import { Command } from 'commander';
import { ConfigError } from '../lib/diagnostics/error';
import { importHistory } from './import/histories';
import { runImport } from './import/run';
import { importSchemas } from './import/schemas/run';
import { downloadSources, productsIn, readFolders } from './import/schemas/sources';

const program = new Command('npm run import --')
  .description(
    'Generates imports/ from the CRDs that cdk8s.yaml names, schemas/ and lib/release/istio-history.ts from those of every release and from Kubernetes.',
  )
  .option(
    '--from <path>',
    'read the CRDs from a file, a folder of files or an Istio release folder instead (repeatable)',
    (path: string, others: string[]) => [...others, path],
    [],
  )
  .option(
    '--releases <folder>',
    'read the CRDs of every release, and saved OpenAPI documents, from the folders in this one instead (repeatable)',
    (path: string, others: string[]) => [...others, path],
    [],
  )
  .option('--check', 'change nothing; fail when imports/ or schemas/ is not what the CRDs give', false);

async function main(): Promise<number> {
  const { from, releases, check } = program
    .parse()
    .opts<{ from: string[]; releases: string[]; check: boolean }>();
  const root = process.cwd();
  const online = from.length + releases.length === 0;
  let differs = false;
  const tell = (folder: string, { changed, files }: { changed: readonly string[]; files: number }) => {
    for (const path of changed) console.log(`${check ? 'differs' : 'changed'}: ${folder}/${path}`);
    const many = changed.length > 0 ? `${changed.length} of ${files} files` : `is up to date: ${files} files`;
    console.log(`${folder}/ ${many}`);
    differs ||= changed.length > 0;
  };
  if (online || from.length > 0) {
    const report = await runImport({ root, from, check });
    for (const kind of report.ignored) {
      console.log(`left out, as scripts/import/pinned.ts does not name it: ${kind}`);
    }
    tell('imports', report);
  }
  if (online || releases.length > 0) {
    const sources = online ? await downloadSources() : readFolders(releases);
    console.log(
      `schemas/ from ${productsIn(sources).join(', ') || 'nothing: no folder holds all releases of a product'}`,
    );
    tell('schemas', importSchemas({ root, sources, check }));
    tell('lib/release', importHistory({ root, sources, check }));
  }
  return check && differs ? 1 : 0;
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
