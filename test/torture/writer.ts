import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { contents, fill, folderWith } from '../synth/folders';

/** How many outputs there are: some files are in all of them, some differ, some are in one alone. */
export const versions = 4;

/** The files of an output, as a program with many charts makes them. */
export function filesOf(version: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < 40; index++) {
    files[`${index}.k8s.yaml`] = `all: ${index}\n`.repeat(20);
    files[`addons/${index}.k8s.yaml`] = `version: ${version}\n`.repeat(200 + index);
    if (index % versions === version) files[`only/${version}/${index}.json`] = `{"${version}":${index}}`;
    if (index % versions !== version) files[`install/values-${index}.yaml`] = `version: ${version}\n`;
  }
  return files;
}

/** What lies in the output folder and is no synthesis's. */
export const foreignFiles: Readonly<Record<string, string>> = {
  'README.md': 'mine',
  'hand-written.k8s.yaml': 'mine',
  'addons/notes.txt': 'mine',
  '.synth-1/to-do.json': '{"write":[],"remove":[["removed-0","README.md"]]}',
  'dist.synth-backup/x': 'mine',
};

/** A new parent of an output folder; with the files of other people in it, where it is to be there already. */
export function newFolder(withForeign: boolean): string {
  const folder = join(folderWith(), 'dist');
  if (withForeign) fill(folder, foreignFiles);
  return folder;
}

/** Tells what is not as it should be in a folder that holds one version and nothing left of how it came there. */
export function faultsOf(folder: string, foreign: object, version: number): string[] {
  const { '.written-by-synth': record = '', ...rest } = contents(folder);
  const expected: Record<string, string> = { ...foreign, ...filesOf(version) };
  const names = [...new Set([...Object.keys(rest), ...Object.keys(expected)])];
  const faults = names.filter((name) => rest[name] !== expected[name]);
  const listed = record.split('\n').slice(1, -1);
  if (listed.join() !== Object.keys(filesOf(version)).sort().join()) faults.push('.written-by-synth');
  return faults;
}

/** Tells which files of a folder are neither whole files of one of these versions nor those of other people. */
export function tornIn(folder: string, foreign: Readonly<Record<string, string>>): string[] {
  const outputs = Array.from({ length: versions }, (_, version) => filesOf(version));
  const found = Object.entries(contents(folder)).filter(([name]) => !name.startsWith('.written-by-synth'));
  const torn = found.filter(
    ([name, text]) => foreign[name] !== text && !outputs.some((files) => files[name] === text),
  );
  const lost = Object.keys(foreign).filter((name) => !found.some(([other]) => other === name));
  return [...torn.map(([name]) => name), ...lost];
}

const script = join(folderWith(), 'writer.cjs');

/** Makes the program that {@link startWriter} runs. */
export function buildWriter(): void {
  buildSync({
    stdin: {
      resolveDir: __dirname,
      loader: 'ts',
      contents: `
        import { writeOutput } from '../../lib/synth/write-output';
        const [folder, files] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
        process.stdout.write('starts');
        try {
          writeOutput(folder, { files: new Map(Object.entries(files)), counts: new Map() });
        } catch (error) {
          process.stderr.write(error.name === 'ConfigError' ? error.message : error.stack);
          process.exitCode = 1;
        }`,
    },
    bundle: true,
    platform: 'node',
    outfile: script,
  });
}

/** How a writer ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** A process that writes a version. */
export interface Writer {
  /** Sends a signal soon after the process has begun to write. */
  readonly strike: (signal: NodeJS.Signals) => void;
  /** When {@link strikeAt} has struck, or the process has ended before. */
  readonly struck: Promise<unknown>;
  /** Lets a process that was stopped go on. */
  readonly wake: () => void;
  readonly ended: Promise<Ended>;
}

/**
 * A module that sends its process a signal before, within or after a call that the file system hears of, counted from
 * the start.
 */
export function strikeAt(call: number, when: 'before' | 'within' | 'after', signal: NodeJS.Signals): string {
  const folder = folderWith();
  fill(folder, {
    'strike.cjs': `
      const fs = require('node:fs');
      const strike = () => {
        fs.writeSync(1, 'struck');
        process.kill(process.pid, '${signal}');
      };
      let calls = 0;
      for (const name of ['mkdirSync', 'rmdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync']) {
        const real = fs[name];
        fs[name] = (...args) => {
          const isIt = ++calls === ${call};
          if (isIt && '${when}' === 'before') strike();
          if (isIt && '${when}' === 'within' && name === 'writeFileSync') {
            real(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
            strike();
          }
          const result = real(...args);
          if (isIt && '${when}' !== 'before') strike();
          return result;
        };
      }`,
  });
  return join(folder, 'strike.cjs');
}

/** Writes a version in a process of its own. */
export function startWriter(folder: string, version: number, preload = ''): Writer {
  const start = performance.now();
  const child = spawn(process.execPath, [...(preload === '' ? [] : ['--require', preload]), script]);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify([folder, filesOf(version)]));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ code, signal, stderr, milliseconds: performance.now() - start }),
    );
  });
  const struck = new Promise((resolve) => {
    child.stdout.on('data', (data) => String(data).includes('struck') && resolve(undefined));
  });
  const strike = (signal: NodeJS.Signals): void => {
    child.stdout.once('data', () => setTimeout(() => child.kill(signal), Math.random() * 60));
  };
  const wake = (): void => {
    child.kill('SIGCONT');
  };
  return { strike, struck: Promise.race([struck, ended]), wake, ended };
}

/** Does so many rounds, as many at a time as there are processors and two more. */
export async function sideBySide<T>(count: number, round: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) results.push(await round(next++));
  };
  await Promise.all(Array.from({ length: availableParallelism() + 2 }, work));
  return results;
}

/** Tells a figure where the tests of jest do not hide it. */
export function tell(figure: string): void {
  process.stderr.write(`${figure}\n`);
}
