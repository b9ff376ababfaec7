import { isMap } from '../../kubernetes/identity';
import { shown } from '../schema/shown';
import type { Place } from '../shape';
import { expressionProblem, type PathCheck } from './cel-expression';
import { isGiven } from './required';
import type { Schema } from './schema-keywords';
import { comparisonProblem, isTruth, schemaAt } from './schema-path';

interface Rule {
  readonly rule?: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly optionalOldSelf?: boolean | null;
  readonly reason?: string | null;
  readonly fieldPath?: string;
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
  const isThere: PathCheck = (path, comparison) => {
    const found = schemaAt(path, schema, isObject);
    if (typeof found !== 'object' || comparison === undefined)
      return typeof found === 'string' ? found : undefined;
    return comparisonProblem(['self', ...path].join('.'), found, comparison);
  };
  const variables = { self: isThere, oldSelf: isThere };
  schema['x-kubernetes-validations']?.forEach((given, index) => {
    const { rule = '', message, messageExpression, optionalOldSelf, reason, fieldPath } = textsOf(given);
    const at = (field: string) => ({ at: ['x-kubernetes-validations', index, field] });
    if (rule.trim() === '') place.report('is required', at('rule'));
    else {
      const optional = optionalOldSelf ? { ...variables, oldSelf: undefined } : variables;
      const problem = expressionProblem(rule, optional);
      const alone = /^(?:self|oldSelf)((?:\.\w+)*)$/.exec(rule.trim())?.[1]?.split('.').slice(1);
      if (problem !== undefined) place.report(problem, at('rule'));
      else if (alone && !isTruth(schemaAt(alone, schema, isObject)))
        place.report(`must be true or false, and ${rule.trim()} is neither`, at('rule'));
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
