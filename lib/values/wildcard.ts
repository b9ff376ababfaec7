import { ConfigError } from '../diagnostics/error';

/** Refuses an empty text, and a `*` elsewhere than at the beginning or the end, where it would stand for itself. */
export function checkWildcard(text: string, what: string): void {
  if (/^\*?[^*]+$|^[^*]+\*$|^\*$/.test(text)) return;
  throw new ConfigError({
    problem: `${what} is a text with at most one '*', at its beginning or end`,
    got: text,
    instead: "write for example 'a', 'a*', '*a', or '*' for all",
  });
}

/** As {@link checkWildcard} for each that is given. */
export function checkWildcards(texts: readonly string[] | undefined, what: string): void {
  for (const text of texts ?? []) checkWildcard(text, what);
}
