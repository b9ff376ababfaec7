import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../lib/synth/write-output';
import { contents, fill, folderWith } from './folders';
import { filesOf, heading, output, states, writtenFolder } from './written';

describe('what cannot be written is refused with one line, and the folder is as it was', () => {
  test('rejects a file of another person under a name that synthesis needs', () => {
    for (const file of ['install/values.yaml', 'hand-written.k8s.yaml']) {
      const folder = writtenFolder({ 'a.k8s.yaml': 'old' });
      fill(folder, { [file]: 'mine' });
      expect(() => writeOutput(folder, output({ 'a.k8s.yaml': 'new', [file]: 'ours' }))).toThrow(
        `${folder}: a file that synthesis did not write is in the way, got '${file}'; move it away, or add its name to .written-by-synth if it may be replaced`,
      );
      expect(filesOf(folder)).toEqual({ [file]: 'mine', 'a.k8s.yaml': 'old' });
      expect(readdirSync(folder)).not.toContain('.written-by-synth.lock');
    }
  });

  test('takes over a file of another person that is the same already', () => {
    const folder = folderWith({ 'install/values.yaml': 'same' });
    expect(states(folder, output({ 'install/values.yaml': 'same' }))).toEqual([
      'install/values.yaml unchanged 0',
    ]);
    expect(contents(folder)['.written-by-synth']).toBe(`${heading}install/values.yaml\n`);
  });

  test('rejects a folder that is a link to another place', () => {
    const elsewhere = folderWith({ 'b.k8s.yaml': 'theirs' });
    const folder = folderWith();
    symlinkSync(elsewhere, join(folder, 'addons'));
    expect(() => writeOutput(folder, output({ 'addons/b.k8s.yaml': 'ours' }))).toThrow(
      `${folder}: a folder of the output is a link to another place, got 'addons'; put a folder in place of the link`,
    );
    expect(contents(elsewhere)).toEqual({ 'b.k8s.yaml': 'theirs' });
  });

  test('puts a file in place of a link, and leaves what the link led to', () => {
    const elsewhere = folderWith({ 'a.yaml': 'same' });
    const folder = folderWith({ '.written-by-synth': `${heading}a.k8s.yaml\n` });
    symlinkSync(join(elsewhere, 'a.yaml'), join(folder, 'a.k8s.yaml'));
    expect(states(folder, output({ 'a.k8s.yaml': 'same' }))).toEqual(['a.k8s.yaml changed 1']);
    expect(lstatSync(join(folder, 'a.k8s.yaml')).isFile()).toBe(true);
    expect(contents(elsewhere)).toEqual({ 'a.yaml': 'same' });
  });

  test('rejects a folder where a file must be', () => {
    const folder = folderWith({ 'a.k8s.yaml/x': 'mine' });
    expect(() => writeOutput(folder, output({ 'a.k8s.yaml': 'a' }))).toThrow(
      `${folder}: a folder is where a file must be written, got 'a.k8s.yaml'; move the folder away`,
    );
  });

  test.each(['.written-by-synth', '.written-by-synth.lock/x', '.Written-By-Synth'])(
    'rejects the name %s, which synthesis needs itself',
    (file) => {
      const folder = join(folderWith(), 'new');
      expect(() => writeOutput(folder, output({ 'a.k8s.yaml': 'a', [file]: '' }))).toThrow(
        `${folder}: a file has the name under which synthesis keeps its own, got '${file}'; give it another name`,
      );
      expect(existsSync(folder)).toBe(false);
    },
  );

  test('rejects a file where a folder must be', () => {
    const folder = folderWith({ addons: 'mine' });
    expect(() => writeOutput(folder, output({ 'addons/b.k8s.yaml': 'b' }))).toThrow(
      /the output could not be written, and is as it was, got "ENOTDIR: .*"; make room, or name a folder that can be written$/,
    );
    expect(contents(folder)).toEqual({ addons: 'mine' });
  });

  test('rejects a full disk', () => {
    const folder = folderWith();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
    if (!mounted) {
      // Without the right to mount a small disk, the failing call stands for it: see commit.test.ts.
      return;
    }
    try {
      const old = { 'a.k8s.yaml': 'old', 'b.k8s.yaml': 'b'.repeat(20_000) };
      writeOutput(folder, output(old));
      mkdirSync(join(folder, 'theirs'));
      const grown = output({ 'a.k8s.yaml': 'new', 'b.k8s.yaml': 'B'.repeat(60_000), 'c.k8s.yaml': 'c' });
      expect(() => writeOutput(folder, grown)).toThrow(
        `${folder}: the output could not be written, and is as it was, got 'ENOSPC: no space left on device, write'; make room, or name a folder that can be written`,
      );
      expect(filesOf(folder)).toEqual(old);
      expect(readdirSync(folder).sort()).toEqual(['.written-by-synth', 'a.k8s.yaml', 'b.k8s.yaml', 'theirs']);
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});
