import { shown } from '../schema/shown';
import type { Place } from '../shape';
import { expressionProblem } from './cel-expression';
import { isGiven } from './required';
import { isMap, type Schema } from './schema-keywords';

interface Rule {
  readonly rule?: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly optionalOldSelf?: boolean | null;
  readonly reason?: string | null;
  readonly fieldPath?: string;
}

/** Names of CEL's own, which a field of this name is written with underscores for. */
const reserved = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
);

/** How CEL writes the name of a field that it could not read: `x-a` is `x__dash__a`. */
function inCel(name: string): readonly string[] {
  if (reserved.has(name)) return [name, `__${name}__`];
  if (!/^[A-Za-z_][A-Za-z0-9_./-]*$/.test(name)) return [];
  const written = name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
  return [written];
}

/** The fields that a rule may ask of `self`; undefined where it may ask for any. */
function fieldsOf(schema: Schema): string[] | undefined {
  if (schema.type !== 'object') return schema.type && !schema['x-kubernetes-int-or-string'] ? [] : undefined;
  if (schema.additionalProperties) return undefined;
  return Object.keys(schema.properties ?? {}).flatMap(inCel);
}

/** Whether a path begins at a field that there is. */
function leadsTo({ properties }: Schema, path: string): boolean {
  const [, name] = /^\.([A-Za-z_][\w-]*)/.exec(path) ?? [];
  if (name === undefined) return path.startsWith('[');
  return properties === undefined || Object.hasOwn(properties, name);
}

/** A rule as far as it holds texts: below `items` nothing has looked at it yet. */
function textsOf(rule: unknown): Rule {
  const given = isMap(rule) ? Object.entries(rule) : [];
  return Object.fromEntries(
    given.filter(([name, value]) => typeof value === 'string' || name === 'optionalOldSelf'),
  );
}

/** The rules that a schema has in CEL: whether they can be read, and ask for what there is. */
export function checkRules(schema: Schema, place: Place, isObject: boolean): void {
  if (!schema.type && !schema['x-kubernetes-int-or-string'])
    place.report('is required beside x-kubernetes-validations', { at: ['type'] });
  const fields = fieldsOf(schema);
  const known = isObject ? fields?.concat('apiVersion', 'kind', 'metadata') : fields;
  const variables = { self: known, oldSelf: known };
  schema['x-kubernetes-validations']?.forEach((given, index) => {
    const { rule = '', message, messageExpression, optionalOldSelf, reason, fieldPath } = textsOf(given);
    const at = (field: string) => ({ at: ['x-kubernetes-validations', index, field] });
    if (rule.trim() === '') place.report('is required', at('rule'));
    else {
      const optional = optionalOldSelf ? { ...variables, oldSelf: undefined } : variables;
      const problem = expressionProblem(rule, optional);
      if (problem !== undefined) place.report(problem, at('rule'));
      else if (/\n/.test(rule.trim()) && !message)
        place.report('is required where the rule has several lines', at('message'));
    }
    if (isGiven(optionalOldSelf) && !/\boldSelf\b/.test(rule))
      place.report('belongs to rules that look at oldSelf', at('optionalOldSelf'));
    if (reason === '') place.report('can not be empty', at('reason'));
    if (fieldPath && !leadsTo(schema, fieldPath))
      place.report(
        `must be a path to a field below, such as .name, got ${shown(fieldPath)}`,
        at('fieldPath'),
      );
    if (message !== undefined && message !== '' && (message.trim() === '' || /\n/.test(message.trim())))
      place.report(`must be one line, got ${shown(message)}`, at('message'));
    if (messageExpression === undefined || messageExpression === '') return;
    const problem =
      messageExpression.trim() === ''
        ? 'must be an expression'
        : expressionProblem(messageExpression, variables, 'text');
    if (problem !== undefined) place.report(problem, at('messageExpression'));
  });
}
