import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { identityOf } from '../kubernetes/identity';

/** What became of one object, or of a file that is not made of objects. */
export interface ObjectChange {
  readonly change: 'added' | 'changed' | 'removed';
  /** `Service demo/reviews`, or the name of the file. */
  readonly name: string;
  readonly file: string;
}

/**
 * The objects that differ between two states of an output folder, in the order of their files.
 * An object that only moved to another file has not changed.
 * @param before the text of every file that may differ, by name, as it was
 * @param after the same, as it is
 */
export function diffObjects(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ObjectChange[] {
  const old = contents(before);
  const current = contents(after);
  const changes: ObjectChange[] = [];
  for (const [name, { file, value }] of current) {
    const known = old.get(name);
    if (known === undefined) changes.push({ change: 'added', name, file });
    else if (!isDeepStrictEqual(known.value, value)) changes.push({ change: 'changed', name, file });
  }
  for (const [name, { file }] of old) if (!current.has(name)) changes.push({ change: 'removed', name, file });
  return changes.sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1));
}

/** Every object by its identity, every other file by its name. */
function contents(files: ReadonlyMap<string, string>): Map<string, { file: string; value: unknown }> {
  const found = new Map<string, { file: string; value: unknown }>();
  for (const [file, text] of files) {
    for (const value of objectsIn(file, text)) found.set(identityOf(value) ?? file, { file, value });
  }
  return found;
}

function objectsIn(file: string, text: string): unknown[] {
  if (!/\.ya?ml$/.test(file)) return [text];
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as unknown);
}
