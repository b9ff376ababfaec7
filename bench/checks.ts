import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Measured, measure, note, ratio, shown } from './measure';
import { copyOfProject } from './project-copy';
import { temporaryFolder } from './temporary-folder';

/** The type check of everything, and one file of unit tests from a cold cache. */
export function checks(): boolean {
  const cache = temporaryFolder();
  const node: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
  const types: Command = { name: 'types', run: [process.execPath, 'scripts/types.mjs', '--build'] };
  const anew: Command = {
    name: 'types from nothing',
    run: [process.execPath, 'scripts/types.mjs', '--build', '--force'],
  };
  const project = copyOfProject('test', 'bench', 'scripts', 'tsconfig.json');
  let edits = 0;
  const edited: Command = {
    ...types,
    name: 'types after an edit',
    cwd: project,
    before: () =>
      appendFileSync(join(project, 'lib/istio/gateway/gateway.ts'), `export const edit${edits++} = 0;\n`),
  };
  const unit: Command = {
    name: 'one file of tests',
    run: [
      process.execPath,
      'node_modules/jest/bin/jest.js',
      '--cacheDirectory',
      cache,
      'test/synth/stdout.test.ts',
    ],
    before: () => rmSync(cache, { recursive: true, force: true }),
  };
  const [bare, check, after, nothing, test] = measure(5, node, types, edited, anew, unit) as [
    Measured,
    Measured,
    Measured,
    Measured,
    Measured,
  ];
  // The most that an edit can cost.
  note(`${shown(nothing)}, ${(nothing.time / bare.time).toFixed(0)} times bare node`);
  const results = [
    ratio(
      'type check of everything / bare node',
      check.time / bare.time,
      'at most 20',
      `${shown(bare)}, ${shown(check)}`,
    ),
    ratio('the same after an edit / bare node', after.time / bare.time, 'at most 20', shown(after)),
    ratio(
      'one file of tests, cold / bare node',
      test.time / bare.time,
      'at most 50',
      `${shown(bare)}, ${shown(test)}`,
    ),
  ];
  return results.every(Boolean);
}
