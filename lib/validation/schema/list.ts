import type { Check } from './check';
import { shown } from './shown';
import type { SchemaRef, StoredSchema } from './stored-schema';
import type { Walk } from './walk';

/** The check of a list, of its entries and of what may not be in it twice. */
export function listCheck(schema: StoredSchema, compile: (ref: SchemaRef) => Check): Check {
  const { items, minItems, maxItems, listType, listMapKeys } = schema;
  let entry: Check | undefined;
  return (value, walk) => {
    if (!Array.isArray(value)) {
      walk.report(`must be a list, got ${shown(value)}`);
      return value;
    }
    if (maxItems !== undefined && value.length > maxItems) {
      walk.report(`may have ${maxItems} entries, got ${value.length}`);
    }
    if (minItems !== undefined && value.length < minItems) {
      walk.report(
        minItems === 1 ? 'must not be empty' : `must have at least ${minItems} entries, got ${value.length}`,
      );
    }
    let kept: readonly unknown[] = value;
    if (items !== undefined) {
      entry ??= compile(items);
      for (let index = 0; index < value.length; index++) {
        walk.steps.push(index);
        const checked = entry(value[index], walk);
        walk.steps.pop();
        if (checked !== value[index]) {
          if (kept === value) kept = [...value];
          (kept as unknown[])[index] = checked;
        }
      }
    }
    if (listType === 'set') reportTwice(kept, (each) => each, walk);
    if (listType === 'map') reportTwice(kept, (each) => keyOf(each, listMapKeys ?? []), walk);
    return kept;
  };
}

function keyOf(entry: unknown, keys: readonly string[]): unknown {
  const object = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
  return Object.fromEntries(keys.filter((key) => object[key] !== undefined).map((key) => [key, object[key]]));
}

function reportTwice(list: readonly unknown[], identity: (entry: unknown) => unknown, walk: Walk): void {
  if (list.length < 2) return;
  const seen = new Map<string, number>();
  list.forEach((entry, index) => {
    const key = identity(entry);
    const text = JSON.stringify(key);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else walk.reportAt(index, `is there twice: entry ${first} has the same ${named(key)}`);
  });
}

function named(key: unknown): string {
  if (typeof key !== 'object' || key === null) return `value ${shown(key)}`;
  return Object.entries(key)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(' and ');
}
