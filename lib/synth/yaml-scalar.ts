import { Yaml } from 'cdk8s';
import { escaped, isKeyReadAsMeant, isReadAsMeant } from './go-yaml';
import { hasHalfCharacter } from './unwritable';

/**
 * Printable ASCII that needs no quotes in any place but the first; a colon or a space among it only before another
 * sign, a number sign only after one. What is neither surely plain nor surely quoted nor surely a block, the YAML
 * library is asked about.
 */
const inner = '(?:[!-9;-~]|:(?=[!-~])| (?=[!-"$-~]))*';
const wordLike = new RegExp(`^[A-Za-z/_$(]${inner}$`);
const numberLike = new RegExp(`^(?:[0-9.+]|-(?=[\\w./=@+,*()-]))${inner}$`);

/** What YAML 1.1 may read as true, false, nothing or, oddly, a number. */
const reservedWord = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/** What YAML 1.1, or Go, may read as a number, a time of day or a date. */
const reservedNumber = new RegExp(
  [
    String.raw`^[-+]?[\d_]*[box][\da-f_]*$`,
    String.raw`^[-+]?[\d_]*\.?[\d_]*(?:e[-+\d_]*)?$`,
    String.raw`^(?:[-+]?\.inf|\.nan)$`,
    String.raw`^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$`,
    String.raw`^\d{4}-\d{1,2}-\d{1,2}(?:[t ].*)?$`,
  ].join('|'),
  'i',
);

/** What YAML reads as something else than this text: by its first sign, as a word, a number, a map or a comment. */
const needsQuotes =
  /^(?:[ ,[\]{}#&*!|>'"%@`].*|true|false|yes|no|on|off|y|n|null|-?(?:0|[1-9]\d*)(?:\.\d+)?|.*[: ]|.*(?:: | #).*)?$/;

/**
 * The text of a scalar at a depth of the document; quotes and block styles are as cdk8s writes them, unless kubectl
 * would read something else.
 * @throws {@link unwritable} where no YAML can carry the text
 */
export function scalarText(value: string | number, depth: number): string {
  if (typeof value !== 'string') return askedText(value, depth);
  if (isSurelyPlain(value)) return value;
  return surelyQuoted(value) ?? surelyBlock(value, depth) ?? askedText(value, depth);
}

/** Thrown for what kubectl cannot be told: half a character, a number that JSON does not have. */
export const unwritable = Symbol('unwritable');

function isSurelyPlain(text: string): boolean {
  return wordLike.test(text) ? !reservedWord.test(text) : numberLike.test(text) && !reservedNumber.test(text);
}

/** The text in quotes; undefined where it is not sure that it needs them. */
function surelyQuoted(text: string): string | undefined {
  if (/[^ -~\u00a1-\u2027\u202a-\ud7ff]/.test(text) || !needsQuotes.test(text)) return undefined;
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

/** Lines as they are, below one another; undefined for a text that is none or that needs more than that. */
function surelyBlock(text: string, depth: number): string | undefined {
  if (!text.includes('\n') || /^\s|\s\s$|[^\n\S]$|[^\n -~\u00a0-\u2027\u202a-\ud7ff]/.test(text))
    return undefined;
  const indent = '  '.repeat(depth + 1);
  const [header, lines] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
  return `${header}\n${indent}${lines.replace(/\n+/g, `$&${indent}`)}`;
}

function askedText(value: string | number, depth: number): string {
  valueTexts[depth] ??= new Map();
  const texts = valueTexts[depth];
  const known = texts.get(value);
  if (known !== undefined) return known;
  if (typeof value === 'string' && hasHalfCharacter(value)) throw unwritable;
  const text = Yaml.stringify(nested(depth, { a: value })).slice(`${pathTo(depth)}a: `.length, -'\n'.length);
  const isSafe = typeof value === 'number' || isReadAsMeant(value, text);
  return remember(texts, value, isSafe ? text : escaped(value as string));
}

/**
 * The text of a key with its colon; it begins with `? ` for a key that is very long. The YAML library treats the keys of the outermost map (depth 0) unlike all
 * others.
 * @throws {@link unwritable} where no YAML can carry the key
 */
export function keyText(key: string, depth: number): string {
  const texts = depth === 0 ? outerKeyTexts : innerKeyTexts;
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (key.length <= longestKey && wordLike.test(key) && isSurelyPlain(key))
    return remember(texts, key, `${key}:`);
  if (hasHalfCharacter(key)) throw unwritable;
  const level = Math.min(depth, 1);
  const asked = Yaml.stringify(nested(level, { [key]: 0 })).slice(pathTo(level).length, -': 0\n'.length);
  const isLong = asked.startsWith('? ');
  const stock = isLong ? asked.slice('? '.length, asked.lastIndexOf('\n')) : asked;
  const isSafe = isLong ? isReadAsMeant(key, stock) : isKeyReadAsMeant(key, stock);
  const text = isSafe ? stock : escaped(key);
  if (text.length > longestKey) return `? ${text}\n${'  '.repeat(depth)}:`;
  return remember(texts, key, `${text}:`);
}

/** Answers that were given before: manifests say the same things again and again. */
const valueTexts: Map<string | number, string>[] = [];
const outerKeyTexts = new Map<string, string>();
const innerKeyTexts = new Map<string, string>();

/** A longer key is written with a question mark, and its value on a line of its own. */
const longestKey = 1024;

/** Beyond these the answers would cost more memory than they save time. */
const longestRemembered = 200;
const mostRemembered = 20_000;

function remember<Key extends string | number>(texts: Map<Key, string>, key: Key, text: string): string {
  if (text.length <= longestRemembered && texts.size < mostRemembered) texts.set(key, text);
  return text;
}

/** A map within `depth` other maps. */
function nested(depth: number, map: object): object {
  return depth === 0 ? map : { a: nested(depth - 1, map) };
}

/** What comes before the first key of a {@link nested} map. */
function pathTo(depth: number): string {
  return depth === 0 ? '' : `${pathTo(depth - 1)}a:\n${'  '.repeat(depth)}`;
}
