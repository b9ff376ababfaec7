import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What kubectl does when it is asked: prints and ends, or goes on in some way. */
export interface Behaviour {
  readonly out?: string | Buffer;
  readonly err?: string | Buffer;
  readonly code?: number;
  /** A line of shell for what printing and ending can't say. */
  readonly instead?: string;
}

/** An answer, by a part of the command. */
export interface ScriptedAnswer extends Behaviour {
  readonly when: string;
}

/** A kubectl that is a shell script: it starts in a few milliseconds. */
export interface ScriptKubectl {
  readonly program: string;
  /** The commands so far, with what was given to each. */
  calls(): { readonly command: string; readonly input: string }[];
  /** Fails where one still runs and writes. */
  remove(): Promise<void>;
}

/** The first answer whose `when` is in the command is taken. */
export function scriptKubectl(answers: readonly ScriptedAnswer[]): ScriptKubectl {
  const folder = mkdtempSync(join(tmpdir(), 'script-kubectl-'));
  const program = join(folder, 'kubectl');
  const cases = answers.map(({ when, out = '', err = '', code = 0, instead }, index) => {
    writeFileSync(join(folder, `out-${index}`), out);
    writeFileSync(join(folder, `err-${index}`), err);
    const answer = instead ?? `cat ${folder}/out-${index}; cat ${folder}/err-${index} >&2; exit ${code}`;
    return `*${quoted(when)}*) ${answer};;`;
  });
  writeFileSync(
    program,
    `#!/bin/sh
call=$(mktemp ${folder}/call-XXXXXXXX)
printf '%s\\n' "$*" > $call
case "$*" in *' -f -'*) cat > $call-input;; esac
case "$*" in
${cases.join('\n')}
esac
echo "no answer to: $*" >&2
exit 70
`,
  );
  chmodSync(program, 0o755);
  return {
    program,
    calls: () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('call-') && !name.endsWith('-input'))
        .map((name) => join(folder, name))
        .map((file) => ({
          command: readFileSync(file, 'utf8').trim(),
          input: existsSync(`${file}-input`) ? readFileSync(`${file}-input`, 'utf8') : '',
        })),
    async remove() {
      for (let tries = 0; existsSync(folder); tries++) {
        try {
          rmSync(folder, { recursive: true });
        } catch (error) {
          // One that is just being killed may still write a line.
          if (tries === 20) throw error;
          await sleep(50);
        }
      }
    },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
