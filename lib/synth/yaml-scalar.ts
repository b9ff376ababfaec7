import { Yaml } from 'cdk8s';

/**
 * A string that needs no quotes, for certain: it begins like a word or a path, no colon in it stands before
 * a space or at its end, and YAML 1.1 takes it neither for true, false or nothing nor for a number.
 * Many other strings are plain too; which, the YAML library is asked.
 */
const surelyPlain = /^[A-Za-z/_](?:[\w./=@+,*()-]|:(?=[\w./=@+,*()-])| (?=[\w./=@+,*()-]))*$/;
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/** The text of a scalar at a depth of the document; quotes and block styles are as cdk8s writes them. */
export function scalarText(value: string | number, depth: number): string {
  if (typeof value === 'string' && isSurelyPlain(value)) return value;
  valueTexts[depth] ??= new Map();
  const texts = valueTexts[depth];
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = Yaml.stringify(nested(depth, { a: value })).slice(`${pathTo(depth)}a: `.length, -'\n'.length);
  return remember(texts, value, text);
}

/**
 * The text of a key with its colon; undefined for a key so long that it is written in another way.
 * The YAML library treats the keys of the outermost map (depth 0) unlike all others.
 */
export function keyText(key: string, depth: number): string | undefined {
  const texts = depth === 0 ? outerKeyTexts : innerKeyTexts;
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (isSurelyPlain(key)) return remember(texts, key, `${key}:`);
  const level = Math.min(depth, 1);
  const text = Yaml.stringify(nested(level, { [key]: 0 })).slice(pathTo(level).length, -' 0\n'.length);
  return text.startsWith('? ') ? undefined : remember(texts, key, text);
}

function isSurelyPlain(text: string): boolean {
  return text.length < 1000 && surelyPlain.test(text) && !reserved.test(text);
}

/** Answers that were given before: manifests say the same things again and again. */
const valueTexts: Map<string | number, string>[] = [];
const outerKeyTexts = new Map<string, string>();
const innerKeyTexts = new Map<string, string>();

/** Beyond these the answers would cost more memory than they save time. */
const LONGEST_REMEMBERED = 200;
const MOST_REMEMBERED = 20_000;

function remember<Key extends string | number>(texts: Map<Key, string>, key: Key, text: string): string {
  if (text.length <= LONGEST_REMEMBERED && texts.size < MOST_REMEMBERED) texts.set(key, text);
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
