import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../diagnostics/error';

/** What is to become of a file of the output folder. */
export interface FileState {
  /** Relative to the output folder, with `/` between folders. */
  readonly file: string;
  readonly state: 'new' | 'changed' | 'unchanged' | 'removed';
}

/**
 * Compares files with what the output folder holds.
 * @param beat called between them
 * @throws ConfigError where a folder is in the way of a file, or a link of a folder
 */
export function fileStates(
  folder: string,
  files: ReadonlyMap<string, string>,
  beat: () => void,
): FileState[] {
  const known = new Set<string>();
  return [...files].map(([file, text]) => {
    beat();
    rejectLinks(folder, file, known);
    return { file, state: compare(folder, file, text) };
  });
}

/** Whether all files are there as they should be; ends with the first that is not. */
export function areUnchanged(folder: string, files: ReadonlyMap<string, string>): boolean {
  const known = new Set<string>();
  for (const [file, text] of files) {
    rejectLinks(folder, file, known);
    if (compare(folder, file, text) !== 'unchanged') return false;
  }
  return true;
}

function compare(folder: string, file: string, text: string): FileState['state'] {
  const stat = statOf(join(folder, file));
  if (stat === undefined) return 'new';
  if (stat.isDirectory()) {
    throw new ConfigError({
      at: folder,
      problem: 'a folder is where a file must be written',
      got: file,
      instead: 'move the folder away',
    });
  }
  // A link would be written through; it becomes a file.
  if (stat.isSymbolicLink() || stat.size !== Buffer.byteLength(text)) return 'changed';
  return readFileSync(join(folder, file), 'utf8') === text ? 'unchanged' : 'changed';
}

/** Below the output folder no link is followed: what lies behind it is not the output. */
function rejectLinks(folder: string, file: string, known: Set<string>): void {
  for (let end = file.indexOf('/'); end >= 0; end = file.indexOf('/', end + 1)) {
    const below = file.slice(0, end);
    if (known.has(below)) continue;
    known.add(below);
    if (!statOf(join(folder, below))?.isSymbolicLink()) continue;
    throw new ConfigError({
      at: folder,
      problem: 'a folder of the output is a link to another place',
      got: below,
      instead: 'put a folder in place of the link',
    });
  }
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
