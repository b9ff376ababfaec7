import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../error';
import { type Change, commit, create, finishInterrupted } from './commit';
import { type Ownership, rememberWritten, staleFiles } from './stale-files';
import { readRecord, recordName, recordOf } from './written-record';

/** What became of a file. */
export interface WrittenFile {
  /** Relative to the output folder, with `/` between folders. */
  readonly file: string;
  readonly state: 'new' | 'changed' | 'unchanged' | 'removed';
}

/**
 * Brings an output folder to hold these files: all of them or, if anything fails, what it held before.
 * Files that are the same already keep their inode and time; those of an earlier synthesis that are no
 * longer made are removed; those of other people stay.
 * @throws ConfigError where the folder cannot be written, or a file of somebody else is in the way
 */
export function writeOutput(
  outdir: string,
  files: ReadonlyMap<string, string>,
  ownership: Ownership,
): WrittenFile[] {
  try {
    return write(outdir, files, ownership);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof ConfigError) throw error;
    throw new ConfigError({
      at: outdir,
      problem: 'the output could not be written, and is as it was',
      got: message,
      instead: 'make room, or name a folder that can be written',
    });
  }
}

function write(outdir: string, wanted: ReadonlyMap<string, string>, ownership: Ownership): WrittenFile[] {
  const files = ownership.recorded ? withRecord(wanted, ownership) : wanted;
  const folder = realFolder(outdir);
  if (folder === undefined) {
    create(resolve(outdir), files);
    rememberWritten(realpathSync(outdir), files.keys());
    return [...wanted.keys()].map((file): WrittenFile => ({ file, state: 'new' })).sort(byFile);
  }
  finishInterrupted(folder);
  const recorded: ReadonlySet<string> = ownership.recorded ? readRecord(folder) : new Set();
  const states = [...files].map(
    ([file, text]): WrittenFile => ({ file, state: compare(folder, file, text) }),
  );
  const remove = staleFiles(folder, new Set(files.keys()), recorded, ownership);
  if (ownership.recorded) rejectForeign(outdir, states, recorded, ownership);

  const write = states.filter(({ state }) => state !== 'unchanged').map(({ file }) => file);
  if (write.length + remove.length > 0) {
    const change: Change = {
      write: new Map(write.map((file) => [file, files.get(file) as string])),
      replaced: new Set(states.filter(({ state }) => state === 'changed').map(({ file }) => file)),
      remove,
    };
    commit(folder, change);
  }
  rememberWritten(folder, files.keys());
  return [...states, ...remove.map((file): WrittenFile => ({ file, state: 'removed' }))]
    .filter(({ file }) => wanted.has(file) || file !== recordName)
    .sort(byFile);
}

/** Adds the record of the files that nothing else marks as synthesized, if there are any. */
function withRecord(
  files: ReadonlyMap<string, string>,
  { extension }: Ownership,
): ReadonlyMap<string, string> {
  const unmarked = [...files.keys()].filter(
    (file) => file.includes('/') || extension === undefined || !file.endsWith(extension),
  );
  return unmarked.length === 0 ? files : new Map([...files, [recordName, recordOf(unmarked)]]);
}

/** The output folder behind any links, or undefined if there is none yet. */
function realFolder(outdir: string): string | undefined {
  const folder = statOf(outdir) === undefined ? undefined : realpathSync(outdir);
  if (folder === undefined || lstatSync(folder).isDirectory()) return folder;
  throw new ConfigError({
    at: 'synthesize',
    problem: 'the output folder is a file',
    got: outdir,
    instead: 'name a folder',
  });
}

function compare(folder: string, file: string, text: string): WrittenFile['state'] {
  rejectLinks(folder, file);
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
function rejectLinks(folder: string, file: string): void {
  const segments = file.split('/');
  for (let depth = 1; depth < segments.length; depth++) {
    const below = segments.slice(0, depth).join('/');
    if (!statOf(join(folder, below))?.isSymbolicLink()) continue;
    throw new ConfigError({
      at: folder,
      problem: 'a folder of the output is a link to another place',
      got: below,
      instead: 'put a folder in place of the link',
    });
  }
}

/** An ordinary name such as `values.yaml` may be the file of a person. */
function rejectForeign(
  outdir: string,
  states: readonly WrittenFile[],
  recorded: ReadonlySet<string>,
  { extension }: Ownership,
): void {
  for (const { file, state } of states) {
    const ours =
      recorded.has(file) || file === recordName || (extension !== undefined && file.endsWith(extension));
    if (state !== 'changed' || ours) continue;
    throw new ConfigError({
      at: outdir,
      problem: 'a file that synthesis did not write is in the way',
      got: file,
      instead: `move it away, or add its name to ${recordName} if it may be replaced`,
    });
  }
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function byFile(a: WrittenFile, b: WrittenFile): number {
  return a.file < b.file ? -1 : 1;
}
