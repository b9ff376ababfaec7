/** RE2 as JavaScript has it, loaded where it must be asked: it takes as long as a small app's whole synthesis. */
export function re2() {
  const { RE2JS } = require('re2js') as typeof import('re2js');
  return RE2JS;
}

type Compiled = ReturnType<ReturnType<typeof re2>['compile']>;

/** An expression is compiled when it is first asked, and kept: a mesh has few, a table of requests asks often. */
const compiled = new Map<string, Compiled | undefined>();

/** A hundred times what Istio takes; a megabyte would take half a minute. */
const longest = 100_000;

function compile(expression: string): Compiled | undefined {
  const known = compiled.get(expression);
  if (known !== undefined || compiled.has(expression)) return known;
  let program: Compiled | undefined;
  try {
    program = expression.length > longest ? undefined : re2().compile(expression);
  } catch {
    program = undefined;
  }
  compiled.set(expression, program);
  return program;
}

/** Whether an RE2 expression covers the whole text; one that RE2 refuses, or that is too long, matches nothing. */
export function fullMatch(expression: string, text: string): boolean {
  if (expression === '.*') return true;
  if (expression === '.+') return text !== '';
  return compile(expression)?.matches(text) ?? false;
}

/**
 * Every match of an RE2 expression replaced, `\1` standing for the first group; nothing where the expression does not
 * have the group.
 *
 * @param expression - matched anywhere in the text, as often as it fits
 */
export function replaceMatches(expression: string, text: string, substitution: string): string {
  const program = compile(expression);
  if (program === undefined) return text;
  const matcher = program.matcher(text);
  const groups = [...substitution.matchAll(/\\([\\0-9])/g)].map(([, group]) => Number(group));
  if (groups.some((group) => group > matcher.groupCount())) return text;
  let result = '';
  let end = 0;
  while (matcher.find()) {
    result += text.slice(end, matcher.start());
    result += substitution.replace(/\\([\\0-9])/g, (_, reference: string) =>
      reference === '\\' ? '\\' : (matcher.group(Number(reference)) ?? ''),
    );
    end = matcher.end();
  }
  return result + text.slice(end);
}

/** A text as an RE2 expression that matches only it. */
export function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
