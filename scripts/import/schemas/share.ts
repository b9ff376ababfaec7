import type { SchemaRef, StoredSchema } from '../../../lib/validation/schema/stored-schema';

/** A shorter schema is written where it is used: a number instead would save nothing and tell less. */
const worthSharing = 40;

/** Schemas without their repetitions: what occurs more than once stands among the shared ones. */
export interface Shared {
  readonly roots: Readonly<Record<string, SchemaRef>>;
  readonly shared: readonly StoredSchema[];
}

/** Finds equal parts of schemas and writes each once. */
export function share(roots: Readonly<Record<string, SchemaRef>>): Shared {
  const ids = new Map<string, number>();
  const nodes: StoredSchema[] = [];
  const uses: number[] = [];
  const intern = (schema: SchemaRef): SchemaRef => {
    if (typeof schema === 'string') return schema;
    const parts: number[] = [];
    const flat = withParts(schema as StoredSchema, (part) => {
      const id = intern(part);
      if (typeof id === 'number') parts.push(id);
      return id;
    });
    const text = JSON.stringify(flat);
    const known = ids.get(text);
    if (known !== undefined) return known;
    for (const part of parts) uses[part] = (uses[part] ?? 0) + 1;
    ids.set(text, nodes.length);
    return nodes.push(flat) - 1;
  };
  const interned = Object.entries(roots).map(([name, root]) => [name, intern(root)] as const);
  for (const [, id] of interned) if (typeof id === 'number') uses[id] = (uses[id] ?? 0) + 1;

  const shared: StoredSchema[] = [];
  const places = new Map<number, SchemaRef>();
  const place = (id: SchemaRef): SchemaRef => {
    if (typeof id !== 'number') return id;
    const known = places.get(id);
    if (known !== undefined) return known;
    const written = withParts(nodes[id] as StoredSchema, place);
    const again = (uses[id] as number) > 1 && JSON.stringify(nodes[id]).length > worthSharing;
    const ref = again ? shared.push(written) - 1 : written;
    places.set(id, ref);
    return ref;
  };
  return { roots: Object.fromEntries(interned.map(([name, id]) => [name, place(id)])), shared };
}

/** The schema with each schema in it replaced. */
export function withParts(schema: StoredSchema, replace: (part: SchemaRef) => SchemaRef): StoredSchema {
  const replaced: Record<string, unknown> = { ...schema };
  for (const keyword of ['items', 'additionalProperties', 'not'] as const) {
    const part = schema[keyword];
    if (part !== undefined && part !== true) replaced[keyword] = replace(part);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = schema[keyword];
    if (parts !== undefined) replaced[keyword] = parts.map(replace);
  }
  if (schema.properties !== undefined) {
    replaced.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, replace(part)]),
    );
  }
  return replaced as StoredSchema;
}
