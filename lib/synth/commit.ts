import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import type { Turn } from './output-lock';

/** One file that is to be written or removed. */
export interface Step {
  /** Relative to the output folder, with `/` between folders. */
  readonly file: string;
  /** @default - the file is removed */
  readonly text?: string;
  /** Whether a file is there, whose place the new one takes. */
  readonly replaces?: boolean;
}

/** Undoes one step. */
interface Undo {
  readonly file: string;
  readonly putBack: () => void;
}

/**
 * Changes a folder all or nothing. What can fail for want of space or permission is done aside; then the files are
 * moved into place and out of it, in the order of the steps, each at once. A failure there is undone. A process that
 * is killed there leaves some files new and some old; the next run makes all of them new.
 */
export function commit(folder: string, { stage, beat }: Turn, steps: readonly Step[]): void {
  const written = steps.filter(({ text }) => text !== undefined);
  for (const [index, { file, text, replaces }] of steps.entries()) {
    beat();
    if (text !== undefined) writeFileSync(join(stage, `new-${index}`), text);
    if (replaces) keep(join(folder, file), join(stage, `old-${index}`));
  }
  const done: Undo[] = [];
  try {
    for (const file of foldersOf(written).filter((below) => !existsSync(join(folder, below)))) {
      mkdirSync(join(folder, file));
      done.push({ file, putBack: () => rmdirSync(join(folder, file)) });
    }
    for (const [index, step] of steps.entries()) {
      beat();
      done.push({ file: step.file, putBack: move(step, join(folder, step.file), stage, index) });
    }
  } catch (error) {
    // Where the turn was lost there is nothing to move back: another run has made the folder whole since.
    if (existsSync(stage)) undo(folder, done);
    throw error;
  }
  removeEmpty(folder, foldersOf(steps.filter(({ text }) => text === undefined)));
}

/** Moves a file into its place, or out of it, and gives the way back. */
function move({ text, replaces }: Step, place: string, stage: string, index: number): () => void {
  const [fresh, old] = [join(stage, `new-${index}`), join(stage, `old-${index}`)];
  if (text === undefined) renameSync(place, old);
  else renameSync(fresh, place);
  return text === undefined || replaces ? () => renameSync(old, place) : () => renameSync(place, fresh);
}

function undo(folder: string, done: readonly Undo[]): void {
  const lost = done.toReversed().filter(({ putBack }) => {
    try {
      putBack();
      return false;
    } catch {
      return true;
    }
  });
  if (lost.length === 0) return;
  throw new ConfigError({
    at: folder,
    problem: 'the output could not be written, and some files of it could not be put back',
    got: lost.map(({ file }) => file),
    instead: 'see that the folder can be written, and synthesize again',
  });
}

/** A second name for a file keeps its time too; not every file system has second names. */
function keep(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
}

/** The folders on the way to these files, outer ones first. */
function foldersOf(steps: readonly Step[]): string[] {
  const folders = new Set<string>();
  for (const { file } of steps) {
    const segments = file.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth++) folders.add(segments.slice(0, depth).join('/'));
  }
  return [...folders].sort();
}

function removeEmpty(folder: string, below: readonly string[]): void {
  for (const name of below.toReversed()) {
    try {
      rmdirSync(join(folder, name));
    } catch {
      // Somebody else has something in it.
    }
  }
}
