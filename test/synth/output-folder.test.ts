import fs, { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeFolder, removeEmpty } from '../../lib/synth/output-folder';
import { writeOutput } from '../../lib/synth/write-output';
import { folderWith } from './folders';
import { filesOf, output, writtenFolder } from './written';

afterEach(() => jest.restoreAllMocks());

test('folders are made from the outermost that is missing, and taken back as far as they are empty', () => {
  const folder = folderWith({ 'theirs/x': '' });
  const inner = join(folder, 'theirs/a b/é/dist');
  expect(makeFolder(inner)).toBe(join(folder, 'theirs/a b'));
  expect(makeFolder(inner)).toBeUndefined();
  mkdirSync(join(folder, 'theirs/a b/other'));
  removeEmpty(inner, join(folder, 'theirs/a b'));
  expect(readdirSync(join(folder, 'theirs/a b'))).toEqual(['other']);
});

describe('an output folder is refused with one line, and all is as it was,', () => {
  const inProc = existsSync('/proc/self') ? test : test.skip;
  inProc('where the system has no place for a folder, as below /proc', () => {
    expect(() => writeOutput('/proc/none/dist', output({ 'a.k8s.yaml': 'a' }))).toThrow(
      `/proc/none/dist: the output could not be written, and is as it was, got "ENOENT: no such file or directory, mkdir '/proc/none'"; make room, or name a folder that can be written`,
    );
  });

  test('where a link leads nowhere', () => {
    const folder = folderWith();
    symlinkSync('nowhere', join(folder, 'dist'));
    expect(() => writeOutput(join(folder, 'dist'), output({ 'a.k8s.yaml': 'a' }))).toThrow('EEXIST');
    expect(readdirSync(folder)).toEqual(['dist']);
  });

  test('takes back all folders that it made for the output, and none that was there', () => {
    const folder = folderWith();
    jest.spyOn(fs, 'renameSync').mockImplementation(() => {
      throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    });
    for (const outdir of [join(folder, 'x/y/dist'), relative(process.cwd(), join(folder, 'x/y/dist'))]) {
      expect(() => writeOutput(outdir, output({ 'a/b.k8s.yaml': 'a' }))).toThrow('EIO');
      expect(readdirSync(folder)).toEqual([]);
    }
    expect(() => writeOutput(folder, output({ 'a/b.k8s.yaml': 'a' }))).toThrow('EIO');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('rejects an output folder that is a file', () => {
    const folder = folderWith({ dist: 'mine' });
    expect(() => writeOutput(join(folder, 'dist'), output({ 'a.k8s.yaml': 'a' }))).toThrow(
      `synthesize: the output folder is a file, got '${folder}/dist'; name a folder`,
    );
  });

  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser('rejects a folder that is read-only (root may write it all the same)', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'old' });
    chmodSync(folder, 0o555);
    try {
      expect(() => writeOutput(folder, output({ 'a.k8s.yaml': 'new' }))).toThrow('EACCES: permission denied');
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(filesOf(folder)).toEqual({ 'a.k8s.yaml': 'old' });
  });
});
