import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Files } from './render';

/** Reads a folder whole; a folder that does not exist is empty. */
export function readFolder(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

/** Replaces a folder by the files, all or none: they are written beside it first, then the folders change places. */
export function replaceFolder(folder: string, files: Files): void {
  const staging = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const [next, last] = [join(staging, 'next'), join(staging, 'last')];
    mkdirSync(next);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(next, path)), { recursive: true });
      writeFileSync(join(next, path), text);
    }
    if (existsSync(folder)) renameSync(folder, last);
    renameSync(next, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The paths at which two folders differ, sorted. */
export function differences(before: Files, after: Files): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}
