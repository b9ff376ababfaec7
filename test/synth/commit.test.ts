import { spawnSync } from 'node:child_process';
import fs, { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commit, create, finishInterrupted } from '../../lib/synth/commit';
import { contents, folderWith } from './folders';

const old = {
  'a.yaml': 'old a',
  'sub/b.yaml': 'old b',
  'stale.yaml': 'stale',
  'gone/stale.yaml': 'stale',
  'readme.md': 'mine',
};
const change = {
  write: new Map([
    ['a.yaml', 'new a'],
    ['sub/b.yaml', 'new b'],
    ['c.yaml', 'new c'],
    ['deep/er/d.yaml', 'new d'],
  ]),
  replaced: new Set(['a.yaml', 'sub/b.yaml']),
  remove: ['stale.yaml', 'gone/stale.yaml'],
};
const current = {
  'a.yaml': 'new a',
  'c.yaml': 'new c',
  'deep/er/d.yaml': 'new d',
  'readme.md': 'mine',
  'sub/b.yaml': 'new b',
};

afterEach(() => jest.restoreAllMocks());

test('files are written, replaced and removed, and folders that this empties go too', () => {
  const folder = folderWith(old);
  commit(folder, change);
  expect(contents(folder)).toEqual(current);
  expect(existsSync(join(folder, 'gone'))).toBe(false);
});

test('a folder that does not exist yet appears complete', () => {
  const folder = join(folderWith(), 'outer', 'dist');
  create(folder, change.write);
  expect(contents(folder)).toEqual({
    'a.yaml': 'new a',
    'c.yaml': 'new c',
    'deep/er/d.yaml': 'new d',
    'sub/b.yaml': 'new b',
  });
  expect(readdirSync(join(folder, '..'))).toEqual(['dist']);
});

/** Fails at the nth call of a function of node:fs. */
function failAt(
  name: 'writeFileSync' | 'renameSync' | 'mkdirSync' | 'linkSync' | 'rmSync',
  call: number,
): void {
  const real = fs[name] as (...args: unknown[]) => unknown;
  let calls = 0;
  jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
    if (++calls === call)
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    return real(...args);
  }) as never);
}

describe('a step that fails leaves every byte, inode and time as it was', () => {
  const cases: [Parameters<typeof failAt>[0], number][] = [
    ...[1, 2, 3, 4, 5].map((call): [Parameters<typeof failAt>[0], number] => ['writeFileSync', call]),
    ...[1, 2, 3, 4, 5].map((call): [Parameters<typeof failAt>[0], number] => ['renameSync', call]),
    ...[1, 2, 3].map((call): [Parameters<typeof failAt>[0], number] => ['mkdirSync', call]),
    ...[1, 2].map((call): [Parameters<typeof failAt>[0], number] => ['rmSync', call]),
  ];
  test.each(cases)('%s, call %d', (name, call) => {
    const folder = folderWith(old);
    const stamps = (): unknown[] => Object.keys(old).map((file) => statOf(join(folder, file)));
    const before = stamps();
    failAt(name, call);
    expect(() => commit(folder, change)).toThrow('ENOSPC');
    jest.restoreAllMocks();
    expect(contents(folder)).toEqual(old);
    expect(stamps()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'gone', 'readme.md', 'stale.yaml', 'sub']);
  });

  test('and a folder that was to appear does not', () => {
    const folder = join(folderWith(), 'dist');
    failAt('writeFileSync', 3);
    expect(() => create(folder, change.write)).toThrow('ENOSPC');
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });
});

test('where files cannot have second names they are copied aside', () => {
  const folder = folderWith(old);
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw new Error('EPERM');
  });
  failAt('renameSync', 4);
  expect(() => commit(folder, change)).toThrow('ENOSPC');
  jest.restoreAllMocks();
  expect(contents(folder)).toEqual(old);
});

/** Runs a commit in a process that is killed at the nth call of a function of node:fs. */
function killedAt(folder: string, name: 'renameSync' | 'rmSync', call: number): void {
  const program = `
    const fs = require('node:fs');
    const real = fs.${name};
    let calls = 0;
    fs.${name} = (...args) => (++calls === ${call} ? process.kill(process.pid, 'SIGKILL') : real(...args));
    const { run } = require(${JSON.stringify(join(__dirname, '../../bin/load.cjs'))});
    run(${JSON.stringify(join(__dirname, '../../lib/synth/commit.ts'))}).then(({ commit }) => commit(${JSON.stringify(folder)}, {
      write: new Map(${JSON.stringify([...change.write])}),
      replaced: new Set(${JSON.stringify([...change.replaced])}),
      remove: ${JSON.stringify(change.remove)},
    }));
  `;
  expect(spawnSync(process.execPath, ['--eval', program]).signal).toBe('SIGKILL');
}

describe('a process that is killed', () => {
  test('before it moves anything into place has changed nothing, and leaves nothing', () => {
    const folder = folderWith(old);
    killedAt(folder, 'renameSync', 1);
    finishInterrupted(folder);
    expect(contents(folder)).toEqual(old);
  });

  test.each([
    ['renameSync', 2],
    ['renameSync', 3],
    ['renameSync', 5],
    ['rmSync', 1],
    ['rmSync', 2],
    ['rmSync', 3],
  ] as const)('while it moves files into place (%s, call %d) is finished by the next one', (name, call) => {
    const folder = folderWith(old);
    killedAt(folder, name, call);
    finishInterrupted(folder);
    expect(contents(folder)).toEqual(current);
  });
});

test('the work of a process that still runs is left alone', () => {
  const folder = folderWith({ ...old, [`.synth-${process.ppid}/new-0`]: 'half' });
  finishInterrupted(folder);
  expect(contents(folder)).toEqual({ ...old, [`.synth-${process.ppid}/new-0`]: 'half' });
});

function statOf(file: string): unknown {
  const { ino, mtimeMs, size } = statSync(file);
  return { ino, mtimeMs, size };
}
