import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Scripts and tests run in the project's folder. */
const folder = join(process.cwd(), 'scripts/rules');

/** What a rule is about, in two states. */
export interface Example {
  readonly rule: string;
  /** The two as one text: lines that are only in the wrong one begin with `-`, those only in the right one with `+`. */
  readonly diff: string;
  readonly wrong: string;
  readonly right: string;
}

/** The objects that each example is added to. */
export function world(): string {
  return readFileSync(join(folder, 'world.yaml'), 'utf8');
}

/** Every example: of each rule one, in files by the kinds that they are about. */
export function examples(): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.diff'))
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^@@ /m).slice(1).map(example));
}

function example(text: string): Example {
  const [rule = '', ...lines] = text.trimEnd().split('\n');
  const state = (sign: string) =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { rule, diff: lines.join('\n'), wrong: state('-'), right: state('+') };
}
