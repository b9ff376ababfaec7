import type { Check, SchemaScope } from './check';
import { unknownField } from './object';
import type { SchemaRef } from './stored-schema';
import type { Walk } from './walk';

/** The check of a value that the API server drops: it refuses fields that there are not, and reads none of the others. */
export function fieldsOnlyCheck(ref: SchemaRef, scope: SchemaScope): Check {
  return (value, walk) => {
    look(value, ref, scope, walk);
    return value;
  };
}

function look(value: unknown, ref: SchemaRef | true | undefined, scope: SchemaScope, walk: Walk): void {
  if (typeof value !== 'object' || value === null || ref === true) return;
  const { properties = {}, additionalProperties, items, preserve } = scope.resolve(ref ?? {}).schema;
  const into = (step: string | number, inner: unknown, known: SchemaRef | true | undefined) => {
    walk.steps.push(step);
    look(inner, known, scope, walk);
    walk.steps.pop();
  };
  if (Array.isArray(value)) {
    if (items === undefined && preserve) return;
    for (const [index, entry] of value.entries()) into(index, entry, items);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    if (Object.hasOwn(properties, name)) into(name, inner, properties[name]);
    else if (additionalProperties !== undefined) into(`[${name}]`, inner, additionalProperties);
    else if (!preserve) walk.reportAt(name, ...unknownField(name, Object.keys(properties)));
  }
}
