import { ConfigError, Verbatim } from '../diagnostics/error';

/** A text or number that kubectl cannot be told in any YAML, and where it is. */
interface Unwritable {
  readonly value: string | number;
  /** The property that it is, or of which it is the key. */
  readonly path: string;
  readonly isKey: boolean;
}

/** Whether a text holds half a character: a surrogate without its other half. */
export function hasHalfCharacter(text: string): boolean {
  // Of ES2024, whose other news Node.js 20 does not have; an expression is twenty times as slow.
  return !(text as string & { isWellFormed(): boolean }).isWellFormed();
}

/**
 * The error for the first text or number of a document that kubectl cannot be told.
 * @param owner the construct or file that the document comes from
 */
export function unwritableError(document: unknown, owner: string | undefined): ConfigError {
  const { value, path, isKey } = first(document, '') ?? { value: '', path: '', isKey: false };
  const at = owner === undefined ? {} : { at: owner };
  if (typeof value === 'number') {
    return new ConfigError({
      ...at,
      problem: `${path} is no number that JSON has`,
      got: value,
      instead: 'write a finite number',
    });
  }
  return new ConfigError({
    ...at,
    problem: `${isKey ? `a key of ${path || 'the object'}` : path} holds half a character, which no YAML can carry`,
    got: new Verbatim(JSON.stringify(around(value))),
    instead: 'write the whole character: a surrogate such as \\uD83D needs its other half',
  });
}

function first(value: unknown, path: string): Unwritable | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return { value, path, isKey: false };
  if (typeof value === 'string' && hasHalfCharacter(value)) return { value, path, isKey: false };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (hasHalfCharacter(key)) return { value: key, path, isKey: true };
    const found = first(inner, path + step(key, Array.isArray(value), path === ''));
    if (found !== undefined) return found;
  }
  return undefined;
}

function step(key: string, isIndex: boolean, isFirst: boolean): string {
  if (isIndex) return `[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}

/** A long text is shown where it is broken. */
function around(text: string): string {
  const place = text.search(/\p{Surrogate}/u);
  return text.slice(Math.max(0, place - 30), place + 31);
}
