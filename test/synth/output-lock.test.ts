import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { inTurn, isLocked, lockName, type Turn } from '../../lib/synth/output-lock';
import { contents, fill, folderWith } from './folders';

const silent = (): void => undefined;
const uuid = '6f1f7d0c-8b8e-4a55-9c5e-0123456789ab';

/** A run of another process that was killed in its turn, so many seconds ago by the clock of the folder. */
function killedRun(folder: string, secondsAgo: number): string {
  const stage = join(folder, lockName, uuid);
  fill(stage, { 'new-0': 'half' });
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(stage, then, then);
  return stage;
}

test('a turn leaves nothing behind', () => {
  const folder = folderWith({ 'a.yaml': 'a' });
  const result = inTurn(folder, silent, ({ stage }) => {
    writeFileSync(join(stage, 'new-0'), 'b');
    expect(isLocked(folder)).toBe(true);
    return 'done';
  });
  expect(result).toBe('done');
  expect(readdirSync(folder)).toEqual(['a.yaml']);
  expect(isLocked(folder)).toBe(false);
});

test('nor does one that fails', () => {
  const folder = folderWith();
  const fail = (): never => {
    throw new Error('broken');
  };
  expect(() => inTurn(folder, silent, fail)).toThrow('broken');
  expect(readdirSync(folder)).toEqual([]);
});

test('what a run that was killed ten seconds ago has left goes at once', () => {
  const folder = folderWith();
  killedRun(folder, 11);
  const start = performance.now();
  inTurn(folder, silent, ({ stage }) =>
    expect(readdirSync(join(folder, lockName))).toEqual([stage.slice(-36)]),
  );
  expect(performance.now() - start).toBeLessThan(9_000);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['was killed seven seconds ago', 7, 2_500],
  ['has the time of a clock that is ahead', -3600, 9_500],
])(
  'a run that %s is waited for, with a word after a second, until ten have gone',
  (_, secondsAgo, least) => {
    const folder = folderWith();
    killedRun(folder, secondsAgo);
    const start = performance.now();
    const words: [string, number][] = [];
    inTurn(folder, (word) => words.push([word, performance.now() - start]), silent);
    expect(words.map(([word]) => word)).toEqual([
      `${folder}: another run writes here, or was killed while it did; waiting for it`,
    ]);
    expect(words[0]?.[1]).toBeGreaterThan(1_000);
    expect(words[0]?.[1]).toBeLessThan(9_000);
    expect(performance.now() - start).toBeGreaterThan(least);
    expect(readdirSync(folder)).toEqual([]);
  },
  60_000,
);

test('a run that was taken for dead begins again, with nothing staged', () => {
  const folder = folderWith();
  const turns: string[] = [];
  inTurn(folder, silent, ({ stage }) => {
    turns.push(stage);
    if (turns.length > 1) return;
    rmSync(stage, { recursive: true });
    readFileSync(join(stage, 'new-0'));
  });
  expect(new Set(turns).size).toBe(2);
});

test('and gives up after five times', () => {
  const folder = folderWith();
  const lose = ({ stage }: Turn): void => {
    rmSync(stage, { recursive: true });
    readFileSync(join(stage, 'new-0'));
  };
  expect(() => inTurn(folder, silent, lose)).toThrow('ENOENT');
});

test('files of other people in the lock stay, and are in nobody’s way', () => {
  const folder = folderWith({ [`${lockName}/notes.txt`]: 'mine', [`${lockName}/12345/x`]: 'mine' });
  inTurn(folder, silent, silent);
  expect(contents(folder)).toEqual({ [`${lockName}/notes.txt`]: 'mine', [`${lockName}/12345/x`]: 'mine' });
});

test('rejects a link or a file in place of the lock', () => {
  const elsewhere = folderWith();
  const linked = folderWith();
  symlinkSync(elsewhere, join(linked, lockName));
  const message = `what runs use to take turns is no folder, got '.written-by-synth.lock'; move it away`;
  expect(() => inTurn(linked, silent, silent)).toThrow(`${linked}: ${message}`);
  expect(readdirSync(elsewhere)).toEqual([]);
  const file = folderWith({ [lockName]: 'mine' });
  expect(() => inTurn(file, silent, silent)).toThrow(message);
  expect(contents(file)).toEqual({ [lockName]: 'mine' });
});

describe('several processes', () => {
  const bundle = join(folderWith(), 'lock.cjs');
  beforeAll(() => {
    buildSync({
      entryPoints: [join(__dirname, '../../lib/synth/output-lock.ts')],
      bundle: true,
      platform: 'node',
      outfile: bundle,
    });
  });

  /** Adds one to a number in a file, slowly, in turn. */
  const program = (folder: string, times: number): string => `
    const { inTurn } = require(${JSON.stringify(bundle)});
    const fs = require('node:fs');
    for (let time = 0; time < ${times}; time++) inTurn(${JSON.stringify(folder)}, () => {}, () => {
      const number = Number(fs.readFileSync(${JSON.stringify(join(folder, 'number'))}, 'utf8'));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      fs.writeFileSync(${JSON.stringify(join(folder, 'number'))}, String(number + 1));
    });
  `;

  test('are never in turn at the same time', async () => {
    const folder = folderWith({ number: '0' });
    const runs = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--eval', program(folder, 10)], { stdio: 'inherit' }),
    );
    expect(await Promise.all(runs.map((run) => once(run, 'exit')))).toEqual([1, 2, 3].map(() => [0, null]));
    expect(contents(folder)).toEqual({ number: '30' });
    expect(readdirSync(folder)).toEqual(['number']);
  });

  test('a signal takes effect after the turn, not in it', () => {
    const folder = folderWith();
    const interrupted = `
      const { inTurn } = require(${JSON.stringify(bundle)});
      const fs = require('node:fs');
      inTurn(${JSON.stringify(folder)}, () => {}, () => {
        process.kill(process.pid, 'SIGTERM');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
        fs.writeFileSync(${JSON.stringify(join(folder, 'done'))}, '');
      });
      setTimeout(() => fs.writeFileSync(${JSON.stringify(join(folder, 'later'))}, ''), 20_000);
    `;
    expect(spawnSync(process.execPath, ['--eval', interrupted]).signal).toBe('SIGTERM');
    expect(readdirSync(folder)).toEqual(['done']);
  });

  test('and reaches a program that listens for it once', () => {
    const folder = folderWith();
    const listening = `
      const { inTurn } = require(${JSON.stringify(bundle)});
      process.on('SIGTERM', () => process.stdout.write('heard '));
      inTurn(${JSON.stringify(folder)}, () => {}, () => {
        process.kill(process.pid, 'SIGTERM');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      });
      setTimeout(() => {}, 500);
    `;
    const { stdout, signal } = spawnSync(process.execPath, ['--eval', listening], { encoding: 'utf8' });
    expect({ stdout, signal }).toEqual({ stdout: 'heard ', signal: null });
  });
});

test('a long turn shows that it is alive', () => {
  const folder = folderWith();
  inTurn(folder, silent, ({ stage, beat }) => {
    utimesSync(stage, 0, 0);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
    beat();
    expect(Date.now() - statSync(stage).mtimeMs).toBeLessThan(5_000);
  });
});
