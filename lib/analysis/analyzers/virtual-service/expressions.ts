import type { ObjectOf } from '../../../model/mesh-kinds';
import { isMap } from '../../../model/shape';
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

/** The expressions of a VirtualService: of matches, rewrites and CORS origins. */
function* expressionsOf(service: ObjectOf<'virtualServices'>): Iterable<{ expression: string; path: Path }> {
  for (const [index, { match, rewrite, corsPolicy }] of (service.spec.http ?? []).entries()) {
    const at = ['spec', 'http', index];
    yield* within(match, [...at, 'match']);
    const expression = rewrite?.uriRegexRewrite?.match;
    if (expression) yield { expression, path: [...at, 'rewrite', 'uriRegexRewrite', 'match'] };
    yield* within(corsPolicy?.allowOrigins, [...at, 'corsPolicy', 'allowOrigins']);
  }
}

/** Whatever is called `regex` in matches. */
function* within(value: unknown, path: Path): Iterable<{ expression: string; path: Path }> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* within(one, [...path, index]);
  if (!isMap(value)) return;
  for (const [key, one] of Object.entries(value)) {
    if (key === 'regex' && typeof one === 'string' && one !== '')
      yield { expression: one, path: [...path, key] };
    else if (typeof one === 'object') yield* within(one, [...path, key]);
  }
}
