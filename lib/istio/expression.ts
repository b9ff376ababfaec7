import { ConfigError } from '../error';

/** Istio's limit. */
const longest = 1024;

/**
 * How many groups an RE2 expression captures.
 *
 * @throws ConfigError where RE2 does not accept it; JavaScript's lookarounds and back references are not RE2
 */
export function countGroups(expression: string): number {
  if (expression === '' || expression.length > longest) {
    throw new ConfigError({
      problem: `an expression has 1 to ${longest} characters`,
      got: expression.length,
      instead: 'write a shorter one, or several matches',
    });
  }
  try {
    return re2().compile(expression).groupCount();
  } catch (error) {
    throw new ConfigError({
      problem: `RE2 does not accept the expression (${(error as Error).message})`,
      got: expression,
      instead: 'see https://github.com/google/re2/wiki/Syntax',
    });
  }
}

/** Loaded where the first expression is written: it takes as long as a small app's whole synthesis. */
function re2() {
  const { RE2JS } = require('re2js') as typeof import('re2js');
  return RE2JS;
}
