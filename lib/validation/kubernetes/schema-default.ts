import type { SchemaScope } from '../schema/check';
import { compile } from '../schema/compile';
import type { SchemaRef, StoredSchema } from '../schema/stored-schema';
import { Walk } from '../schema/walk';
import type { Place } from '../shape';
import { isGiven } from './required';
import type { Schema } from './schema-keywords';

/** A CRD's own schema as those of `schemas/` are, without its rules and defaults. */
function stored(schema: Schema): StoredSchema {
  const { default: _, additionalProperties, items, format, ...rest } = schema;
  const said = Object.entries(rest).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  const required = schema.required?.filter((name) => typeof name === 'string');
  return {
    ...(Object.fromEntries(said) as StoredSchema),
    ...(required && { required }),
    ...(schema.type === 'string' && isGiven(format) && { format: format as string }),
    ...(items && { items: items as SchemaRef }),
    ...(additionalProperties && { additionalProperties: additionalProperties as SchemaRef }),
    ...(schema['x-kubernetes-preserve-unknown-fields'] && { preserve: true as const }),
  };
}

/** Checks that a default is a value that its schema takes. */
export function checkDefault(schema: Schema, place: Place): void {
  const scope: SchemaScope = {
    checks: new Map(),
    resolve: (ref) => ({ schema: stored(ref as Schema), scope }),
    rule: () => () => true,
  };
  const walk = new Walk();
  compile(schema as SchemaRef, scope)(schema.default, walk);
  for (const { steps, message } of walk.problems) place.report(message, { at: ['default', ...steps] });
}
