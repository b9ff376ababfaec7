import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How the files of an output are told from those of other people. */
export interface Ownership {
  /** The ending that marks a file as synthesized, where it is distinct enough to do so. */
  readonly extension: string | undefined;
  /** The folders in which that ending counts; '.' is the output folder itself, '*' every folder right below it. */
  readonly folders: readonly string[];
  /** Whether a record of all files is kept in the output folder, because some have ordinary names. */
  readonly recorded: boolean;
}

/** Files written by this process: another app may share the output folder. */
const writtenHere = new Set<string>();

/** Remembers what this process wrote, so that its next synthesis does not take it for stale. */
export function rememberWritten(folder: string, files: Iterable<string>): void {
  for (const file of files) writtenHere.add(join(folder, file));
}

/** The files in a folder that an earlier synthesis wrote and this one does not. */
export function staleFiles(
  folder: string,
  files: ReadonlySet<string>,
  recorded: ReadonlySet<string>,
  { extension, folders }: Ownership,
): string[] {
  const found = new Set(recorded);
  for (const below of folders.flatMap((name) => (name === '*' ? foldersIn(folder) : [name]))) {
    if (extension === undefined) break;
    for (const entry of entriesOf(join(folder, below))) {
      if (!entry.isDirectory() && entry.name.endsWith(extension))
        found.add(below === '.' ? entry.name : `${below}/${entry.name}`);
    }
  }
  // On some systems a name in other letters is the same file.
  const current = new Set([...files].map((file) => file.toLowerCase()));
  return [...found]
    .filter((file) => !current.has(file.toLowerCase()) && !writtenHere.has(join(folder, file)))
    .filter((file) => isFileBelow(folder, file))
    .sort();
}

/** Whether a file is there and is reached without following a link. */
function isFileBelow(folder: string, file: string): boolean {
  const segments = file.split('/');
  return segments.every((_, depth) => {
    const stat = lstatSync(join(folder, ...segments.slice(0, depth + 1)), { throwIfNoEntry: false });
    return depth === segments.length - 1 ? stat !== undefined && !stat.isDirectory() : stat?.isDirectory();
  });
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
