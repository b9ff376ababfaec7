import { fault } from '../../diagnostics/fault';
import { anyText, type Check, text } from '../../values/check';
import { expression } from '../../values/expression';
import { variants } from '../../values/shape';

/** The whole text is this. */
export interface Exactly {
  readonly kind: 'exact';
  readonly text: string;
}

/** The text begins with this. */
export interface StartsWith {
  readonly kind: 'prefix';
  readonly text: string;
}

/** The whole text matches this RE2 expression. */
export interface Matches {
  readonly kind: 'regex';
  readonly expression: string;
}

/**
 * How a route compares a text of the request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export type StringMatch = Exactly | StartsWith | Matches;

/** Matches one text, case and all. */
export function exactly(text: string): Exactly {
  return { kind: 'exact', text };
}

/** Matches every text that begins with this one. */
export function startsWith(text: string): StartsWith {
  return { kind: 'prefix', text };
}

/**
 * Matches with an RE2 expression, which must cover the whole text as Envoy has it; JavaScript's lookarounds and back
 * references are not RE2.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function matches(expression: string): Matches {
  return { kind: 'regex', expression };
}

const prefix = text({
  holds: (value) => value !== '',
  problem: 'every text begins with the empty one',
  instead: 'leave the condition out',
});

export const stringMatch: Check<StringMatch> = (value: StringMatch) =>
  typeof value === 'string'
    ? fault(
        'how is the text compared?',
        value,
        `write exactly('${value}'), startsWith('${value}') or matches('${value}')`,
      )
    : stringMatches(value);

const stringMatches = variants<StringMatch>('a comparison of texts', {
  exact: { text: anyText },
  prefix: { text: prefix },
  regex: { expression },
});

/** A text comparison as the generated types of every place have it. */
export interface RenderedStringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export function renderStringMatch(match: StringMatch): RenderedStringMatch {
  switch (match.kind) {
    case 'exact':
      return { exact: match.text };
    case 'prefix':
      return { prefix: match.text };
    case 'regex':
      return { regex: match.expression };
    default:
      return match satisfies never;
  }
}
