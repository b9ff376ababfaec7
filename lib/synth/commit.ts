import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { uninterrupted } from './uninterrupted';

/** What is to happen to an output folder. */
export interface Change {
  /** The files to create or replace, with their text. */
  readonly write: ReadonlyMap<string, string>;
  /** Those of them that exist already. */
  readonly replaced: ReadonlySet<string>;
  readonly remove: readonly string[];
}

/** The step that must happen as a whole, as a file: whoever finds it finishes it. */
interface Journal {
  /** Files to move into place, each under the name that its new text (and `old-` its old one) has aside. */
  readonly write: readonly (readonly [aside: string, file: string])[];
  /** Files to remove, each under the name that its old text has aside. */
  readonly remove: readonly (readonly [aside: string, file: string])[];
}

const stageMark = '.synth-';
const toDo = 'to-do.json';
const toUndo = 'to-undo.json';

/**
 * Changes a folder all or nothing. Everything that can fail for want of space or permission is done in a
 * folder aside; then the files are moved into place, each in one step. A failure there is undone. If the
 * process is killed there, the next synthesis finds the journal: see {@link finishInterrupted}.
 */
export function commit(folder: string, change: Change): void {
  const stage = join(folder, `${stageMark}${process.pid}`);
  const made = missingFolders(folder, change.write.keys());
  let done = false;
  try {
    mkdirSync(stage);
    const journal = prepare(folder, stage, change);
    for (const below of made) mkdirSync(join(folder, below));
    uninterrupted(() => {
      try {
        apply(folder, stage, journal);
        done = true;
      } catch (error) {
        renameSync(join(stage, toDo), join(stage, toUndo));
        undo(folder, stage, journal);
        throw error;
      }
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
    removeEmpty(folder, done ? foldersOf(change.remove) : made);
  }
}

/** Writes a folder that does not exist yet: it appears complete, in one step. */
export function create(folder: string, files: ReadonlyMap<string, string>): void {
  const stage = `${folder}${stageMark}${process.pid}`;
  try {
    mkdirSync(stage, { recursive: true });
    for (const below of foldersOf(files.keys())) mkdirSync(join(stage, below), { recursive: true });
    for (const [file, text] of files) writeFileSync(join(stage, file), text);
    renameSync(stage, folder);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Finishes what a killed synthesis had begun to move into place, and clears away what it had not. */
export function finishInterrupted(folder: string): void {
  for (const stage of abandoned(dirname(folder), `${basename(folder)}${stageMark}`)) {
    rmSync(stage, { recursive: true, force: true });
  }
  for (const stage of abandoned(folder, stageMark)) {
    if (existsSync(join(stage, toDo))) apply(folder, stage, readJournal(join(stage, toDo)));
    if (existsSync(join(stage, toUndo))) undo(folder, stage, readJournal(join(stage, toUndo)));
    rmSync(stage, { recursive: true, force: true });
  }
}

function prepare(folder: string, stage: string, { write, replaced, remove }: Change): Journal {
  const journal: Journal = {
    write: [...write.keys()].map((file, index) => [`new-${index}`, file]),
    remove: remove.map((file, index) => [`removed-${index}`, file]),
  };
  for (const [aside, file] of journal.write) {
    writeFileSync(join(stage, aside), write.get(file) as string);
    if (replaced.has(file)) keep(join(folder, file), join(stage, `old-${aside}`));
  }
  for (const [aside, file] of journal.remove) keep(join(folder, file), join(stage, `old-${aside}`));
  // Written under another name first: a journal that is there is complete.
  writeFileSync(join(stage, `${toDo}.part`), JSON.stringify(journal));
  renameSync(join(stage, `${toDo}.part`), join(stage, toDo));
  return journal;
}

function apply(folder: string, stage: string, { write, remove }: Journal): void {
  for (const [aside, file] of write) {
    const from = join(stage, aside);
    if (existsSync(from)) renameSync(from, join(folder, file));
  }
  for (const [, file] of remove) rmSync(join(folder, file), { force: true });
}

function undo(folder: string, stage: string, { write, remove }: Journal): void {
  for (const [aside, file] of [...write, ...remove]) {
    const old = join(stage, `old-${aside}`);
    if (existsSync(old)) renameSync(old, join(folder, file));
    else if (!existsSync(join(stage, aside))) rmSync(join(folder, file), { force: true });
  }
}

function readJournal(file: string): Journal {
  return JSON.parse(readFileSync(file, 'utf8')) as Journal;
}

/** A second name for a file keeps its time too; not every file system has second names. */
function keep(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
}

function abandoned(folder: string, prefix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
    .map((name) => join(folder, name));
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The folders on the way to these files, outer ones first. */
function foldersOf(files: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const segments = file.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth++) folders.add(segments.slice(0, depth).join('/'));
  }
  return [...folders].sort();
}

function missingFolders(folder: string, files: Iterable<string>): string[] {
  return foldersOf(files).filter((below) => !existsSync(join(folder, below)));
}

function removeEmpty(folder: string, below: readonly string[]): void {
  for (const name of [...below].reverse()) {
    try {
      rmdirSync(join(folder, name));
    } catch {
      // Somebody else has something in it.
    }
  }
}
