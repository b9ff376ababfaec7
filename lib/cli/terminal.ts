import { createInterface } from 'node:readline/promises';
import { inspect } from 'node:util';

/** The colours that the command line uses, each for one meaning. */
export type Colour = 'green' | 'red' | 'yellow' | 'gray' | 'bold';

/** Where a command writes and whom it can ask. */
export interface Terminal {
  /** Writes one line of the result. */
  line(text?: string): void;
  /** Writes one line about what went wrong to standard error. */
  complain(text: string): void;
  /**
   * Says what is being waited for: rewritten in place on a terminal, and elsewhere a line of its own whenever
   * the text before the first bracket changes.
   */
  progress(text: string): void;
  /** Ends the line that {@link progress} rewrites. */
  endProgress(): void;
  /** `undefined` where nobody can answer. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  paint(colour: Colour, text: string): string;
}

/** The terminal that the process was started from; NO_COLOR is heeded. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  const rewrites = stderr.isTTY === true && process.env.TERM !== 'dumb';
  let pending = false;
  let last = '';
  const endProgress = () => {
    if (pending) stderr.write('\r\x1b[K');
    pending = false;
    last = '';
  };
  return {
    line(text = '') {
      endProgress();
      stdout.write(`${text}\n`);
    },
    complain(text) {
      endProgress();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (rewrites) {
        const width = Math.max(20, stderr.columns ?? 80) - 1;
        stderr.write(`\r\x1b[K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
        pending = true;
        return;
      }
      const [what = text] = text.split(' (', 1);
      if (what !== last) stderr.write(`${text}\n`);
      last = what;
    },
    endProgress,
    ask:
      stdin.isTTY === true && stdout.isTTY === true
        ? async (question) => {
            const lines = createInterface({ input: stdin, output: stdout });
            try {
              return await new Promise<string>((resolve, reject) => {
                // Closed without an answer (Ctrl-C, Ctrl-D): nobody said yes.
                const unanswered = () => {
                  stdout.write('\n');
                  resolve('');
                };
                lines.once('close', unanswered);
                lines.question(question).then((answer) => {
                  lines.off('close', unanswered);
                  resolve(answer);
                }, reject);
              });
            } finally {
              lines.close();
            }
          }
        : undefined,
    paint(colour, text) {
      const [on, off] = inspect.colors[colour] ?? [0, 0];
      // hasColors reads NO_COLOR, FORCE_COLOR and TERM.
      return stdout.isTTY === true && stdout.hasColors() ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    },
  };
}
