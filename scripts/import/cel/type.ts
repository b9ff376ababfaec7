import type { OpenApiSchema } from '../schemas/compact';

/** What is known of a value of an expression: what it is, and the schemas that it has wherever the rule is used. */
export interface Type {
  readonly is: 'boolean' | 'list' | 'map' | 'number' | 'object' | 'string' | 'url' | 'anything';
  /** Of an object, its schemas; of a list or map, those of its entries. */
  readonly schemas: readonly OpenApiSchema[];
  /** Of a list whose entries have no schema. */
  readonly entries?: Type;
}

export const anything: Type = { is: 'anything', schemas: [] };
export const text: Type = { is: 'string', schemas: [] };
export const number: Type = { is: 'number', schemas: [] };
export const boolean: Type = { is: 'boolean', schemas: [] };

/** The type of a value that has one of these schemas. */
export function typeOf(schemas: readonly OpenApiSchema[]): Type {
  const kinds = new Set(schemas.map(kindOf));
  const [is] = kinds;
  if (is === undefined || kinds.size > 1) return anything;
  if (is === 'list') return { is, schemas: schemas.map(({ items }) => items as OpenApiSchema) };
  if (is === 'map') {
    return { is, schemas: schemas.map(({ additionalProperties }) => additionalProperties as OpenApiSchema) };
  }
  return { is, schemas: is === 'object' ? schemas : [] };
}

function kindOf(schema: OpenApiSchema): Type['is'] {
  switch (schema.type) {
    case 'array':
      return 'list';
    case 'object':
      return typeof schema.additionalProperties === 'object' ? 'map' : 'object';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    default:
      return 'anything';
  }
}

/** The type of a list's entries; of a map's keys, as CEL's macros go through them. */
export function entryType(type: Type): Type {
  if (type.is === 'map') return text;
  if (type.is !== 'list') return anything;
  return type.entries ?? typeOf(type.schemas);
}

/** The type of a field, and whether it is always there: the server has checked what is required by then. */
export function fieldType(type: Type, name: string): { readonly type: Type; readonly always: boolean } {
  if (type.is === 'map') return { type: typeOf(type.schemas), always: false };
  if (type.is !== 'object') return { type: anything, always: false };
  const fields = type.schemas.map((schema) => schema.properties?.[name]);
  const known = fields.filter((field) => field !== undefined);
  if (known.length < fields.length)
    throw new Error(`a rule reads the field ${name}, which its schema does not have`);
  const always = type.schemas.every(
    (schema, index) =>
      (schema.required as readonly string[] | undefined)?.includes(name) ||
      known[index]?.default !== undefined,
  );
  return { type: typeOf(known), always };
}
