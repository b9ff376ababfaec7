import { CelError } from '../cel/error';
import { alternativesCheck } from './alternatives';
import type { Check, Rule, SchemaScope } from './check';
import { emptyOf } from './empty';
import { fieldsOnlyCheck } from './fields-only';
import { listCheck } from './list';
import { objectCheck } from './object';
import { scalarCheck } from './scalars';
import { shown } from './shown';
import type { SchemaRef, StoredSchema } from './stored-schema';

/** The check of a schema; each is made once, and the checks of its parts when a value first gets there. */
export function compile(ref: SchemaRef, from: SchemaScope): Check {
  const { schema, scope } = from.resolve(ref);
  const known = scope.checks.get(schema);
  if (known !== undefined) return known;
  const made = checkOf(schema, scope);
  scope.checks.set(schema, made);
  return made;
}

function checkOf(schema: StoredSchema, scope: SchemaScope): Check {
  if (schema.fieldsOnly) return fieldsOnlyCheck(schema, scope);
  const structure = structureCheck(schema, scope);
  const scalar = scalarCheck(schema);
  const alternatives = alternativesCheck(schema, (ref) => scope.resolve(ref).schema);
  const rules = schema.rules?.map(([name, message]) => ({ holds: scope.rule(name), message }));
  if (structure === undefined && alternatives === undefined && rules === undefined) {
    if (scalar === undefined) return (value) => value;
    return (value, walk) => {
      if (value === null && scope.nullIsEmpty) return emptyOf(schema);
      const problem = value === null ? nullProblem(schema) : scalar(value);
      if (problem !== undefined) walk.report(problem);
      return value;
    };
  }
  const empty = scope.nullIsEmpty && emptyOf(schema);
  return (given, walk) => {
    const value = given === null && empty !== undefined ? empty : given;
    if (value === null) {
      const problem = nullProblem(schema);
      if (problem !== undefined) walk.report(problem);
      return value;
    }
    const before = walk.problems.length;
    const problem = scalar?.(value);
    if (problem !== undefined) walk.report(problem);
    const kept = structure === undefined ? value : structure(value, walk);
    if (walk.problems.length > before) return kept;
    const reason = alternatives?.(kept);
    if (reason !== undefined) walk.report(reason);
    if (rules !== undefined) {
      for (const { holds, message } of rules) if (!holdsFor(holds, kept)) walk.report(said(message, kept));
    }
    return kept;
  };
}

function nullProblem({ nullable, type, intOrString }: StoredSchema): string | undefined {
  if (nullable || (type === undefined && !intOrString)) return undefined;
  return type === 'object' || type === 'array'
    ? `must be ${type === 'array' ? 'a list' : 'an object'}, got null`
    : 'must have a value, got null';
}

/** A rule that can not be answered does not hold. */
function holdsFor(rule: Rule, value: unknown): boolean {
  try {
    return rule(value as never);
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

/** The CRD's own words for a rule of its. */
function said(message: string, value: unknown): string {
  const scalar = typeof value !== 'object';
  return scalar ? `${message}, got ${shown(value)}` : message;
}

function structureCheck(schema: StoredSchema, scope: SchemaScope): Check | undefined {
  if (schema.type === 'object') return objectCheck(schema, (ref) => compile(ref, scope), scope);
  if (schema.type === 'array') return listCheck(schema, (ref) => compile(ref, scope));
  return undefined;
}
