import { type Check, text } from './check';

/** Whether a text is not empty and has a `*` only at its beginning or end: elsewhere it would stand for itself. */
export function isWildcard(value: string): boolean {
  return /^\*?[^*]+$|^[^*]+\*$|^\*$/s.test(value);
}

export function wildcard(what: string): Check<string> {
  return text({
    holds: isWildcard,
    problem: `${what} is a text with at most one '*', at its beginning or end`,
    instead: "write for example 'a', 'a*', '*a', or '*' for all",
  });
}
