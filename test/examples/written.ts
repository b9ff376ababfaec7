import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { compiledAlone } from '../tsc';
import { examplesOfCode, examplesOfPages } from './extract';
import { program } from './program';

const root = join(__dirname, '../..');

/** All examples of comments and pages that are code by themselves. */
export const examples = [
  ...examplesOfCode(),
  ...examplesOfPages(
    '../README.md',
    'istio.md',
    'gateway-api.md',
    'install.md',
    'argocd.md',
    'dashboards.md',
  ),
];

/** What becomes of an example. */
export interface Written {
  /** The file and line where it stands. */
  readonly at: string;
  readonly error?: string;
  readonly objects: readonly object[];
}

/** Writes the program that runs all examples, and what the compiler needs, into a folder below node_modules; its path. */
export function exampleProgram(name: string): string {
  const folder = join(root, 'node_modules/.cache', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'examples.ts'), program(examples));
  compiledAlone(folder, 'examples.ts', { noUnusedLocals: false, noUnusedParameters: false });
  return folder;
}

/** Runs the program of a folder, for a release of Istio or for the newest. */
export function runExamples(folder: string, release?: string): Written[] {
  const outfile = join(folder, 'examples.js');
  buildSync({
    entryPoints: [join(folder, 'examples.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    outfile,
  });
  const env = { ...process.env, ...(release !== undefined && { EXAMPLES_RELEASE: release }) };
  return JSON.parse(execFileSync(process.execPath, [outfile], { cwd: root, encoding: 'utf8', env }));
}
