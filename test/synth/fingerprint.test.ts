import fs, { renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fill, folderWith } from './folders';

type Print = readonly unknown[] | null;
const { take, confirm } = require('../../bin/load/fingerprint.cjs') as {
  take(at: string): { print: Print; content?: string };
  confirm(at: string, known: Print): Print | undefined;
};

afterEach(() => jest.restoreAllMocks());

const aging = { folder: '', young: null as Print };

beforeAll(async () => {
  aging.folder = folderWith({ a: 'one', b: 'one', c: 'one' });
  utimesSync(join(aging.folder, 'b'), 1000, 1000);
  aging.young = take(join(aging.folder, 'c')).print;
  // Longer than any file system's clock is coarse.
  await setTimeout(2100);
});

test('a settled file is confirmed by its numbers alone', () => {
  const file = join(aging.folder, 'a');
  const { print } = take(file);
  const read = jest.spyOn(fs, 'readFileSync');
  expect(confirm(file, print)).toBe(print);
  expect(read).not.toHaveBeenCalled();
});

test('an edit of the same length is seen when somebody puts its time back', () => {
  const file = join(aging.folder, 'b');
  const { print } = take(file);
  writeFileSync(file, 'two');
  utimesSync(file, 1000, 1000);
  expect(confirm(file, print)).toBe(undefined);
});

test('a young file that did not change is confirmed by its content, and told its new numbers', () => {
  const file = join(aging.folder, 'c');
  const renewed = confirm(file, aging.young) as Print;
  expect(renewed?.slice(0, 5)).toEqual(aging.young?.slice(0, 5));
  expect(confirm(file, renewed)).toBe(renewed);
});

test('an edit within one tick of the clock is seen, because a young file is read again', () => {
  const file = join(folderWith({ a: 'one' }), 'a');
  const { print } = take(file);
  const stat = fs.lstatSync(file);
  writeFileSync(file, 'two');
  jest.spyOn(fs, 'lstatSync').mockReturnValue(stat);
  expect(confirm(file, print)).toBe(undefined);
});

test('a file that was replaced by one of the same content is confirmed', () => {
  const folder = folderWith({ a: 'one', b: 'one' });
  const { print } = take(join(folder, 'a'));
  renameSync(join(folder, 'b'), join(folder, 'a'));
  expect(confirm(join(folder, 'a'), print)?.[4]).toBe(print?.[4]);
});

test('a file that comes or goes is seen', () => {
  const folder = folderWith({ a: 'one' });
  const here = take(join(folder, 'a')).print;
  const missing = take(join(folder, 'b')).print;
  expect(missing).toBe(null);
  expect(confirm(join(folder, 'b'), missing)).toBe(null);
  fill(folder, { b: '' });
  rmSync(join(folder, 'a'));
  expect(confirm(join(folder, 'a'), here)).toBe(undefined);
  expect(confirm(join(folder, 'b'), missing)).toBe(undefined);
  expect(take(join(folder, 'b', 'c')).print).toBe(null);
});

test('a folder is its names and where its links lead, not what its files hold', () => {
  const folder = folderWith({ 'sub/a': 'one', 'one/x': '', 'two/x': '' });
  symlinkSync(join(folder, 'one'), join(folder, 'sub/link'));
  const { print } = take(join(folder, 'sub'));
  fill(folder, { 'sub/a': 'two' });
  expect(confirm(join(folder, 'sub'), print)?.[4]).toBe(print?.[4]);
  rmSync(join(folder, 'sub/link'));
  symlinkSync(join(folder, 'two'), join(folder, 'sub/link'));
  expect(confirm(join(folder, 'sub'), print)).toBe(undefined);
});

test('a link is what lies behind it', () => {
  const folder = folderWith({ a: 'one', 'sub/x': '' });
  symlinkSync(join(folder, 'a'), join(folder, 'file'));
  symlinkSync(join(folder, 'sub'), join(folder, 'folder'));
  const file = take(join(folder, 'file')).print;
  const sub = take(join(folder, 'folder')).print;
  expect(confirm(join(folder, 'file'), file)).toEqual(file);
  expect(confirm(join(folder, 'folder'), sub)).toEqual(sub);
  fill(folder, { a: 'two', 'sub/y': '' });
  expect(confirm(join(folder, 'file'), file)).toBe(undefined);
  expect(confirm(join(folder, 'folder'), sub)).toBe(undefined);
});
