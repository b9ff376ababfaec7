import { inspect } from 'node:util';
import { type Fault, type PathStep, pathText } from './fault';
import { madeAt } from './made-at';

/** A construct as an error names it. */
interface Placed {
  readonly node: { readonly path: string };
}

/** The parts of a {@link ConfigError}'s one line. */
export interface ConfigErrorParts {
  /**
   * The construct that is to blame, or the path of one, a file or a service.
   * @default - left out: the value is not yet part of a construct tree
   */
  readonly at?: Placed | string;
  /** The property of the construct, from the outside in. @default - none in particular */
  readonly path?: readonly PathStep[];
  /** What is wrong, in the caller's words; lower case, no final period. */
  readonly problem: string;
  /** The value that was given; strings are shown in quotes. */
  readonly got: unknown;
  /** What to write instead. */
  readonly instead: string;
}

/**
 * The one error of this project: a value that cannot become a working mesh. Its message is a single line,
 * `<construct>: <property>: <problem>, got <value>; <what to write instead> (<file>:<line>)`.
 */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';
  /** The path of the construct, or whatever else is to blame. */
  public readonly at: string | undefined;
  /** The path of the property: `http[3].match[0].path`. */
  public readonly property: string | undefined;
  /** The file and line where the construct was made; undefined where no construct is to blame. */
  public readonly madeAt: string | undefined;

  /** @throws ConfigError where a program without types leaves out a part of it */
  public constructor(parts: ConfigErrorParts) {
    super();
    refuse('a ConfigError', partsFault(parts));
    const { at, path = [] } = parts;
    const made = typeof at === 'object' ? madeAt(stackFrom()) : undefined;
    this.at = typeof at === 'object' && at !== null ? (constructPath(at) ?? '?') || 'the app' : at;
    this.property = path.length === 0 ? undefined : pathText(path);
    this.madeAt = made;
    const places = [this.at, this.property]
      .filter((place) => place !== undefined)
      .map((place) => `${place}: `);
    const where = made === undefined ? '' : ` (${made})`;
    this.message = oneLine(
      `${places.join('')}${parts.problem}, got ${shown(parts.got)}; ${parts.instead}${where}`,
    );
    this.stack = (this.stack ?? '').replace(/^.*/, `ConfigError: ${this.message}`);
  }
}

/** What a program without types gives no error to say. */
function partsFault(parts: ConfigErrorParts): Fault | undefined {
  const given: Partial<ConfigErrorParts> = Object(parts);
  const missing = (['problem', 'instead'] as const).filter((part) => typeof given[part] !== 'string');
  if (missing.length > 0) {
    const problem = `lacks its ${missing.join(' and its ')}, ${missing.length === 1 ? 'a text' : 'two texts'}`;
    return { path: [], problem, got: parts, instead: 'write new ConfigError({ problem, got, instead })' };
  }
  if (given.path === undefined || Array.isArray(given.path)) return undefined;
  return {
    path: ['path'],
    problem: 'is a list of keys and indices',
    got: given.path,
    instead: "write ['http', 3, 'name']",
  };
}

/** The stack from this file on: where it lies tells the library from what uses it. */
function stackFrom(): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder);
  return holder.stack ?? '';
}

/** A text that an error shows as it is, without quotes: a sum, an expression. */
export class Verbatim {
  public constructor(public readonly text: string) {}

  public [inspect.custom](): string {
    return this.text;
  }
}

/** More of a value than this helps nobody. */
const most = 300;

function shown(value: unknown): string {
  const text = inspect(summary(value, 3), {
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    depth: 3,
    maxArrayLength: 20,
    maxStringLength: most,
  });
  return text.length > most + 20 ? `${text.slice(0, most)}…` : text;
}

/** A value with its constructs by their names: with each the whole tree would be shown otherwise. */
function summary(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Verbatim || depth === 0) return value;
  const path = constructPath(value);
  if (path !== undefined) return new Verbatim(`${value.constructor?.name ?? 'construct'} '${path}'`);
  if (Array.isArray(value)) return value.slice(0, 21).map((element) => summary(element, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, summary(part, depth - 1)]));
}

function constructPath(value: object): string | undefined {
  const { node } = value as { readonly node?: unknown };
  if (typeof node !== 'object' || node === null || !('path' in node)) return undefined;
  return typeof node.path === 'string' ? node.path : undefined;
}

/** Terminals obey control characters, and read some marks from right to left. */
function oneLine(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is shown by their numbers
    /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Refuses what a check found fault with, as a property of a construct. */
export function refuse(at: ConfigErrorParts['at'], found: Fault | undefined): void {
  if (found) throw new ConfigError({ ...(at !== undefined && { at }), ...found });
}
