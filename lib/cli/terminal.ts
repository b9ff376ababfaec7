import { inspect } from 'node:util';
import { printable, printableJson } from './printable';

/** The colours that the command line uses, each for one meaning. */
export type Colour = 'green' | 'red' | 'yellow' | 'gray' | 'bold';

/** A text in a colour. */
export interface Painted {
  readonly colour: Colour;
  readonly text: string;
}

/**
 * Where a command writes and whom it can ask. Whatever text it is given, from a cluster or a page too, it shows and
 * does not obey.
 */
export interface Terminal {
  /** Writes one line of the result. */
  line(...parts: readonly (string | Painted)[]): void;
  /** Writes the result for programs. */
  json(value: unknown): void;
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
}

/** The terminal that the process was started from; NO_COLOR is heeded. A stream is opened when it is needed. */
export function processTerminal(): Terminal {
  const { stdout } = process;
  let pending = false;
  let last = '';
  const endProgress = () => {
    if (pending) process.stderr.write('\r\x1b[K');
    pending = false;
    last = '';
  };
  const paint = ({ colour, text }: Painted) => {
    const [on, off] = inspect.colors[colour] ?? [0, 0];
    // hasColors reads NO_COLOR, FORCE_COLOR and TERM.
    return stdout.isTTY === true && stdout.hasColors()
      ? `\x1b[${on}m${printable(text)}\x1b[${off}m`
      : printable(text);
  };
  return {
    line(...parts) {
      endProgress();
      stdout.write(
        `${parts.map((part) => (typeof part === 'string' ? printable(part) : paint(part))).join('')}\n`,
      );
    },
    json(value) {
      endProgress();
      stdout.write(`${printableJson(value)}\n`);
    },
    complain(text) {
      endProgress();
      process.stderr.write(`${printable(text)}\n`);
    },
    progress(said) {
      const { stderr } = process;
      const text = printable(said);
      if (stderr.isTTY === true && process.env.TERM !== 'dumb') {
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
    get ask() {
      return stdout.isTTY === true && process.stdin.isTTY === true ? asked : undefined;
    },
  };
}

async function asked(question: string): Promise<string> {
  const { stdin, stdout } = process;
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return await new Promise<string>((resolve, reject) => {
      // Closed without an answer (Ctrl-C, Ctrl-D): nobody said yes.
      const unanswered = () => {
        stdout.write('\n');
        resolve('');
      };
      lines.once('close', unanswered);
      lines.question(printable(question)).then((answer) => {
        lines.off('close', unanswered);
        resolve(answer);
      }, reject);
    });
  } finally {
    lines.close();
  }
}
