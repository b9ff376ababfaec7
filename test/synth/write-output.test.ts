import { spawnSync } from 'node:child_process';
import fs, {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import type { Output } from '../../lib/synth/output';
import { writeOutput } from '../../lib/synth/write-output';
import { contents, fill, folderWith } from './folders';

const heading = '# The files that synthesis wrote here, and may therefore replace and remove.\n';

/** An output; those that end like files of objects have one each. */
function output(files: Record<string, string>): Output {
  const withObjects = Object.keys(files).filter((file) => file.endsWith('.k8s.yaml'));
  return { files: new Map(Object.entries(files)), counts: new Map(withObjects.map((file) => [file, 1])) };
}

/** A folder that another process has written: this one remembers what it wrote itself. */
function writtenFolder(files: Record<string, string>): string {
  return folderWith({ ...files, '.written-by-synth': `${heading}${Object.keys(files).sort().join('\n')}\n` });
}

/** The files of a folder without the record. */
function filesOf(folder: string): Record<string, string> {
  const { '.written-by-synth': _, ...files } = contents(folder);
  return files;
}

function states(folder: string, what: Output): string[] {
  return writeOutput(folder, what).map(({ file, state, objects }) => `${file} ${state} ${objects}`);
}

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

describe('what is removed', () => {
  test('is what an earlier synthesis wrote and this one does not, in every folder, whatever it is called', () => {
    const folder = writtenFolder({
      'a.k8s.yaml': 'a',
      'addons/b.k8s.yaml': 'b',
      'install/x.yaml': 'x',
      'y.json': 'y',
      '#z': 'z',
    });
    const mine = {
      'addons/notes.yaml': 'mine',
      'hand-written.k8s.yaml': 'mine',
      'install/values.yaml': 'mine',
      'readme.md': 'mine',
      'addons/mine.k8s.yaml': 'mine',
    };
    fill(folder, mine);
    expect(states(folder, output({ 'c.k8s.yaml': 'c' }))).toEqual([
      '#z removed 0',
      'a.k8s.yaml removed 0',
      'addons/b.k8s.yaml removed 0',
      'c.k8s.yaml new 1',
      'install/x.yaml removed 0',
      'y.json removed 0',
    ]);
    expect(contents(folder)).toEqual({
      ...mine,
      '.written-by-synth': `${heading}c.k8s.yaml\n`,
      'c.k8s.yaml': 'c',
    });
  });

  test('is the record too, where nothing is written any more', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'a', 'addons/b.k8s.yaml': 'b' });
    expect(states(folder, output({}))).toEqual(['a.k8s.yaml removed 0', 'addons/b.k8s.yaml removed 0']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not what another app of the same program wrote to the same folder', () => {
    const folder = writtenFolder({ 'old.k8s.yaml': '' });
    writeOutput(folder, output({ 'first.k8s.yaml': '' }));
    writeOutput(folder, output({ 'second.k8s.yaml': '' }));
    expect(contents(folder)).toEqual({
      '.written-by-synth': `${heading}first.k8s.yaml\nsecond.k8s.yaml\n`,
      'first.k8s.yaml': '',
      'second.k8s.yaml': '',
    });
  });

  test('is nothing beside the folder, nor what only looks like something of a synthesis', () => {
    const root = folderWith();
    const theirs = {
      'dist.synth-20241231/x': 'mine',
      'dist.synth-backup/x': 'mine',
      'dist/.synth-12345/to-do.json': '{"write":[["new-0","a.k8s.yaml"]],"remove":[["removed-0","notes"]]}',
      'dist/.synth-12345/new-0': 'theirs',
      'dist/.synth-notes/x': 'mine',
      'dist/.synth-rc': 'mine',
      'dist/notes': 'mine',
    };
    fill(root, theirs);
    const folder = join(root, 'dist');
    writeOutput(folder, output({ 'a.k8s.yaml': 'a' }));
    writeOutput(folder, output({ 'a.k8s.yaml': 'b' }));
    expect(contents(root)).toEqual({
      ...theirs,
      'dist/.written-by-synth': `${heading}a.k8s.yaml\n`,
      'dist/a.k8s.yaml': 'b',
    });
  });

  test('is listed in a record with the line ends of another system too', () => {
    const folder = folderWith({
      'a.yaml': '',
      '.written-by-synth': `${heading}a.yaml\n`.replaceAll('\n', '\r\n'),
    });
    expect(states(folder, output({}))).toEqual(['a.yaml removed 0']);
  });

  test('is never behind a link, nor outside of the folder, whatever the record says', () => {
    const elsewhere = folderWith({ 'x.yaml': 'mine' });
    const folder = folderWith({ 'out/a.k8s.yaml': 'a' });
    const out = join(folder, 'out');
    fill(out, {
      '.written-by-synth': `${heading}link/x.yaml\n../${elsewhere.slice(folder.lastIndexOf('/') + 1)}/x.yaml\n../x\n`,
    });
    fill(folder, { x: 'mine' });
    symlinkSync(elsewhere, join(out, 'link'));
    writeOutput(out, output({ 'a.k8s.yaml': 'a' }));
    expect(contents(elsewhere)).toEqual({ 'x.yaml': 'mine' });
    expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('mine');
  });
});

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

  test('rejects a file where a folder must be', () => {
    const folder = folderWith({ addons: 'mine' });
    expect(() => writeOutput(folder, output({ 'addons/b.k8s.yaml': 'b' }))).toThrow(
      /the output could not be written, and is as it was, got "ENOTDIR: .*"; make room, or name a folder that can be written$/,
    );
    expect(contents(folder)).toEqual({ addons: 'mine' });
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
