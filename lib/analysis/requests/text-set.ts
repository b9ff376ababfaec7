import type { StringMatchSpec } from '../../model/kinds/virtual-service';
import { fullMatch } from '../../values/re2';

/** The texts that a match takes; `present` is any text. */
export type TextSet =
  | { readonly kind: 'present' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'regex'; readonly text: string };

/** The set of a match of Istio; `{}` asks for any text. */
export function textSet(match: StringMatchSpec, ignoreCase = false): TextSet {
  const { exact, prefix } = match;
  if (exact !== undefined) return { kind: 'exact', text: ignoreCase ? exact.toLowerCase() : exact };
  if (prefix) return { kind: 'prefix', text: ignoreCase ? prefix.toLowerCase() : prefix };
  if (match.regex)
    return /^\.[*+]$/.test(match.regex) ? { kind: 'present' } : { kind: 'regex', text: match.regex };
  return { kind: 'present' };
}

/** Whether all that `part` takes is taken by `whole`; false where it can't be told. */
export function textCovers(whole: TextSet, part: TextSet): boolean {
  switch (whole.kind) {
    case 'present':
      return true;
    case 'exact':
      return part.kind === 'exact' && part.text === whole.text;
    case 'prefix':
      return (part.kind === 'exact' || part.kind === 'prefix') && part.text.startsWith(whole.text);
    case 'regex':
      if (part.kind === 'regex') return part.text === whole.text;
      if (part.kind === 'exact') return fullMatch(whole.text, part.text);
      // With `.*` at its end and no alternatives, what it takes it takes with anything after it.
      return (
        part.kind === 'prefix' &&
        /[^\\]?\.\*$/.test(whole.text) &&
        !whole.text.includes('|') &&
        fullMatch(whole.text, part.text)
      );
    default:
      return whole satisfies never;
  }
}

/** Whether a set takes a text. */
export function takes(set: TextSet, text: string): boolean {
  return textCovers(set, { kind: 'exact', text });
}
