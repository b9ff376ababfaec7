import type { Synthesis } from './synthesize';
import type { WrittenFile } from './write-output';

/** More unchanged files than this are counted and not named. */
const NAMED_UNCHANGED = 40;

/** What a synthesis did, for a person: each file with its state, the sums, and the commands to run next. */
export function report({ outdir, files, objects, next }: Synthesis): string {
  const counts = new Map<string, number>();
  for (const { file } of objects) counts.set(file, (counts.get(file) ?? 0) + 1);
  const unchanged = files.filter(({ state }) => state === 'unchanged');
  const named =
    unchanged.length > NAMED_UNCHANGED ? files.filter(({ state }) => state !== 'unchanged') : files;
  const paths = named.map(({ file }) => `${outdir}/${file}`);
  const width = Math.max(0, ...paths.map(({ length }) => length));
  const lines = named.map(({ file, state }, index) => {
    const count = counts.get(file);
    const content = count === undefined || state === 'removed' ? '' : `  ${plural(count, 'object')}`;
    return `${(paths[index] as string).padEnd(width)}  ${state.padEnd('unchanged'.length)}${content}`.trimEnd();
  });
  const written = files.filter(({ state }) => state !== 'removed').length;
  return [
    ...lines,
    `${plural(objects.length, 'object')} in ${plural(written, 'file')}: ${states(files)}`,
    ...nextLines(next),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function states(files: readonly WrittenFile[]): string {
  const counted = (['new', 'changed', 'removed', 'unchanged'] as const)
    .map((state) => ({ state, count: files.filter((file) => file.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`);
  return counted.length === 0 ? 'nothing to write' : counted.join(', ');
}

function nextLines(next: readonly string[]): string[] {
  return next.length === 0 ? [] : ['', 'next:', ...next.map((command) => `  ${command}`)];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
