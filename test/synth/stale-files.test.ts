import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../lib/synth/write-output';
import { contents, fill, folderWith } from './folders';
import { heading, output, states, writtenFolder } from './written';

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

  test('is nothing that no file could be called, which a damaged record may list', () => {
    const folder = writtenFolder({ 'a.k8s.yaml': 'a' });
    const damaged = ['\0\u0001b', 'b'.repeat(5000), 'a.k8s.yaml/b', '../../etc/passwd', 'a.k8s.yaml'];
    fill(folder, { '.written-by-synth': `${heading}${damaged.join('\n')}\n` });
    expect(states(folder, output({ 'c.k8s.yaml': 'c' }))).toEqual([
      'a.k8s.yaml removed 0',
      'c.k8s.yaml new 1',
    ]);
    expect(contents(folder)['.written-by-synth']).toBe(`${heading}c.k8s.yaml\n`);
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
