import { ConfigError } from '../diagnostics/error';
import { commit } from './commit';
import { areUnchanged, type FileState } from './file-states';
import type { Output } from './output';
import { makeFolder, realFolder, removeEmpty } from './output-folder';
import { inTurn, isLocked } from './output-lock';
import { planWrite } from './plan-write';
import { rememberWritten } from './stale-files';
import { recordName, recordOf, recordText } from './written-record';

/** What became of a file. */
export interface WrittenFile extends FileState {
  /** How many objects it holds; 0 for a file that is not made of objects. */
  readonly objects: number;
}

/**
 * Brings an output folder to hold these files: all of them or, if anything fails, what it held before.
 * Files that are the same already keep their inode and time; those that are recorded as an earlier synthesis's and
 * no longer made are removed; all others stay. Runs that write one folder at the same time take turns.
 * @throws ConfigError where the folder cannot be written, or a file of somebody else is in the way
 */
export function writeOutput(outdir: string, { files, counts }: Output): WrittenFile[] {
  let made: string | undefined;
  try {
    made = makeFolder(outdir);
    return write(outdir, files)
      .map((state) => ({ ...state, objects: state.state === 'removed' ? 0 : (counts.get(state.file) ?? 0) }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  } catch (error) {
    if (made !== undefined) removeEmpty(outdir, made);
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

function write(outdir: string, files: ReadonlyMap<string, string>): readonly FileState[] {
  const folder = realFolder(outdir);
  if (isUpToDate(folder, files)) {
    rememberWritten(folder, files.keys());
    return [...files.keys()].map((file) => ({ file, state: 'unchanged' }));
  }
  return inTurn(folder, tell, (turn) => {
    const { foreign, steps, states } = planWrite(folder, files, turn.beat);
    if (foreign[0] !== undefined) throw foreignFile(outdir, foreign[0]);
    commit(folder, turn, steps);
    rememberWritten(folder, files.keys());
    return states;
  });
}

/** Whether nothing is to do, which needs neither a turn nor the right to write. */
function isUpToDate(folder: string, files: ReadonlyMap<string, string>): boolean {
  try {
    return recordText(folder) === recordOf(files.keys()) && areUnchanged(folder, files) && !isLocked(folder);
  } catch {
    // Another run may be in the middle of it, or something is in the way: in turn it will show.
    return false;
  }
}

function tell(word: string): void {
  process.stderr.write(`${word}\n`);
}

function foreignFile(outdir: string, file: string): ConfigError {
  return new ConfigError({
    at: outdir,
    problem: 'a file that synthesis did not write is in the way',
    got: file,
    instead: `move it away, or add its name to ${recordName} if it may be replaced`,
  });
}
