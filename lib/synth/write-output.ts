import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import { commit, create, finishInterrupted } from './commit';
import { type FileState, fileStates } from './file-states';
import type { Output } from './output';
import { type Ownership, rememberWritten, staleFiles } from './stale-files';
import { readRecord, recordName, recordOf } from './written-record';

/** What became of a file. */
export interface WrittenFile extends FileState {
  /** How many objects it holds; 0 for a file that is not made of objects. */
  readonly objects: number;
}

/**
 * Brings an output folder to hold these files: all of them or, if anything fails, what it held before.
 * Files that are the same already keep their inode and time; those of an earlier synthesis that are no
 * longer made are removed; those of other people stay.
 * @throws ConfigError where the folder cannot be written, or a file of somebody else is in the way
 */
export function writeOutput(outdir: string, { files, counts, ownership }: Output): WrittenFile[] {
  try {
    return write(outdir, ownership.recorded ? withRecord(files, ownership) : files, ownership)
      .filter(({ file }) => file !== recordName)
      .map((state) => ({ ...state, objects: state.state === 'removed' ? 0 : (counts.get(state.file) ?? 0) }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
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

function write(outdir: string, files: ReadonlyMap<string, string>, ownership: Ownership): FileState[] {
  if (!existsSync(outdir)) {
    create(resolve(outdir), files);
    rememberWritten(realpathSync(outdir), files.keys());
    return [...files.keys()].map((file) => ({ file, state: 'new' }));
  }
  const folder = realFolder(outdir);
  finishInterrupted(folder);
  const recorded: ReadonlySet<string> = ownership.recorded ? readRecord(folder) : new Set();
  const states = fileStates(folder, files);
  if (ownership.recorded) rejectForeign(outdir, states, recorded, ownership);
  const stale = staleFiles(folder, new Set(files.keys()), recorded, ownership);

  const written = states.filter(({ state }) => state !== 'unchanged');
  if (written.length + stale.length > 0) {
    commit(folder, {
      write: new Map(written.map(({ file }) => [file, files.get(file) as string])),
      replaced: new Set(written.filter(({ state }) => state === 'changed').map(({ file }) => file)),
      remove: stale,
    });
  }
  rememberWritten(folder, files.keys());
  return [...states, ...stale.map((file): FileState => ({ file, state: 'removed' }))];
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

/** The output folder behind any links. */
function realFolder(outdir: string): string {
  const folder = realpathSync(outdir);
  if (lstatSync(folder).isDirectory()) return folder;
  throw new ConfigError({
    at: 'synthesize',
    problem: 'the output folder is a file',
    got: outdir,
    instead: 'name a folder',
  });
}

/** An ordinary name such as `values.yaml` may be the file of a person. */
function rejectForeign(
  outdir: string,
  states: readonly FileState[],
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
