import { Yaml } from 'cdk8s';
import { plainCopy } from './plain-copy';
import { unwritableError } from './unwritable';
import { keyText, scalarText, unwritable } from './yaml-scalar';

/**
 * The YAML of one document: byte for byte as `Yaml.stringify` of cdk8s writes it, but where kubectl would read
 * something else than was meant the text is quoted and escaped.
 *
 * A rendered object is a tree of plain objects, arrays and scalars, and the layout of such a tree is simple:
 * it is written here. Anything else (a date, a class, one object in two places, which becomes an alias) is
 * left to cdk8s as a whole, as long as kubectl reads it.
 * @param owner the construct or file to name where the document cannot be written
 * @throws ConfigError for half a character and for a number without digits, which kubectl cannot read in any way
 */
export function toYaml(document: unknown, owner?: string): string {
  if (!isPlainObject(document)) return Yaml.stringify(document);
  const writer = new Writer();
  try {
    writer.document(document);
    return writer.text();
  } catch (error) {
    if (error === notPlain) return notPlainYaml(document, owner);
    throw error === unwritable ? unwritableError(document, owner) : error;
  }
}

function notPlainYaml(document: object, owner: string | undefined): string {
  const stock = Yaml.stringify(document);
  const plain = plainCopy(document);
  const text = toYaml(plain, owner);
  return text === Yaml.stringify(plain) ? stock : text;
}

/** The YAML of a file that another tool reads, such as Helm's values: without what is undefined, and without aliases. */
export function toConfigYaml(config: object): string {
  return toYaml(JSON.parse(JSON.stringify(config)));
}

/** Thrown where the tree holds something that is not plain. */
const notPlain = Symbol('not plain');

class Writer {
  /** Joined once at the end: a string that grows line by line keeps every piece alive. */
  private readonly lines: string[] = [];
  private readonly seen = new Seen();

  public text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  public document(map: Record<string, unknown>): void {
    const keys = this.keysOf(map);
    if (keys.length === 0) this.lines.push('{}');
    this.entries(map, keys, 0, '');
  }

  /** Writes the entries of a map; `first` is what stands before the first of them on its line. */
  private entries(map: Record<string, unknown>, keys: readonly string[], depth: number, first: string): void {
    let before = first;
    for (const key of keys) {
      const text = keyText(key, depth);
      this.valueOf(before + text, map[key], depth, text.startsWith('? '));
      before = indentation(depth);
    }
  }

  /** Writes the value of a key. */
  private valueOf(line: string, value: unknown, depth: number, isKeyLong: boolean): void {
    if (typeof value !== 'object' || value === null) {
      this.lines.push(`${line} ${scalar(value, depth)}`);
    } else if (Array.isArray(value)) {
      this.enter(value);
      if (value.length === 0) this.lines.push(`${line} []`);
      else this.items(value, depth + 1, this.below(line, depth, isKeyLong));
    } else {
      const keys = this.keysOf(value);
      if (keys.length === 0) this.lines.push(`${line} {}`);
      else
        this.entries(value as Record<string, unknown>, keys, depth + 1, this.below(line, depth, isKeyLong));
    }
  }

  /** What stands before the first entry or item of a value: it begins below its key, or beside the colon of a long one. */
  private below(line: string, depth: number, isKeyLong: boolean): string {
    if (isKeyLong) return `${line} `;
    this.lines.push(line);
    return indentation(depth + 1);
  }

  /** Writes the items of a list; `first` is what stands before the first of them on its line. */
  private items(list: readonly unknown[], depth: number, first: string): void {
    let before = first;
    for (const item of list) {
      this.item(`${before}- `, item, depth);
      before = indentation(depth);
    }
  }

  private item(line: string, value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      this.lines.push(line + scalar(value, depth));
    } else if (Array.isArray(value)) {
      this.enter(value);
      if (value.length === 0) this.lines.push(`${line}[]`);
      this.items(value, depth + 1, line);
    } else {
      const keys = this.keysOf(value);
      if (keys.length === 0) this.lines.push(`${line}{}`);
      this.entries(value as Record<string, unknown>, keys, depth + 1, line);
    }
  }

  private keysOf(value: object): readonly string[] {
    if (!isPlainObject(value)) throw notPlain;
    this.enter(value);
    return Object.keys(value);
  }

  private enter(collection: object): void {
    if (!this.seen.add(collection)) throw notPlain;
  }
}

/** A set of objects that is made faster than a `Set` while it is small, as most documents are. */
class Seen {
  private readonly few: object[] = [];
  private many: Set<object> | undefined;

  /** Adds an object, and tells whether it is new. */
  public add(object: object): boolean {
    if (this.many !== undefined) return this.many.size < this.many.add(object).size;
    if (this.few.includes(object)) return false;
    if (this.few.push(object) === 64) this.many = new Set(this.few);
    return true;
  }
}

function scalar(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return scalarText(value, depth);
    case 'number':
      if (!Number.isFinite(value)) throw unwritable;
      return Object.is(value, -0) ? scalarText(value, depth) : String(value);
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
    case 'undefined':
      return 'null';
    default:
      throw notPlain;
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

const indentations: string[] = [];

function indentation(depth: number): string {
  indentations[depth] ??= '  '.repeat(depth);
  return indentations[depth];
}
