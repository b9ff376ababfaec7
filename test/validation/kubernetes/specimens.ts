import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../lib/kubernetes/manifest';

/** A specimen with other values at paths, and the field that the API server refuses then; without one it takes it. */
export type Change = readonly [specimen: string, changes: Readonly<Record<string, unknown>>, field?: string];

/** Objects of every kind, with most of their fields, which an API server takes. */
export function specimens(): readonly object[] {
  return readText(readFileSync(join(__dirname, 'specimens.yaml'), 'utf8')).objects.map(
    ({ object }) => object,
  );
}

/** The same object with other values at paths; `undefined` takes a field away. */
export function changed(object: object, changes: Readonly<Record<string, unknown>>): object {
  const copy = structuredClone(object);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    let at = copy as Record<string, unknown>;
    for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>;
    const last = steps[steps.length - 1] as string;
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return copy;
}
