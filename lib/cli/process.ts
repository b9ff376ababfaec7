import type { Surroundings } from './command';
import { runCommandLine } from './program';
import { processTerminal } from './terminal';

/** By which a process is asked to end, and what it then ends with. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs the command line as a process: with its streams, its signals and its exit code.
 *
 * @param commands what each command is made of, where it is not to be found as it lies in this folder
 */
export async function runProcess(
  args: readonly string[],
  commands?: Surroundings['commands'],
): Promise<void> {
  // A reader that has seen enough (a pipe into head) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const stop = new AbortController();
  let asked: number | undefined;
  const listen = () => {
    for (const [signal, code] of Object.entries(signals)) {
      process.on(signal, () => {
        if (asked !== undefined) process.exit(code);
        asked = code;
        stop.abort(new Error(`stopped by ${signal}`));
        // What runs ends with this process, whatever it waits for.
        setTimeout(() => process.exit(code), 1000).unref();
      });
    }
  };
  let listens = false;
  const code = await runCommandLine(args, {
    terminal: processTerminal(),
    env: process.env,
    // Who asks for it starts something; what only reads, perhaps from a terminal, ends as any process does.
    get stop() {
      if (!listens) listen();
      listens = true;
      return stop.signal;
    },
    ...(commands !== undefined && { commands }),
  });
  process.exitCode = asked ?? code;
  // Nothing is left to do, and what a signal has stopped may still hold the process.
  if (asked !== undefined) process.exit();
}
