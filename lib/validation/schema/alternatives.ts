import { scalarCheck } from './scalars';
import { either } from './shown';
import type { SchemaRef, StoredSchema } from './stored-schema';

/** Says why a value fits none, or too many, of the alternatives of a schema. */
export type AlternativesCheck = (value: unknown) => string | undefined;

type Resolve = (ref: SchemaRef) => StoredSchema;
type Test = (value: unknown) => boolean;

/** The check of `oneOf`, `anyOf`, `allOf` and `not`; undefined where a schema has none. */
export function alternativesCheck(schema: StoredSchema, resolve: Resolve): AlternativesCheck | undefined {
  const tests = [
    ...allOfChecks(schema.allOf ?? [], resolve),
    schema.oneOf && oneOfCheck(schema.oneOf.map(resolve), resolve),
    schema.anyOf && anyOfCheck(schema.anyOf.map(resolve), resolve),
    schema.not === undefined ? undefined : notCheck(resolve(schema.not), resolve),
  ].filter((test) => test !== undefined);
  if (tests.length < 2) return tests[0];
  return (value) => {
    for (const test of tests) {
      const reason = test(value);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

function allOfChecks(all: readonly SchemaRef[], resolve: Resolve): (AlternativesCheck | undefined)[] {
  return all.map((part) => {
    const schema = resolve(part);
    const own = alternativesCheck(schema, resolve);
    const plain = plainTest(schema, resolve);
    return (value) => {
      const reason = own?.(value);
      return reason ?? (plain(value) ? undefined : 'does not have the form that its schema asks for');
    };
  });
}

function oneOfCheck(alternatives: readonly StoredSchema[], resolve: Resolve): AlternativesCheck {
  const tests = alternatives.map((alternative) => testOf(alternative, resolve));
  const rivals = [...new Set(alternatives.flatMap((alternative) => namesIn(alternative, resolve)))];
  return (value) => {
    let fitting = 0;
    for (const test of tests) if (test(value)) fitting++;
    if (fitting === 1) return undefined;
    if (rivals.length === 0) return `must have exactly one of ${tests.length} forms, fits ${fitting}`;
    const given = rivals.filter((name) => has(value, name));
    return given.length > 1
      ? `only one of ${either(rivals)} can be set, got ${either(given, 'and')}`
      : `one of ${either(rivals)} must be set`;
  };
}

function anyOfCheck(alternatives: readonly StoredSchema[], resolve: Resolve): AlternativesCheck {
  const tests = alternatives.map((alternative) => testOf(alternative, resolve));
  const names = [...new Set(alternatives.flatMap((alternative) => namesIn(alternative, resolve)))];
  return (value) => {
    if (tests.some((test) => test(value))) return undefined;
    return names.length === 0
      ? 'has none of the forms that its schema allows'
      : `one of ${either(names)} must be set`;
  };
}

function notCheck(refused: StoredSchema, resolve: Resolve): AlternativesCheck {
  const test = testOf(refused, resolve);
  const names = namesIn(refused, resolve);
  return (value) => {
    if (!test(value)) return undefined;
    return names.length === 0 ? 'has a form that its schema forbids' : `${either(names)} can not be set here`;
  };
}

/** The fields that an alternative asks for or forbids. */
function namesIn(schema: StoredSchema, resolve: Resolve): string[] {
  const parts = [schema.not, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = parts.flatMap((part) => (part === undefined ? [] : namesIn(resolve(part), resolve)));
  return [...(schema.required ?? []), ...inner];
}

function testOf(schema: StoredSchema, resolve: Resolve): Test {
  const plain = plainTest(schema, resolve);
  const alternatives = alternativesCheck(schema, resolve);
  if (alternatives === undefined) return plain;
  return (value) => plain(value) && alternatives(value) === undefined;
}

/** Everything that a schema says but its own alternatives; it may know a part of the fields only. */
function plainTest(schema: StoredSchema, resolve: Resolve): Test {
  const scalar = scalarCheck(schema);
  const { type, required = [], items, minItems, maxItems } = schema;
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [name, testOf(resolve(part), resolve)] as const,
  );
  const entry = items === undefined ? undefined : testOf(resolve(items), resolve);
  return (value) => {
    if (scalar?.(value) !== undefined) return false;
    if (Array.isArray(value)) {
      if (value.length < (minItems ?? 0) || value.length > (maxItems ?? value.length)) return false;
      return type !== 'object' && (entry === undefined || value.every(entry));
    }
    if (typeof value !== 'object' || value === null) return type !== 'object' && type !== 'array';
    if (type === 'array' || required.some((name) => !has(value, name))) return false;
    return fields.every(
      ([name, test]) => !has(value, name) || test((value as Record<string, unknown>)[name]),
    );
  };
}

function has(value: unknown, name: string): boolean {
  return (value as Readonly<Record<string, unknown>>)[name] !== undefined;
}
