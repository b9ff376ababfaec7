import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { expressionProblem, fieldsOnly, type Variables } from './cel-expression';
import { qualifiedName } from './names';

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

/** What is there for a condition to look at. */
const variables: Variables = {
  authorizer: undefined,
  object: undefined,
  oldObject: undefined,
  request: fieldsOnly(requestFields),
};

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
    const problem = expression.trim() === '' ? 'is required' : expressionProblem(expression, variables);
    if (problem !== undefined) place.report(problem, { at: ['expression'] });
  }),
  eachOnce,
);
