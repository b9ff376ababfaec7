import { minorOf } from '../../release/minor';
import { type KindFile, kindOf, type Product, schemaIndex } from './store';
import type { SchemaRef } from './stored-schema';
import type { Step } from './walk';

/**
 * The first release whose schema of a kind has a field.
 *
 * @param field the way to the field, without indexes: `['spec', 'http', 'retries']`; a map's keys count as any other
 * @param after look at later releases only
 * @returns the minor version; undefined where none has it
 */
export function releaseWithField(
  product: Product,
  kind: string,
  field: readonly Step[],
  after?: string,
): string | undefined {
  return schemaIndex()[product].releases.find((release) => {
    if (after !== undefined && minorOf(release) <= minorOf(after)) return false;
    const file = kindOf(product, release, kind);
    const newest = file && Object.values(file.versions)[0];
    return newest !== undefined && hasField(file as KindFile, newest, field);
  });
}

function hasField(file: KindFile, root: SchemaRef, field: readonly Step[]): boolean {
  let at = file.schemas.resolve(root);
  for (const step of field) {
    if (typeof step === 'number') continue;
    while (at.schema.items !== undefined) at = at.scope.resolve(at.schema.items);
    const { properties, additionalProperties } = at.schema;
    const known = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
    const next = known ?? (additionalProperties === true ? undefined : additionalProperties);
    if (next === undefined) return false;
    at = at.scope.resolve(next);
  }
  return true;
}
