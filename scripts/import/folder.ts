import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** The texts of a folder's files by their path in it, with `/` on each system. */
export type Files = ReadonlyMap<string, string>;

/** Reads a folder whole; a folder that does not exist is empty. */
export function readFolder(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
  );
}

/**
 * Makes a folder hold these files and no others, all or none: they are written beside it first, then the two
 * folders change places.
 */
export function replaceFolder(folder: string, files: Files): void {
  const staging = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  const [next, last] = [join(staging, 'next'), join(staging, 'last')];
  try {
    mkdirSync(next);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(next, path)), { recursive: true });
      writeFileSync(join(next, path), text);
    }
    if (existsSync(folder)) renameSync(folder, last);
    renameSync(next, folder);
  } finally {
    if (!existsSync(folder) && existsSync(last)) renameSync(last, folder);
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The paths at which two folders differ, sorted. */
export function differences(before: Files, after: Files): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
