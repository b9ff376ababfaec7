import { inspect } from 'node:util';

/** The parts of a {@link ConfigError}'s one line. */
export interface ConfigErrorParts {
  /**
   * The construct path, file or field that is to blame.
   * @default - left out: the value is not yet part of a construct tree
   */
  readonly at?: string;
  /** What is wrong, in the caller's words; lower case, no final period. */
  readonly problem: string;
  /** The value that was given; strings are shown in quotes. */
  readonly got: unknown;
  /** What to write instead. */
  readonly instead: string;
}

/**
 * The one error of this project: a value that cannot become a working mesh.
 * Its message is a single line, `<at>: <problem>, got <value>; <what to write instead>`.
 */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';

  public constructor(parts: ConfigErrorParts) {
    const at = parts.at === undefined ? '' : `${parts.at}: `;
    super(`${at}${parts.problem}, got ${shown(parts.got)}; ${parts.instead}`);
  }
}

/** A text that an error shows as it is, without quotes: a sum, an expression. */
export class Verbatim {
  public constructor(public readonly text: string) {}
}

function shown(value: unknown): string {
  if (value instanceof Verbatim) return value.text;
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: 3 });
}
