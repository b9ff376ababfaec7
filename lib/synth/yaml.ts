import { Yaml } from 'cdk8s';
import { keyText, scalarText } from './yaml-scalar';

/**
 * The YAML of one document, byte for byte as `Yaml.stringify` of cdk8s writes it.
 *
 * A rendered object is a tree of plain objects, arrays and scalars, and the layout of such a tree is simple:
 * it is written here. Anything else (a date, a class, one object in two places, which becomes an alias) is
 * left to cdk8s as a whole.
 */
export function toYaml(document: unknown): string {
  if (!isPlainObject(document) || isEmpty(document)) return Yaml.stringify(document);
  const writer = new Writer();
  try {
    writer.map(document, 0, false);
    return writer.text;
  } catch (error) {
    if (error !== notPlain) throw error;
    return Yaml.stringify(document);
  }
}

/** Thrown where the tree holds something that is not plain. */
const notPlain = Symbol('not plain');

class Writer {
  public text = '';
  private readonly seen = new Set<object>();

  /** Writes the entries of a map; `inline` when the first of them goes on the line that is begun. */
  public map(map: Record<string, unknown>, depth: number, inline: boolean): void {
    this.enter(map);
    let pad = inline ? '' : indentation(depth);
    for (const key of Object.keys(map)) {
      const text = keyText(key, depth);
      if (text === undefined) throw notPlain;
      this.text += pad + text;
      this.afterKey(map[key], depth);
      pad = indentation(depth);
    }
  }

  private afterKey(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      this.text += ` ${scalar(value, depth)}\n`;
    } else if (Array.isArray(value)) {
      if (value.length > 0) this.text += '\n';
      this.sequence(value, depth + 1, value.length === 0 ? ' ' : indentation(depth + 1));
    } else if (isEmpty(plain(value))) {
      this.enter(value);
      this.text += ' {}\n';
    } else {
      this.text += '\n';
      this.map(plain(value), depth + 1, false);
    }
  }

  /** Writes the items of a sequence; `first` is what stands before the first of them. */
  private sequence(items: readonly unknown[], depth: number, first: string): void {
    this.enter(items);
    if (items.length === 0) this.text += `${first}[]\n`;
    let pad = first;
    for (const item of items) {
      this.text += `${pad}- `;
      this.item(item, depth);
      pad = indentation(depth);
    }
  }

  private item(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      this.text += `${scalar(value, depth)}\n`;
    } else if (Array.isArray(value)) {
      this.sequence(value, depth + 1, '');
    } else if (isEmpty(plain(value))) {
      this.enter(value);
      this.text += '{}\n';
    } else {
      this.map(plain(value), depth + 1, true);
    }
  }

  private enter(collection: object): void {
    if (this.seen.has(collection)) throw notPlain;
    this.seen.add(collection);
  }
}

function scalar(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return scalarText(value, depth);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : scalarText(value, depth);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
    case 'undefined':
      return 'null';
    default:
      throw notPlain;
  }
}

function plain(value: object): Record<string, unknown> {
  if (isPlainObject(value)) return value;
  throw notPlain;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

function isEmpty(map: Record<string, unknown>): boolean {
  for (const _ in map) return false;
  return true;
}

const indentations: string[] = [];

function indentation(depth: number): string {
  indentations[depth] ??= '  '.repeat(depth);
  return indentations[depth];
}
