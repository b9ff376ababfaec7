import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diffObjects, type ObjectChange } from './object-diff';
import { SourceWatcher } from './source-watcher';
import type { WrittenFile } from './write-output';

/** What a run of `bin/synth.cjs` says of itself to the process that started it. */
export interface RunMessage {
  readonly outdir: string;
  readonly files: readonly WrittenFile[];
  /** Every file of code that the run was made of. */
  readonly inputs: readonly string[];
}

/** How to watch. */
export interface WatchOptions {
  /** The program to run again and again: `bin/synth.cjs`. */
  readonly program: string;
  readonly args: readonly string[];
  /** The project folder. */
  readonly root: string;
  readonly print: (text: string) => void;
}

/**
 * Synthesizes, and again whenever a source changes, each time in a fresh process. Tells which objects were
 * added, changed and removed; an app that fails is told too, and the last output stays.
 */
export class Watch {
  private readonly options: WatchOptions;
  private readonly sources: SourceWatcher;
  private output: { folder: string; files: Map<string, string> } | undefined;
  private running: ChildProcess | undefined;
  private changedMeanwhile = false;

  public constructor(options: WatchOptions) {
    this.options = options;
    this.sources = new SourceWatcher(options.root, () => this.run());
    this.sources.ignore(resolve(options.root, process.env.CDK8S_OUTDIR || 'dist'));
  }

  /** Runs once and goes on until {@link close}. */
  public start(): void {
    this.sources.start();
    this.run();
  }

  public close(): void {
    this.sources.close();
    this.running?.kill();
  }

  private run(): void {
    if (this.running !== undefined) {
      this.changedMeanwhile = true;
      return;
    }
    const start = performance.now();
    const { program, args } = this.options;
    const child = fork(program, [...args], {
      cwd: this.options.root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.running = child;
    let message: RunMessage | undefined;
    let output = '';
    let errors = '';
    child.on('message', (received) => {
      message = received as RunMessage;
    });
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stderr?.on('data', (data) => {
      errors += data;
    });
    child.on('close', (code) => {
      this.running = undefined;
      this.tell(
        code === 0 ? message : undefined,
        output,
        errors,
        `${Math.round(performance.now() - start)} ms`,
      );
      if (this.changedMeanwhile) {
        this.changedMeanwhile = false;
        this.run();
      }
    });
  }

  private tell(message: RunMessage | undefined, output: string, errors: string, time: string): void {
    const { print, root } = this.options;
    if (message === undefined) {
      print(`${errors}${clock()} failed, the last output stays (${time})\n`);
      return;
    }
    this.sources.watchAlso(message.inputs);
    const before = this.output?.files;
    const folder = resolve(root, message.outdir);
    this.sources.ignore(folder);
    const { old, current } = this.refresh(folder, message.files);
    if (before === undefined) print(`${output}${errors}${clock()} watching (${time})\n`);
    else
      print(
        `${errors}${describe(diffObjects(old, current), message.outdir)}${clock()} ${message.outdir}/ (${time})\n`,
      );
  }

  /** Takes the new texts into the memory of the output, and gives the old and new ones of what changed. */
  private refresh(
    folder: string,
    files: readonly WrittenFile[],
  ): { old: Map<string, string>; current: Map<string, string> } {
    const known = this.output?.folder === folder ? this.output.files : new Map<string, string>();
    const old = new Map<string, string>();
    const current = new Map<string, string>();
    for (const { file, state } of files) {
      const before = known.get(file);
      if (state === 'unchanged' && before !== undefined) continue;
      if (before !== undefined) old.set(file, before);
      if (state === 'removed') {
        known.delete(file);
        continue;
      }
      const text = readFileSync(join(folder, file), 'utf8');
      current.set(file, text);
      known.set(file, text);
    }
    this.output = { folder, files: known };
    return { old, current };
  }
}

const signs = { added: '+', changed: '~', removed: '-' } as const;

function describe(changes: readonly ObjectChange[], outdir: string): string {
  if (changes.length === 0) return 'no object changed\n';
  const width = Math.max(...changes.map(({ name }) => name.length));
  return changes
    .map(({ change, name, file }) => `${signs[change]} ${name.padEnd(width)}  ${outdir}/${file}\n`)
    .join('');
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
