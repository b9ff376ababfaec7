import { isSet, type Place } from '../shape';
import { isGiven } from './required';
import { checkDefault } from './schema-default';
import { checkKeywords, isReadable, isSchema, type Schema, saying } from './schema-keywords';
import { checkRules } from './schema-rules';

/** Keywords that say what is kept of a value, and so not what else holds for it. */
const structuralOnly = [
  'additionalProperties',
  'default',
  'description',
  'nullable',
  'title',
  'type',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
];

/** Looks at a part of a schema. */
function below(steps: readonly (string | number)[], place: Place, look: () => void): void {
  place.steps.push(...steps);
  look();
  place.steps.length -= steps.length;
}

/** Checks that a CRD's schema says of each value what it is, so that the server knows what to keep of it. */
export function checkSchema(schema: Schema, place: Place, isRoot = false): void {
  const before = place.problems.length;
  checkKeywords(schema, place);
  const { type, items, additionalProperties: others } = schema;
  const properties = schema.properties ?? {};
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const isPreserved = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isEither = schema['x-kubernetes-int-or-string'] === true;
  if (!type && (isEmbedded || !(isEither || isPreserved))) place.report('is required', { at: ['type'] });
  if (type && type !== 'object' && (isRoot || isEmbedded))
    place.report(`must be object, got ${type}`, { at: ['type'] });
  if (isPreserved && isEither)
    place.report('can not be set beside x-kubernetes-int-or-string', {
      at: ['x-kubernetes-preserve-unknown-fields'],
    });
  // Anything else is read as none.
  const hasItems = isSchema(items) || (Array.isArray(items) && isSet(items));
  if (type === 'array' && !hasItems) place.report('is required for type array', { at: ['items'] });
  if (isGiven(others) && (isRoot || isEmbedded))
    place.report('can not be set of a whole object', { at: ['additionalProperties'] });
  if (isEmbedded && !isPreserved && Object.keys(properties).length === 0)
    place.report('is required, or x-kubernetes-preserve-unknown-fields', { at: ['properties'] });
  if (isRoot && schema.nullable) place.report('can not be true of a whole object', { at: ['nullable'] });
  if (isRoot || isEmbedded) checkOwnFields(properties, place, isRoot);
  for (const [name, inner] of Object.entries(properties)) partOf(inner, ['properties', `[${name}]`], place);
  if (hasItems) partOf(items, ['items'], place);
  if (isGiven(others) && typeof others !== 'boolean') partOf(others, ['additionalProperties'], place);
  checkJunctors(schema, isRoot ? schema : undefined, place);
  // What can not be read says nothing of a default.
  if (isGiven(schema.default) && !isRoot && place.problems.length === before) checkDefault(schema, place);
  if (schema['x-kubernetes-validations']) checkRules(schema, place, isRoot || isEmbedded);
}

function partOf(schema: unknown, steps: readonly string[], place: Place): void {
  below(steps, place, () => {
    if (isReadable(schema, place)) checkSchema(schema, place);
  });
}

/** What every object has, a CRD need not say: of the metadata of its own it may restrict the name alone. */
function checkOwnFields(properties: Readonly<Record<string, Schema>>, place: Place, isRoot: boolean): void {
  const types = { apiVersion: 'string', kind: 'string', metadata: 'object' };
  for (const [field, type] of Object.entries(types))
    if (properties[field] && properties[field]?.type !== type)
      place.report(`must be ${type}`, { at: ['properties', `[${field}]`, 'type'] });
  const metadata = isSchema(properties.metadata) ? properties.metadata : {};
  const isMore =
    saying(metadata).some((keyword) => keyword !== 'type' && keyword !== 'properties') ||
    Object.keys(metadata.properties ?? {}).some((name) => name !== 'name' && name !== 'generateName');
  if (isRoot && isMore)
    place.report('can have the properties name and generateName, and nothing else', {
      at: ['properties', '[metadata]'],
    });
}

/** Whether these are the two types of an `intOrString`, which alone may be named in an `anyOf`. */
function isIntOrString([first, second, ...more]: readonly Schema[]): boolean {
  const is = (schema: unknown, type: string) =>
    isSchema(schema) && schema.type === type && saying(schema).length === 1;
  return is(first, 'integer') && is(second, 'string') && more.length === 0;
}

/**
 * What holds besides says nothing of what a value is.
 *
 * @param whole the schema that has the properties which it may look at; of a whole object alone the server asks it
 */
function checkJunctors(schema: Schema, whole: Schema | undefined, place: Place, mayBeTypes = true): void {
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const)
    schema[keyword]?.forEach((each, index, all) => {
      const areTypes = mayBeTypes && keyword === 'anyOf' && isIntOrString(all);
      below([keyword, index], place, () => {
        if (!areTypes) checkNested(each, whole, place, mayBeTypes && keyword === 'allOf' && index === 0);
      });
    });
  const { not } = schema;
  if (isGiven(not)) below(['not'], place, () => checkNested(not, whole, place));
}

function checkNested(schema: Schema, whole: Schema | undefined, place: Place, mayBeTypes = false): void {
  if (!isReadable(schema, place)) return;
  checkKeywords(schema, place);
  for (const keyword of structuralOnly) {
    const value = schema[keyword];
    if (keyword === 'default' ? isGiven(value) : isSet(value) && value !== false)
      place.report('must stand outside of allOf, anyOf, oneOf and not', { at: [keyword] });
  }
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    below(['properties', `[${name}]`], place, () => {
      if (name === 'metadata') place.report('can not be looked at in allOf, anyOf, oneOf and not');
      const known = whole?.properties?.[name];
      if (whole !== undefined && known === undefined)
        place.report('must be a property outside of allOf, anyOf, oneOf and not too');
      else checkNested(inner, known, place);
    });
  const { items } = schema;
  if (isGiven(items))
    below(['items'], place, () => {
      if (whole !== undefined && !isGiven(whole.items))
        place.report('must stand outside of allOf, anyOf, oneOf and not too');
      else checkNested(items, whole?.items, place);
    });
  checkJunctors(schema, whole, place, mayBeTypes);
}
