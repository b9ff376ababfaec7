import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, type Measured, measure, note, ratio, remove, shown } from './measure';

/** The type check of everything, and one file of unit tests from a cold cache. */
export function checks(): boolean {
  const cache = mkdtempSync(join(tmpdir(), 'bench-jest-'));
  const node: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
  const types: Command = { name: 'tsc', run: [process.execPath, 'node_modules/typescript/bin/tsc'] };
  const anew: Command = {
    name: 'tsc from nothing',
    run: [process.execPath, 'node_modules/typescript/bin/tsc', '--incremental', 'false'],
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
    before: () => remove(cache),
  };
  const [bare, check, nothing, test] = measure(5, node, types, anew, unit) as [
    Measured,
    Measured,
    Measured,
    Measured,
  ];
  note(`${shown(nothing)}, ${(nothing.time / bare.time).toFixed(0)} times bare node`);
  const results = [
    ratio(
      'type check of everything / bare node',
      check.time / bare.time,
      'at most 20',
      `${shown(bare)}, ${shown(check)}`,
    ),
    ratio(
      'one file of tests, cold / bare node',
      test.time / bare.time,
      'at most 50',
      `${shown(bare)}, ${shown(test)}`,
    ),
  ];
  return results.every(Boolean);
}
