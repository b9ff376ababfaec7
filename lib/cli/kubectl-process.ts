import { type ChildProcess, spawn } from 'node:child_process';
import { ConfigError } from '../diagnostics/error';
import { lastLine, type Ran } from './kubectl-trouble';
import { printable, shortened } from './printable';

/** How much one call of kubectl may take. */
export interface Limits {
  /** Milliseconds from its start to its end. */
  readonly time: number;
  /** Bytes that it may print. */
  readonly output: number;
}

/** How kubectl is started. */
export interface KubectlProgram {
  readonly program: string;
  /** What comes before each command: the context, for example. */
  readonly before: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly limits: Limits;
  /** Ends what runs, with an error as its reason. */
  readonly stop: AbortSignal | undefined;
}

/** Past this many milliseconds kubectl waits for more than the network: a login asks something, so it is shown. */
const silence = 2000;

/** Milliseconds in which what an ended kubectl has printed arrives. */
const afterwards = 500;

/** Of what kubectl complains about, its end is of interest. */
const complaintsKept = 64 * 1024;

/**
 * Runs kubectl to its end; a failing command is an answer too.
 *
 * @throws ConfigError where it can't be started, takes longer or prints more than it may; what `stop` says
 */
export function runKubectl(
  { program, before, env, limits, stop }: KubectlProgram,
  args: readonly string[],
  input?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    if (stop?.aborted) return reject(stop.reason);
    const child = startKubectl({ program, before, env }, args, input === undefined ? 'ignore' : 'pipe');
    const out: Buffer[] = [];
    let [size, complaints, shown] = [0, Buffer.alloc(0), false];
    const show = (chunk: Buffer) =>
      process.stderr.write(chunk.toString().split('\n').map(printable).join('\n'));
    const quiet = setTimeout(() => {
      shown = process.stderr.isTTY === true;
      if (shown) show(complaints);
    }, silence);
    const late = setTimeout(
      () => giveUp(tooMuch(args, `did not end in ${limits.time / 1000} s`, complaints.toString())),
      limits.time,
    );
    const stopped = () => giveUp(stop?.reason);
    const settle = () => {
      clearTimeout(quiet);
      clearTimeout(late);
      stop?.removeEventListener('abort', stopped);
    };
    const giveUp = (error: unknown) => {
      settle();
      endKubectl(child);
      reject(error);
    };
    stop?.addEventListener('abort', stopped);
    child.stdout?.on('data', (chunk: Buffer) => {
      out.push(chunk);
      size += chunk.length;
      const most = `printed more than ${Math.round(limits.output / 1024 / 1024)} MiB`;
      if (size > limits.output) giveUp(tooMuch(args, most, complaints.toString()));
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints = Buffer.concat([complaints, chunk]).subarray(-complaintsKept);
      if (shown) show(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle();
      reject(
        new ConfigError({
          problem: `kubectl can't be started (${error.code ?? error.message})`,
          got: program,
          instead: 'install it (https://kubernetes.io/docs/tasks/tools/) or name it by KUBECTL',
        }),
      );
    });
    const finish = (code: number | null) => {
      settle();
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ code: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: complaints.toString() });
    };
    child.on('close', finish);
    // Something that a login has left running may keep the output open; kubectl's own is there by then.
    child.on('exit', (code) => setTimeout(finish, afterwards, code).unref());
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** What runs now. */
const running = new Set<ChildProcess>();

/** Starts kubectl, which ends at the latest when this process does. */
export function startKubectl(
  { program, before, env }: Pick<KubectlProgram, 'program' | 'before' | 'env'>,
  args: readonly string[],
  stdin: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  // A login plugin of the kubeconfig may want to ask the user, which only the terminal's own group may do.
  const asks = process.stdin.isTTY === true;
  const child = spawn(program, [...before, ...args], {
    // In a group of its own, so that what KUBECTL starts in its turn ends with it.
    detached: !asks,
    // What it says is read, and the user's language may be any.
    env: { ...env, LC_ALL: 'C' },
    stdio: [asks && stdin === 'ignore' ? 'inherit' : stdin, 'pipe', 'pipe'],
  });
  if (running.size === 0) process.once('exit', endAll);
  running.add(child);
  child.once('close', () => {
    running.delete(child);
    if (running.size === 0) process.removeListener('exit', endAll);
  });
  return child;
}

/** Ends a kubectl and what it has started, and does not wait for them. */
export function endKubectl(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It leads no group: at a terminal it is one of ours, and on Windows there are none.
    child.kill('SIGKILL');
  }
}

function endAll(): void {
  for (const child of running) endKubectl(child);
}

function tooMuch(args: readonly string[], problem: string, complaints: string): ConfigError {
  return new ConfigError({
    problem: `${commandText(args)} ${problem}`,
    got: lastLine(complaints),
    instead: 'see what it does by hand; --call-timeout gives each call of kubectl longer',
  });
}

/** A command of kubectl, to be named to the user. */
export function commandText(args: readonly string[]): string {
  return shortened(['kubectl', ...args].join(' '), 120);
}
