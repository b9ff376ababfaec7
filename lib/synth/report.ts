import { counted } from '../diagnostics/counted';
import type { FileState } from './file-states';
import type { WrittenFile } from './write-output';

/** What a synthesis did. */
export interface Synthesis {
  /** The output folder as it was named, not made absolute. */
  readonly outdir: string;
  /** Every file of the output and every stale one, in the order of their names. */
  readonly files: readonly WrittenFile[];
  /** The commands to run next. */
  readonly next: readonly string[];
}

/** More unchanged files than this are counted and not named. */
const namedUnchanged = 40;

/** What a synthesis did, for a person: each file with its state, the sums, and the commands to run next. */
export function report({ outdir, files, next }: Synthesis): string {
  const unchanged = files.filter(({ state }) => state === 'unchanged');
  const named =
    unchanged.length > namedUnchanged ? files.filter(({ state }) => state !== 'unchanged') : files;
  const width = Math.max(0, ...named.map(({ file }) => file.length));
  const lines = named.map(({ file, state, objects }) => {
    const content = objects === 0 ? '' : counted(objects, 'object');
    return `${outdir}/${file.padEnd(width)}  ${state.padEnd('unchanged'.length)}  ${content}`.trimEnd();
  });
  return [...lines, sums(files), ...nextLines(next)].map((line) => `${line}\n`).join('');
}

function sums(files: Synthesis['files']): string {
  const written = files.filter(({ state }) => state !== 'removed');
  const objects = written.reduce((sum, file) => sum + file.objects, 0);
  return `${counted(objects, 'object')} in ${counted(written.length, 'file')}: ${states(files)}`;
}

function states(files: readonly FileState[]): string {
  const sums = (['new', 'changed', 'removed', 'unchanged'] as const)
    .map((state) => ({ state, count: files.filter((file) => file.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`);
  return sums.length === 0 ? 'nothing to write' : sums.join(', ');
}

function nextLines(next: readonly string[]): string[] {
  return next.length === 0 ? [] : ['', 'next:', ...next.map((command) => `  ${command}`)];
}
