import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import { holdSignals, letSignals } from './signals';
import { recordName } from './written-record';

/**
 * The folder in the output folder in which runs that write it take turns. Each has a folder of its own in it, named
 * at random, and whoever finds no other but its own has its turn. Nothing outside of those is ever touched here.
 */
export const lockName = `${recordName}.lock`;

/** A turn at an output folder. */
export interface Turn {
  /**
   * The folder for what a run stages; it goes with the turn. A run changes the output by moving files out of it and
   * into it alone: where the turn was lost, the next such step fails.
   */
  readonly stage: string;
  /** Shows that this run is alive; to be called between all steps that may take long. */
  readonly beat: () => void;
}

/** A run that shows no life for so long has ended: milliseconds. */
const staleAfter = 10_000;
const wordAfter = 1_000;
const beatEvery = 1_000;
const tryEvery = 500;

/** How often a run may lose its turn, to others that saw it stand still, before it gives up. */
const mostTurns = 5;

/** Whether a run writes this output folder, or was killed in it. */
export function isLocked(folder: string): boolean {
  return existsSync(join(folder, lockName));
}

/**
 * Does something with the output folder while no other run does. A run that stood still for ten seconds has lost its
 * turn to another, and begins again when that has ended. Signals such as Ctrl-C take effect afterwards.
 * @param tell says what is waited for, after a second
 */
export function inTurn<T>(folder: string, tell: (word: string) => void, work: (turn: Turn) => T): T {
  const lock = join(folder, lockName);
  const isAbandoned = abandonment();
  for (let turns = 1; ; turns++) {
    const stage = take(folder, lock, isAbandoned, tell);
    try {
      return work({ stage, beat: heartbeat(stage) });
    } catch (error) {
      if (turns === mostTurns || existsSync(stage)) throw error;
    } finally {
      rmSync(stage, { recursive: true, force: true });
      removeIfEmpty(lock);
    }
  }
}

/** Waits for a turn; from then on signals are held. */
function take(folder: string, lock: string, isAbandoned: Abandonment, tell: (word: string) => void): string {
  const start = performance.now();
  let told = false;
  for (;;) {
    const stage = join(lock, randomUUID());
    holdSignals();
    if (enter(folder, lock, stage)) {
      const alive = runsIn(lock).filter(
        (run) => run !== stage && !(isAbandoned(run, stage) && takeAway(run, stage)),
      );
      if (alive.length === 0) return stage;
      removeIfEmpty(stage);
    }
    // Nothing of this run is left while it waits, and it ends at once when it is told to.
    letSignals();
    const tried = performance.now();
    do {
      if (!told && performance.now() - start > wordAfter) {
        tell(`${folder}: another run writes here, or was killed while it did; waiting for it`);
        told = true;
      }
      sleep(20 + Math.random() * 40);
    } while (runsIn(lock).length > 0 && performance.now() - tried < tryEvery);
  }
}

/** Makes the folder of this run; false where the lock has just gone, with the run that had it. */
function enter(folder: string, lock: string, stage: string): boolean {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (lstatSync(lock, { throwIfNoEntry: false })?.isDirectory() === false) throw inTheWay(folder);
  }
  try {
    mkdirSync(stage);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** The folders of runs, and nothing else that may lie there. */
function runsIn(lock: string): string[] {
  try {
    return readdirSync(lock)
      .filter((name) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name))
      .map((name) => join(lock, name));
  } catch {
    return [];
  }
}

type Abandonment = (other: string, mine: string) => boolean;

/**
 * Tells whether a run has shown no life for ten seconds: by the clock of the folder, which has just dated the folder
 * of this run; or, should that clock jump, as this run has seen it with its own eyes.
 */
function abandonment(): Abandonment {
  const seen = new Map<string, { beat: number; since: number }>();
  return (other, mine) => {
    const beat = timeOf(other);
    const now = timeOf(mine);
    if (beat === undefined || now === undefined) return false;
    if (seen.get(other)?.beat !== beat) seen.set(other, { beat, since: performance.now() });
    const { since } = seen.get(other) as { since: number };
    return now - beat > staleAfter || performance.now() - since > staleAfter;
  };
}

function timeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** In one step, so that a run that only slept cannot go on with half of what it staged. */
function takeAway(other: string, stage: string): boolean {
  try {
    renameSync(other, join(stage, 'abandoned'));
  } catch {
    // Another run was first, or it has ended after all.
    return false;
  }
  rmSync(join(stage, 'abandoned'), { recursive: true, force: true });
  return true;
}

/** Making and removing something dates the folder by the clock of its disk. */
function heartbeat(stage: string): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < beatEvery) return;
    last = performance.now();
    mkdirSync(join(stage, 'beat'));
    rmdirSync(join(stage, 'beat'));
  };
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another run is in it, or it has gone.
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function inTheWay(folder: string): ConfigError {
  return new ConfigError({
    at: folder,
    problem: 'what runs use to take turns is no folder',
    got: lockName,
    instead: 'move it away',
  });
}
