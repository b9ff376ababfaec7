import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import type { Step } from './commit';
import { type FileState, fileStates } from './file-states';
import { unwrittenFiles } from './stale-files';
import { recordedIn, recordName, recordOf, recordText } from './written-record';

/** What must happen to an output folder. */
export interface WritePlan {
  /** Every file of the output and every stale one. */
  readonly states: readonly FileState[];
  /** Files in the way that no synthesis is recorded to have written. */
  readonly foreign: readonly string[];
  /** None where the folder is as it should be. */
  readonly steps: readonly Step[];
}

/**
 * Compares an output with what its folder holds.
 * @param beat called between files
 */
export function planWrite(folder: string, files: ReadonlyMap<string, string>, beat: () => void): WritePlan {
  rejectRecordName(folder, files);
  const before = recordText(folder);
  const recorded = recordedIn(before);
  const states = fileStates(folder, files, beat);
  const { kept, stale } = unwrittenFiles(folder, files, recorded);
  const listed = [...files.keys(), ...kept];
  const after = listed.length === 0 ? undefined : recordOf(listed);
  // No file may lie there unlisted, not even for the moment in which a process can be killed.
  const meanwhile = listed.every((file) => recorded.has(file))
    ? before
    : recordOf(new Set([...recorded, ...listed]));

  const steps: Step[] = [];
  if (meanwhile !== before)
    steps.push({ file: recordName, text: meanwhile, replaces: existsSync(join(folder, recordName)) });
  for (const { file, state } of states) {
    const text = files.get(file) as string;
    if (state !== 'unchanged') steps.push({ file, text, replaces: state === 'changed' });
  }
  steps.push(...stale.map((file) => ({ file })));
  if (after === undefined && before !== '') steps.push({ file: recordName });
  if (after !== undefined && after !== meanwhile) steps.push({ file: recordName, text: after });
  return {
    states: [...states, ...stale.map((file): FileState => ({ file, state: 'removed' }))],
    foreign: states.flatMap(({ file, state }) => (state === 'changed' && !recorded.has(file) ? [file] : [])),
    steps,
  };
}

function rejectRecordName(folder: string, files: ReadonlyMap<string, string>): void {
  const taken = [...files.keys()].find((file) => file.toLowerCase().startsWith(recordName));
  if (taken === undefined) return;
  throw new ConfigError({
    at: folder,
    problem: 'a file has the name under which synthesis keeps its own',
    got: taken,
    instead: 'give it another name',
  });
}
