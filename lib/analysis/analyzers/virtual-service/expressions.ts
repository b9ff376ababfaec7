import type { ObjectOf } from '../../../model/mesh-kinds';
import { refusal } from '../../../values/expression';
import type { Analyzer, Path } from '../../analyzer';

/** Expressions that RE2 refuses. */
export const expressions: Analyzer = {
  rules: ['regex-invalid'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const { expression, path } of expressionsOf(service)) {
        const problem = refusal(expression);
        if (problem === undefined) continue;
        yield {
          rule: 'regex-invalid',
          about: service,
          path,
          message: `RE2 can't compile ${expression.slice(0, 100)}: ${problem}`,
        };
      }
    }
  },
};

interface Expression {
  readonly expression: string;
  readonly path: Path;
}

/** The expressions of a VirtualService: of matches, rewrites and CORS origins. */
function expressionsOf(service: ObjectOf<'virtualServices'>): Expression[] {
  const found: Expression[] = [];
  service.spec.http?.forEach(({ match, rewrite, corsPolicy }, index) => {
    const at = ['spec', 'http', index];
    if (match !== undefined) addWithin(match, [...at, 'match'], found);
    const expression = rewrite?.uriRegexRewrite?.match;
    if (expression) found.push({ expression, path: [...at, 'rewrite', 'uriRegexRewrite', 'match'] });
    const origins = corsPolicy?.allowOrigins;
    if (origins !== undefined) addWithin(origins, [...at, 'corsPolicy', 'allowOrigins'], found);
  });
  return found;
}

/** Adds whatever is called `regex` in matches; `steps` lead to the value, and are the same afterwards. */
function addWithin(value: unknown, steps: (string | number)[], found: Expression[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    steps.push(Array.isArray(value) ? Number(key) : key);
    if (key === 'regex' && typeof one === 'string' && one !== '')
      found.push({ expression: one, path: [...steps] });
    else addWithin(one, steps, found);
    steps.pop();
  }
}
