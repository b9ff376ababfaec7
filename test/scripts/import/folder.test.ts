import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences, readFolder, replaceFolder } from '../../../scripts/import/folder';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-istio-folder-'));
  folder = join(root, 'imports');
  mkdirSync(join(folder, 'old'), { recursive: true });
  writeFileSync(join(folder, 'old', 'a.ts'), 'a');
});

afterEach(() => rmSync(root, { recursive: true }));

test('a folder is replaced whole, and nothing is left beside it', () => {
  replaceFolder(folder, new Map([['new/deep/b.ts', 'b']]));
  expect(readFolder(folder)).toEqual(new Map([['new/deep/b.ts', 'b']]));
  expect(readdirSync(root)).toEqual(['imports']);
});

test('a folder that does not exist is empty, and is made', () => {
  const missing = join(root, 'missing');
  expect(readFolder(missing)).toEqual(new Map());
  replaceFolder(missing, new Map([['b.ts', 'b']]));
  expect(readFolder(missing)).toEqual(new Map([['b.ts', 'b']]));
});

test('reports a file that can not be written, and leaves the folder as it was', () => {
  const impossible = new Map([
    ['b.ts', 'b'],
    ['b.ts/c.ts', 'a file below a file'],
  ]);
  expect(() => replaceFolder(folder, impossible)).toThrow(/EEXIST|ENOTDIR/);
  expect(readFolder(folder)).toEqual(new Map([['old/a.ts', 'a']]));
  expect(readdirSync(root)).toEqual(['imports']);
});

test('reports a folder that can not be put in place, and puts the old one back', () => {
  const fs: typeof import('node:fs') = jest.requireActual('node:fs');
  const rename = fs.renameSync;
  const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(from).endsWith('next')) throw new Error('EXDEV');
    rename(from, to);
  });
  try {
    expect(() => replaceFolder(folder, new Map([['b.ts', 'b']]))).toThrow('EXDEV');
    expect(existsSync(folder)).toBe(true);
  } finally {
    spy.mockRestore();
  }
  expect(readFolder(folder)).toEqual(new Map([['old/a.ts', 'a']]));
});

test('two folders differ where a file is changed, added or missing', () => {
  const before = new Map(Object.entries({ same: '1', changed: '1', removed: '1' }));
  const after = new Map(Object.entries({ same: '1', changed: '2', added: '1' }));
  expect(differences(before, after)).toEqual(['added', 'changed', 'removed']);
});
