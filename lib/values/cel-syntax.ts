import { type CelNames, CelParser } from './cel-parser';
import { tokensOf } from './cel-tokens';
import { type Check, text } from './check';

/** The longest expression that CEL's own parser takes, in code points. */
const longest = 100_000;

/** Whether a text is a CEL expression by its syntax, as Istio reads it; what it names is not asked. */
export function isCel(text: string): boolean {
  return celNames(text) !== undefined;
}

/** What one reader of CEL takes and another does not. */
interface CelDialect {
  /**
   * Fields and entries that may be missing, such as `a.?b`; Kubernetes takes them.
   * @default false
   */
  readonly optional?: boolean;
}

/** The names in a CEL expression; undefined for a text that is none by its syntax. */
export function celNames(text: string, { optional = false }: CelDialect = {}): CelNames | undefined {
  if (text.length > longest && (text.length > 2 * longest || [...text].length > longest)) return undefined;
  const tokens = tokensOf(text);
  try {
    return tokens && new CelParser(tokens, optional).names();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** An expression in CEL, as Istio's webhook and Envoy read it. */
export const celExpression: Check<string> = text({
  holds: isCel,
  problem: 'an expression in CEL is expected',
  instead: "write for example 'response.code >= 400'; CEL has && and ||",
});
