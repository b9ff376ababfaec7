import fs, { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commit, type Step } from '../../lib/synth/commit';
import type { Turn } from '../../lib/synth/output-lock';
import { contents, folderWith } from './folders';

const old = {
  'a.yaml': 'old a',
  'sub/b.yaml': 'old b',
  'stale.yaml': 'stale',
  'gone/stale.yaml': 'stale',
  'readme.md': 'mine',
};
const steps: Step[] = [
  { file: 'a.yaml', text: 'new a', replaces: true },
  { file: 'sub/b.yaml', text: 'new b', replaces: true },
  { file: 'c.yaml', text: 'new c' },
  { file: 'deep/er/d.yaml', text: 'new d' },
  { file: 'stale.yaml' },
  { file: 'gone/stale.yaml' },
];
const current = {
  'a.yaml': 'new a',
  'c.yaml': 'new c',
  'deep/er/d.yaml': 'new d',
  'readme.md': 'mine',
  'sub/b.yaml': 'new b',
};

afterEach(() => jest.restoreAllMocks());

function turn(beat: (stage: string) => void = () => undefined): Turn {
  const stage = folderWith();
  return { stage, beat: () => beat(stage) };
}

test('files are written, replaced and removed, and folders that this empties go too', () => {
  const folder = folderWith(old);
  commit(folder, turn(), steps);
  expect(contents(folder)).toEqual(current);
  expect(existsSync(join(folder, 'gone'))).toBe(false);
});

/** Fails at the nth call of a function of node:fs. */
function failAt(name: 'writeFileSync' | 'renameSync' | 'mkdirSync' | 'linkSync', call: number): void {
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
    ...[1, 2, 3, 4].map((call): [Parameters<typeof failAt>[0], number] => ['writeFileSync', call]),
    ...[1, 2, 3, 4, 5, 6].map((call): [Parameters<typeof failAt>[0], number] => ['renameSync', call]),
    ...[1, 2].map((call): [Parameters<typeof failAt>[0], number] => ['mkdirSync', call]),
  ];
  test.each(cases)('%s, call %d', (name, call) => {
    const folder = folderWith(old);
    const stamps = (): unknown[] => Object.keys(old).map((file) => statOf(join(folder, file)));
    const before = stamps();
    const mine = turn();
    failAt(name, call);
    expect(() => commit(folder, mine, steps)).toThrow('ENOSPC');
    jest.restoreAllMocks();
    expect(contents(folder)).toEqual(old);
    expect(stamps()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'gone', 'readme.md', 'stale.yaml', 'sub']);
  });
});

test('where files cannot have second names they are copied aside', () => {
  const folder = folderWith(old);
  const mine = turn();
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw new Error('EPERM');
  });
  failAt('renameSync', 4);
  expect(() => commit(folder, mine, steps)).toThrow('ENOSPC');
  jest.restoreAllMocks();
  expect(contents(folder)).toEqual(old);
});

test('rejects a staged file that is missing, and puts back what it had moved', () => {
  const folder = folderWith(old);
  const mine = turn((stage) => rmSync(join(stage, 'new-2'), { force: true }));
  expect(() => commit(folder, mine, steps)).toThrow(/ENOENT.*new-2/);
  expect(contents(folder)).toEqual(old);
});

test('moves nothing back where another run has taken the turn: the files are those of that run', () => {
  const folder = folderWith(old);
  let beats = 0;
  const mine = turn((stage) => ++beats === 9 && rmSync(stage, { recursive: true }));
  expect(() => commit(folder, mine, steps)).toThrow(/ENOENT/);
  expect(contents(folder)).toEqual({ ...old, 'a.yaml': 'new a', 'sub/b.yaml': 'new b' });
});

test('rejects with the names of the files that could not be put back', () => {
  const folder = folderWith(old);
  const mine = turn();
  const real = fs.renameSync;
  let calls = 0;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (++calls >= 3) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    real(from, to);
  });
  expect(() => commit(folder, mine, steps)).toThrow(
    `${folder}: the output could not be written, and some files of it could not be put back, got [ 'sub/b.yaml', 'a.yaml' ]; see that the folder can be written, and synthesize again`,
  );
});

function statOf(file: string): unknown {
  const { ino, mtimeMs, size } = statSync(file);
  return { ino, mtimeMs, size };
}
