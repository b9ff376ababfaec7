import { fault } from '../diagnostics/fault';
import type { Check } from './check';
import { re2 } from './re2';

/** Istio's limit. */
const longest = 1024;

/** An RE2 expression; JavaScript's lookarounds and back references are not RE2. */
export const expression: Check<string> = (value: unknown) => {
  const instead = 'see https://github.com/google/re2/wiki/Syntax';
  if (typeof value !== 'string') return fault('an RE2 expression is expected', value, instead);
  if (value === '' || value.length > longest) {
    return fault(
      `an expression has 1 to ${longest} characters`,
      value.length,
      'write a shorter one, or several matches',
    );
  }
  const problem = re2Problem(value);
  return problem === undefined
    ? undefined
    : fault(`RE2 does not accept the expression (${problem})`, value, instead);
};

/** How many groups an RE2 expression captures, or why RE2 does not accept it. */
export function countGroups(expression: string): number | { readonly problem: string } {
  const groups = countedByJavaScript(expression);
  if (groups !== undefined) return groups;
  try {
    return re2().compile(expression).groupCount();
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** Parts of expressions that JavaScript and RE2 read alike. */
const alike = new RegExp(
  `^(?:${[
    String.raw`[^\\()[\]{}*+?|^$.\u0080-\uffff]`,
    String.raw`\\[dwsDWS.\-/\\*+?()|[\]{}^$]`,
    String.raw`\[\^?(?:\w-\w|[\w .:;,/@])+-?\]`,
    String.raw`\((?:\?:|(?!\?))|\)`,
    '[.|^$]',
    String.raw`(?:[*+?]|\{\d(?:,\d?)?\})\??`,
  ].join('|')})*$`,
);

/** RE2 repeats nothing more than 1000 times in all, JavaScript does: with fewer than so many counts it can't matter. */
const fewCounts = /^[^{]*(?:\{[^{]*){0,3}$/;

/** The groups of an expression that JavaScript can judge; undefined where RE2 must be asked. */
function countedByJavaScript(expression: string): number | undefined {
  if (!alike.test(expression) || !fewCounts.test(expression)) return undefined;
  try {
    return (new RegExp(`${expression}|`).exec('') as RegExpExecArray).length - 1;
  } catch {
    return undefined;
  }
}

/** Why RE2 refuses an expression, in its own words; undefined where it takes it. */
export function refusal(expression: string): string | undefined {
  // Compiling a megabyte takes half a minute.
  if (expression.length > longest)
    return `it has ${expression.length} characters, and Istio takes ${longest}`;
  return re2Problem(expression);
}

/** Why RE2 does not accept an expression, however long; undefined where it does. */
export function re2Problem(expression: string): string | undefined {
  const read = countGroups(expression);
  return typeof read === 'number' ? undefined : read.problem;
}
