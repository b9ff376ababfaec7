import { fullMatch } from './re2';

/**
 * How Envoy compares a text.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/string.proto
 */
export type TextMatcher =
  | {
      readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains';
      readonly text: string;
      /** Both sides are compared in lower case. @default false */
      readonly ignoreCase?: boolean;
    }
  | {
      /** RE2, over the whole text. */
      readonly kind: 'regex';
      readonly expression: string;
    };

/** Whether a text passes. */
export function matchesText(matcher: TextMatcher, text: string): boolean {
  if (matcher.kind === 'regex') return fullMatch(matcher.expression, text);
  const given = matcher.ignoreCase ? text.toLowerCase() : text;
  const wanted = matcher.ignoreCase ? matcher.text.toLowerCase() : matcher.text;
  switch (matcher.kind) {
    case 'exact':
      return given === wanted;
    case 'prefix':
      return given.startsWith(wanted);
    case 'suffix':
      return given.endsWith(wanted);
    case 'contains':
      return given.includes(wanted);
    default:
      return matcher satisfies never;
  }
}

/** A matcher in words: `begins with '/api'`. */
export function describeMatcher(matcher: TextMatcher): string {
  if (matcher.kind === 'regex') return `matches ${matcher.expression}`;
  const verb = { exact: 'is', prefix: 'begins with', suffix: 'ends with', contains: 'contains' }[
    matcher.kind
  ];
  return `${verb} '${matcher.text}'${matcher.ignoreCase ? ' in any case' : ''}`;
}

/** Every text that has a character. */
export const anyText: TextMatcher = { kind: 'regex', expression: '.+' };

/** Istio's short form: `a`, `a*`, `*a`, or `*` for every text that has a character. */
export function wildcardMatcher(pattern: string): TextMatcher {
  if (pattern === '*') return anyText;
  if (pattern.startsWith('*')) return { kind: 'suffix', text: pattern.slice(1) };
  if (pattern.endsWith('*')) return { kind: 'prefix', text: pattern.slice(0, -1) };
  return { kind: 'exact', text: pattern };
}
