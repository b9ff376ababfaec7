import { nearest } from '../../diagnostics/nearest-name';
import { celNames } from '../../values/cel-syntax';
import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { qualifiedName } from './names';

/** What is there for a condition to look at; of a request these fields. */
const variables = ['authorizer', 'object', 'oldObject', 'request'];
const requestFields = [
  'dryRun',
  'kind',
  'name',
  'namespace',
  'operation',
  'options',
  'requestKind',
  'requestResource',
  'requestSubResource',
  'resource',
  'subResource',
  'userInfo',
];

/** Types, and what functions of libraries begin with. */
const others = new Set(
  'base64 bool bytes cel cidr double dyn format google int ip json k8s kubernetes list map math net null_type optional optional_type quantity semver sets string strings timestamp type uint url'.split(
    ' ',
  ),
);

/** Whether an expression is but one number, text, list or map, which is neither true nor false. */
function isLiteral(expression: string): boolean {
  const text = expression.trim();
  if (/^-?\d[\w.]*$/.test(text) || /^(?:"[^"\\]*"|'[^'\\]*'|null)$/.test(text)) return true;
  if (!/^[[{]/.test(text)) return false;
  let depth = 0;
  for (const [sign] of text.matchAll(/"[^"\\]*"|'[^'\\]*'|./gs)) {
    if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') depth--;
    // What goes on after its end asks something of it.
    else if (depth === 0) return false;
  }
  return true;
}

/** What is wrong with an expression that is to say whether a webhook is called. */
function expressionProblem(expression: string): string | undefined {
  const names = celNames(expression, { optional: true });
  if (names === undefined) return `must be an expression in CEL, got ${shown(expression)}`;
  if (isLiteral(expression)) return `must be true or false, got ${shown(expression)}`;
  for (const { name, field } of names.asked) {
    if (names.given.has(name) || others.has(name)) continue;
    if (!variables.includes(name)) {
      const meant = nearest(name, variables);
      return `can look at ${variables.join(', ')} alone, got ${shown(name)}${meant === undefined ? '' : ` (${meant} is meant)`}`;
    }
    if (name === 'request' && field !== undefined && !requestFields.includes(field))
      return `names a field ${field} that requests do not have: they have ${requestFields.join(', ')}`;
  }
  return undefined;
}

interface Condition {
  readonly name?: string;
  readonly expression?: string;
}

const mostConditions = 64;

const eachOnce: Shape<readonly Condition[]> = (conditions, place) => {
  if (conditions.length > mostConditions)
    place.report(`may have ${mostConditions} entries, got ${conditions.length}`);
  conditions.forEach(({ name = '' }, index) => {
    if (name !== '' && conditions.findIndex((other) => other.name === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

/** What the API server asks of the conditions under which a webhook is called. */
export const matchConditions: Shape = list(
  object<Condition>({}, ({ name = '', expression = '' }, place) => {
    if (!qualifiedName.fits(name))
      place.report(`must ${qualifiedName.words}, got ${shown(name)}`, { at: ['name'] });
    const problem = expression.trim() === '' ? 'is required' : expressionProblem(expression);
    if (problem !== undefined) place.report(problem, { at: ['expression'] });
  }),
  eachOnce as Shape<readonly never[]>,
);
