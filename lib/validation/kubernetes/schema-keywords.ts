import { isMap } from '../../kubernetes/identity';
import { isExpression } from '../schema/pattern';
import { shown } from '../schema/shown';
import { isSet, type Place } from '../shape';
import { isGiven } from './required';

/** A schema of a CRD. */
export interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly object[];
  readonly [keyword: string]: unknown;
}

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Keywords of JSON schema that Kubernetes does not take, and those of them that it takes empty. */
const unsupported = ['$ref', 'additionalItems', 'dependencies'];
const unsupportedFull = ['$schema', 'definitions', 'id', 'patternProperties'];

const words = ['description', 'format', 'pattern', 'title', 'type', 'x-kubernetes-list-type'];
const numbers = ['maxItems', 'maxLength', 'maxProperties', 'minItems', 'minLength', 'minProperties'];
const flags = ['nullable', 'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'];
const lists = [
  'allOf',
  'anyOf',
  'enum',
  'oneOf',
  'required',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-validations',
];

/** What is kept of a schema's keywords when it is read; the rest the server forgets. */
const forgotten = new Set(['definitions', 'example', 'externalDocs', 'patternProperties', 'uniqueItems']);

/** The keywords that say something: none that is empty or false. */
export function saying(schema: Schema): string[] {
  return Object.keys(schema).filter(
    (keyword) =>
      isSet(schema[keyword]) &&
      schema[keyword] !== false &&
      !forgotten.has(keyword) &&
      (keyword !== 'items' || isSchema(schema.items)),
  );
}

/** Whether a value may be a schema: what it holds is looked at where it is used. */
export function isSchema(value: unknown): value is Schema {
  return isMap(value);
}

/** Whether a schema can be read at all: below `items` and `additionalProperties` nothing has looked at it yet. */
export function isReadable(schema: unknown, place: Place): schema is Schema {
  if (!isSchema(schema)) {
    place.report(`must be a schema, got ${shown(schema)}`);
    return false;
  }
  const before = place.problems.length;
  const check = (keywords: readonly string[], fits: (value: unknown) => boolean, kind: string) => {
    for (const keyword of keywords)
      if (isGiven(schema[keyword]) && !fits(schema[keyword]))
        place.report(`must be ${kind}, got ${shown(schema[keyword])}`, { at: [keyword] });
  };
  check(words, (value) => typeof value === 'string', 'a text');
  check(numbers, Number.isInteger, 'a whole number');
  check(flags, (value) => typeof value === 'boolean', 'true or false');
  check(['properties'], isMap, 'an object');
  check(lists, Array.isArray, 'a list');
  return place.problems.length === before;
}

/** What a schema may say wherever it stands. */
export function checkKeywords(schema: Schema, place: Place): void {
  const { type, additionalProperties: others, properties, pattern } = schema;
  for (const keyword of [...unsupported, ...unsupportedFull]) {
    const value = schema[keyword];
    const isThere = isMap(value) ? Object.keys(value).length > 0 : isSet(value);
    if (isThere || (unsupported.includes(keyword) && isGiven(value)))
      place.report('can not be used in a CRD', { at: [keyword] });
  }
  if (schema.uniqueItems)
    place.report('can not be true in a CRD: x-kubernetes-list-type: set says it', { at: ['uniqueItems'] });
  if (type && !types.includes(type))
    place.report(`must be ${types.join(', ')}, got ${shown(type)}`, { at: ['type'] });
  if (schema['x-kubernetes-preserve-unknown-fields'] === false)
    place.report('must be true or left out', { at: ['x-kubernetes-preserve-unknown-fields'] });
  if (isGiven(others) && others !== true && Object.keys(properties ?? {}).length > 0)
    place.report('can not be set beside properties', { at: ['additionalProperties'] });
  if (pattern && !isExpression(pattern))
    place.report(`must be a regular expression as Go reads it, got ${shown(pattern)}`, { at: ['pattern'] });
  checkListType(schema, place);
}

function checkListType(schema: Schema, place: Place): void {
  const kind = schema['x-kubernetes-list-type'];
  const items = isSchema(schema.items) ? schema.items : undefined;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const at = ['x-kubernetes-list-map-keys'];
  oneOfType(schema, 'x-kubernetes-map-type', ['atomic', 'granular'], 'object', place);
  oneOfType(schema, 'x-kubernetes-list-type', ['atomic', 'map', 'set'], 'array', place);
  if (keys.length > 0 && kind !== 'map') place.report('belongs to x-kubernetes-list-type: map', { at });
  if ((kind === 'set' || kind === 'map') && items?.nullable)
    place.report(`can not be true in a list of type ${kind}`, { at: ['items', 'nullable'] });
  if (kind === 'set') {
    if (items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic')
      place.report('must be atomic in a set', { at: ['items', 'x-kubernetes-map-type'] });
    if (items?.type === 'array' && (items['x-kubernetes-list-type'] ?? 'atomic') !== 'atomic')
      place.report('must be atomic in a set', { at: ['items', 'x-kubernetes-list-type'] });
  }
  if (kind !== 'map') return;
  if (keys.length === 0) place.report('is required for x-kubernetes-list-type: map', { at });
  if (items?.type !== 'object')
    place.report('must be object in a list of type map', { at: ['items', 'type'] });
  keys.forEach((key, index) => {
    const problem = keys.indexOf(key) !== index ? `is there twice: ${key}` : keyProblem(key, items);
    if (problem !== undefined) place.report(problem, { at: [...at, index] });
  });
}

function oneOfType(
  schema: Schema,
  keyword: 'x-kubernetes-list-type' | 'x-kubernetes-map-type',
  allowed: readonly string[],
  type: string,
  place: Place,
): void {
  const value = schema[keyword];
  if (!isGiven(value)) return;
  if (schema.type !== type) place.report(`must be ${type} beside ${keyword}`, { at: ['type'] });
  if (!allowed.includes(value))
    place.report(`must be ${allowed.join(', ')}, got ${shown(value)}`, { at: [keyword] });
}

/** Why the entries of a list can not be told apart by this of theirs. */
function keyProblem(key: string, items: Schema | undefined): string | undefined {
  const { properties, required } = items ?? {};
  const field = isMap(properties) ? properties[key] : undefined;
  if (!isSchema(field)) return `must be a property of the entries, got ${shown(key)}`;
  if (field.type === 'array' || field.type === 'object' || field.nullable)
    return `must be the name of a plain value, which ${key} is not`;
  const isSure = isGiven(field.default) || (Array.isArray(required) && required.includes(key));
  return isSure ? undefined : `must be required in the entries, or have a default, which ${key} has not`;
}
