import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The project folder. */
export const root = join(__dirname, '..');

/** A command to measure as a whole process. */
export interface Command {
  readonly name: string;
  readonly run: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Done before each run, outside of the time. */
  readonly before?: () => void;
}

/** The median of a command's runs. */
export interface Measured {
  readonly name: string;
  /** Wall time, in milliseconds. */
  readonly time: number;
  /** The most memory that the process held, in MiB; 0 for a program that is not Node.js. */
  readonly memory: number;
}

/**
 * Measures commands against each other: all of them in turn, so many times over, so that what else the
 * machine does meets all alike. The first round warms caches and does not count; with no rounds it does.
 */
export function measure(rounds: number, ...commands: readonly Command[]): Measured[] {
  const runs = commands.map(() => [] as { time: number; memory: number }[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, command] of commands.entries()) {
      command.before?.();
      const result = runOnce(command);
      if (round > 0 || rounds === 0) runs[index]?.push(result);
    }
  }
  return commands.map(({ name }, index) => {
    const all = runs[index] ?? [];
    return {
      name,
      time: median(all.map(({ time }) => time)),
      memory: median(all.map(({ memory }) => memory)),
    };
  });
}

/** With this one every Node.js reads a file of certificates first, bare `node` too: 30 ms that say nothing of either. */
const withoutCertificates = { NODE_EXTRA_CA_CERTS: undefined };

function runOnce({ name, run: [program, ...args], env, cwd }: Command): { time: number; memory: number } {
  const isNode = program === process.execPath;
  const start = performance.now();
  const { status, stderr, output } = spawnSync(
    program,
    [...(isNode ? ['--require', join(__dirname, 'memory.cjs')] : []), ...args],
    {
      cwd: cwd ?? root,
      env: { ...process.env, ...withoutCertificates, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    },
  );
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return { time, memory: Number(output[3] ?? 0) / 1024 };
}

/** The one in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Whether a program is installed. */
export function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
}

/** One line of the result: how two times compare, and what was aimed at. */
export function ratio(
  what: string,
  value: number,
  aim: `at most ${string}` | `at least ${string}`,
  figures: string,
): boolean {
  const bound = Number.parseFloat(aim.split(' ')[2] as string);
  const holds = aim.startsWith('at most') ? value <= bound : value >= bound;
  console.log(`${holds ? ' ok ' : 'MISS'}  ${what}: ${value.toFixed(2)} (${aim})  ${figures}`);
  return holds;
}

/** A figure without an aim, or why there is none. */
export function note(text: string): void {
  console.log(`      ${text}`);
}

/** A duration, readable. */
export function shown({ name, time }: Measured): string {
  return `${name} ${time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(2)} s`}`;
}
