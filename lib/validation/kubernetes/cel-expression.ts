import { nearest } from '../../diagnostics/nearest-name';
import type { Comparison } from '../../values/cel-comparison';
import type { CelPath } from '../../values/cel-parser';
import { celNames } from '../../values/cel-syntax';
import { shown } from '../schema/shown';

/** What an expression may look at, and why not along a path below it; undefined where along any. */
export type Variables = Readonly<Record<string, PathCheck | undefined>>;

/** Says why a path leads nowhere, or to what can not be compared so. */
export type PathCheck = (path: readonly string[], comparison?: Comparison) => string | undefined;

/** Where there are these fields, and of what they hold nothing is known. */
export function fieldsOnly(fields: readonly string[]): PathCheck {
  return ([field]) =>
    field === undefined || fields.includes(field)
      ? undefined
      : `names a field ${field} that is not there: there are ${fields.join(', ')}`;
}

/** Types, and what functions of libraries begin with. */
const others = new Set(
  'base64 bool bytes cel cidr double dyn format google int ip json k8s kubernetes list map math null_type optional optional_type quantity semver sets string strings timestamp type uint url'.split(
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

const read = new Map<string, ReturnType<typeof celNames>>();

/** The names in an expression. The versions of a CRD have the same rules, and many CRDs have. */
function namesIn(expression: string): ReturnType<typeof celNames> {
  if (!read.has(expression)) {
    if (read.size > mostRead) read.clear();
    read.set(expression, celNames(expression, { optional: true }));
  }
  return read.get(expression);
}

const mostRead = 500;

/** What is wrong with an expression that is to say whether something holds, or to make a text. */
export function expressionProblem(
  expression: string,
  variables: Variables,
  result: 'text' | 'truth' = 'truth',
): string | undefined {
  const names = namesIn(expression);
  if (names === undefined) return `must be an expression in CEL, got ${shown(expression)}`;
  if (result === 'truth' && isLiteral(expression)) return `must be true or false, got ${shown(expression)}`;
  const known = Object.keys(variables);
  const all: (CelPath & { readonly comparison?: Comparison })[] = [...names.asked, ...names.compared];
  for (const asked of all) {
    const found = rooted(asked, names.given);
    if (found === undefined || others.has(found.name)) continue;
    const { name, path } = found;
    if (!known.includes(name)) {
      const meant = nearest(name, known);
      return `can look at ${known.join(', ')} alone, got ${shown(name)}${meant === undefined ? '' : ` (${meant} is meant)`}`;
    }
    const problem = variables[name]?.(path, asked.comparison);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What is asked for, from a name that no macro gives; undefined where that is not known. */
function rooted(asked: CelPath, given: ReadonlyMap<string, CelPath | undefined>): CelPath | undefined {
  let { name, path } = asked;
  for (let depth = 0; given.has(name); depth++) {
    const place = given.get(name);
    if (place === undefined || depth > given.size) return undefined;
    name = place.name;
    path = [...place.path, ...path];
  }
  return { name, path };
}
