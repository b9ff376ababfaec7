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
import { basename, dirname, join } from 'node:path';

/** The texts of a folder's files by their path in it, with `/` on each system. */
export type Files = ReadonlyMap<string, string>;

/** Reads a folder whole; a folder that does not exist is empty. */
export function readFolder(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The files below a folder by their paths in it, with `/` on each system, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)
        : [entry.name],
    )
    .sort();
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
