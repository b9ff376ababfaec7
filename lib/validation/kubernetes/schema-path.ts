import type { Comparison } from '../../values/cel-comparison';
import { each } from '../../values/cel-parser';
import { literalWords, reservedWords } from '../../values/cel-tokens';
import { isSchema, type Schema } from './schema-keywords';

/** How CEL writes the name of a field that it could not read: `x-a` is `x__dash__a`. */
function inCel(name: string): readonly string[] {
  if (literalWords.has(name) || reservedWords.has(name)) return [name, `__${name}__`];
  if (!/^[A-Za-z_][A-Za-z0-9_./-]*$/.test(name)) return [];
  const written = name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
  return [written];
}

const text: Schema = { type: 'string' };

/** What rules see of every object, and of its metadata. */
const ofObjects: Readonly<Record<string, Schema>> = {
  apiVersion: text,
  kind: text,
  metadata: { type: 'object', properties: { name: text, generateName: text } },
};

/** Where a path leads below a schema, or why it leads nowhere; undefined where it may lead anywhere. */
export function schemaAt(
  path: readonly string[],
  schema: Schema,
  isObject: boolean,
): Schema | string | undefined {
  let at: Schema | string | undefined = schema;
  for (const [index, step] of path.entries()) {
    if (at === undefined || typeof at === 'string') return at;
    at = stepInto(at, step, index === 0 ? isObject : at['x-kubernetes-embedded-resource'] === true);
  }
  return at;
}

/** Whether a rule may be this alone. */
export function isTruth(found: Schema | string | undefined): boolean {
  return typeof found === 'object' && found.type === 'boolean';
}

function stepInto(schema: Schema, step: string, isObject: boolean): Schema | string | undefined {
  const { type, items, additionalProperties: others } = schema;
  const isEntry = step === '[]' || step === each;
  if (!type || schema['x-kubernetes-int-or-string']) return undefined;
  if (type === 'array' && isEntry) return isSchema(items) ? items : undefined;
  if (type === 'object' && others) return step === each ? text : isSchema(others) ? others : undefined;
  if (isEntry) return `asks for entries of what is no list and no map, but of type ${type}`;
  if (type !== 'object') return `names a field ${step} of what has none: it is of type ${type}`;
  const fields = { ...schema.properties, ...(isObject && ofObjects) };
  const seen = Object.entries(fields).filter(([, field]) => isSchema(field) && isSeen(field));
  const found = seen.find(([name]) => inCel(name).includes(step));
  return (
    found?.[1] ??
    `names a field ${step} that is not there: there are ${seen.map(([name]) => name).join(', ') || 'none'}`
  );
}

/** What may be anything is no field for a rule. */
function isSeen(field: Schema): boolean {
  return Boolean(field.type || field['x-kubernetes-int-or-string']);
}

const numbers = ['int', 'uint', 'double'];

/** What may be null in CEL: a field that is not set is not there. */
const nullable = ['object', 'timestamp', 'duration'];

/** Why a value can not be compared with a literal: CEL compares what is of one type. */
export function comparisonProblem(
  name: string,
  schema: Schema,
  { type: other, isEquality }: Comparison,
): string | undefined {
  const type = celType(schema);
  if (type === undefined || type === other || (other === 'null' && nullable.includes(type))) return undefined;
  if (!isEquality && numbers.includes(type) && numbers.includes(other)) return undefined;
  const instead = type === 'double' && other === 'int' ? ': write 1.0 for 1' : '';
  return `compares ${name}, of type ${type}, with a value of type ${other}${instead}`;
}

/** The type that a value of a schema has in CEL; undefined where it may have any. */
function celType(schema: Schema): string | undefined {
  if (schema['x-kubernetes-int-or-string']) return undefined;
  const format = `${schema.format}`;
  switch (schema.type) {
    case 'integer':
      return 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'array':
      return 'list';
    case 'object':
      return schema.additionalProperties ? 'map' : 'object';
    case 'string':
      if (format === 'date' || format === 'date-time') return 'timestamp';
      return format === 'duration' ? 'duration' : format === 'byte' ? 'bytes' : 'string';
    default:
      return undefined;
  }
}
