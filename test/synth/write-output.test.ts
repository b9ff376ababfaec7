import fs, { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../lib/synth/write-output';
import { contents, fill, folderWith } from './folders';
import { filesOf, heading, output, states, writtenFolder } from './written';

afterEach(() => jest.restoreAllMocks());

describe('what is written', () => {
  test('is told file by file, and the same again is not written', () => {
    const folder = folderWith();
    expect(states(folder, output({ 'b.k8s.yaml': 'b', 'a.k8s.yaml': 'a', 'install/x.yaml': 'x' }))).toEqual([
      'a.k8s.yaml new 1',
      'b.k8s.yaml new 1',
      'install/x.yaml new 0',
    ]);
    const stamp = (file: string): unknown => [
      statSync(join(folder, file)).ino,
      statSync(join(folder, file)).mtimeMs,
    ];
    const before = ['a.k8s.yaml', 'install/x.yaml', '.written-by-synth'].map(stamp);
    expect(states(folder, output({ 'a.k8s.yaml': 'a', 'b.k8s.yaml': 'B', 'install/x.yaml': 'x' }))).toEqual([
      'a.k8s.yaml unchanged 1',
      'b.k8s.yaml changed 1',
      'install/x.yaml unchanged 0',
    ]);
    expect(['a.k8s.yaml', 'install/x.yaml', '.written-by-synth'].map(stamp)).toEqual(before);
  });

  test('is not written at all when nothing changed, not even in a folder that cannot be written', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'a' });
    const writes = (['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync'] as const).map((name) =>
      jest.spyOn(fs, name),
    );
    expect(states(folder, output({ 'a.k8s.yaml': 'a' }))).toEqual(['a.k8s.yaml unchanged 1']);
    for (const write of writes) expect(write).not.toHaveBeenCalled();
  });

  test('is not written again, but what a killed run has left goes, when nothing changed', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'a' });
    const left = join(folder, '.written-by-synth.lock/6f1f7d0c-8b8e-4a55-9c5e-0123456789ab');
    fill(left, { 'new-0': 'half' });
    utimesSync(left, 0, 0);
    expect(states(folder, output({ 'a.k8s.yaml': 'a' }))).toEqual(['a.k8s.yaml unchanged 1']);
    expect(readdirSync(folder)).toEqual(['.written-by-synth', 'a.k8s.yaml']);
  });

  test('is the same number of bytes in other letters and still seen to change', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'ab' });
    expect(states(folder, output({ 'a.k8s.yaml': 'ba' }))).toEqual(['a.k8s.yaml changed 1']);
    expect(states(folder, output({ 'a.k8s.yaml': 'ü' }))).toEqual(['a.k8s.yaml changed 1']);
    expect(readFileSync(join(folder, 'a.k8s.yaml'), 'utf8')).toBe('ü');
  });

  test('goes to a folder that does not exist yet', () => {
    const folder = join(folderWith(), 'new');
    expect(states(folder, output({ 'a.k8s.yaml': 'a', 'addons/b.k8s.yaml': 'b' }))).toEqual([
      'a.k8s.yaml new 1',
      'addons/b.k8s.yaml new 1',
    ]);
    expect(contents(folder)).toEqual({
      '.written-by-synth': `${heading}a.k8s.yaml\naddons/b.k8s.yaml\n`,
      'a.k8s.yaml': 'a',
      'addons/b.k8s.yaml': 'b',
    });
  });

  test('goes through a link that is the output folder itself', () => {
    const real = writtenFolder({ 'a.k8s.yaml': 'old' });
    const link = join(folderWith(), 'dist');
    symlinkSync(real, link);
    expect(states(link, output({ 'a.k8s.yaml': 'new' }))).toEqual(['a.k8s.yaml changed 1']);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(filesOf(real)).toEqual({ 'a.k8s.yaml': 'new' });
  });
});

test('no file lies there unlisted, not even for the moment in which a process can be killed', () => {
  const folder = writtenFolder({ 'old.yaml': 'old', 'kept.yaml': 'old' });
  const real = fs.renameSync;
  const seen: string[] = [];
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    real(from, to);
    const { '.written-by-synth': record = '', ...files } = contents(folder);
    const lying = Object.keys(files).filter((file) => !file.includes('.lock/'));
    seen.push(...lying.filter((file) => !record.split('\n').includes(file)));
  });
  writeOutput(folder, output({ 'kept.yaml': 'new', 'sub/new.yaml': 'new' }));
  expect(fs.renameSync).toHaveBeenCalledTimes(5);
  expect(seen).toEqual([]);
  expect(contents(folder)['.written-by-synth']).toBe(`${heading}kept.yaml\nsub/new.yaml\n`);
});
