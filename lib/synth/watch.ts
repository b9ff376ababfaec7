import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { diffObjects, type ObjectChange } from './object-diff';
import { SourceWatcher } from './source-watcher';
import type { WrittenFile } from './write-output';

/** What a run of `bin/synth.cjs` says of itself to the process that started it. */
export interface RunMessage {
  readonly outdir: string;
  readonly files: readonly WrittenFile[];
  /** Every file of packages that the run was made of. */
  readonly loaded: readonly string[];
}

/** The program as it is run: its own code as one script. */
export interface Bundle {
  /** Every file of code that it was made of. */
  readonly files: readonly string[];
}

/** How to watch. */
export interface WatchOptions {
  /** Makes one script of the app's files as they are now; rejects with what esbuild says of them. */
  readonly bundle: () => Promise<Bundle>;
  /** What runs a script: `bin/synth.cjs`. */
  readonly program: string;
  readonly args: readonly string[];
  /** The project folder. */
  readonly root: string;
  readonly print: (text: string) => void;
}

/**
 * Synthesizes, and again whenever a source changes, each time in a fresh process, which has loaded the packages
 * before it is needed. Tells which objects were added, changed and removed; an app that fails is told too, and
 * the last output stays.
 */
export class Watch {
  private readonly options: WatchOptions;
  private readonly sources: SourceWatcher;
  private output: { folder: string; files: Map<string, string> } | undefined;
  private bundled: ReadonlySet<string> = new Set();
  private next: ChildProcess | undefined;
  private running: ChildProcess | 'bundling' | undefined;
  private changedMeanwhile = false;
  private loaded: readonly string[] = [];
  private closed = false;

  public constructor(options: WatchOptions) {
    this.options = options;
    this.sources = new SourceWatcher(options.root, (files) => this.changed(files));
    this.sources.ignore(resolve(options.root, process.env.CDK8S_OUTDIR || 'dist'));
  }

  /** Runs once and goes on until {@link close}. */
  public start(): void {
    this.sources.start();
    this.run();
  }

  public close(): void {
    this.closed = true;
    this.sources.close();
    this.next?.kill();
    if (this.running !== 'bundling') this.running?.kill();
  }

  private changed(files: readonly string[]): void {
    // The next process may have loaded what is no file of the app.
    if (!files.every((file) => this.bundled.has(file))) this.forgetNext();
    this.run();
  }

  private run(): void {
    if (this.running !== undefined) {
      this.changedMeanwhile = true;
      return;
    }
    const start = performance.now();
    const time = (): string => `${Math.round(performance.now() - start)} ms`;
    const done = (): void => {
      this.running = undefined;
      if (!this.changedMeanwhile) return;
      this.changedMeanwhile = false;
      this.run();
    };
    this.running = 'bundling';
    this.next ??= this.newProcess();
    this.options.bundle().then(
      (bundle) => this.runBundle(bundle, time, done),
      (error: Error) => {
        this.tell(undefined, '', `${error.message}\n`, time());
        done();
      },
    );
  }

  private runBundle(bundle: Bundle, time: () => string, done: () => void): void {
    const child = this.next ?? this.newProcess();
    this.next = undefined;
    this.running = child;
    this.bundled = new Set(bundle.files);
    this.sources.watchAlso(bundle.files);
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
      if (this.closed) return;
      this.tell(code === 0 ? message : undefined, output, errors, time());
      this.next ??= this.newProcess();
      done();
    });
    child.send(bundle);
  }

  /** A process that has loaded cdk8s and what the last run took of this package, and waits for a script. */
  private newProcess(): ChildProcess {
    const child = fork(this.options.program, ['--warm', ...this.options.args], {
      cwd: this.options.root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A script is long, and JSON would have to escape it.
      serialization: 'advanced',
    });
    child.once('exit', () => {
      if (this.next === child) this.next = undefined;
    });
    child.send(this.loaded);
    return child;
  }

  private forgetNext(): void {
    this.next?.kill();
    this.next = undefined;
  }

  private tell(message: RunMessage | undefined, output: string, errors: string, time: string): void {
    const { print, root } = this.options;
    if (message === undefined) {
      print(`${errors}${clock()} failed, the last output stays (${time})\n`);
      return;
    }
    this.sources.watchAlso(message.loaded);
    // Of other packages nobody knows what they do when they are loaded, and when that should be.
    const own = resolve(this.options.program, '../../build') + sep;
    this.loaded = message.loaded.filter((file) => file.startsWith(own));
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
