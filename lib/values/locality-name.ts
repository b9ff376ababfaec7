import { ConfigError } from '../diagnostics/error';

/** Refuses localities that are none, and localities that overlap: Istio would take either of them. */
export function checkLocalities(localities: readonly string[]): void {
  const seen: string[][] = [];
  for (const locality of localities) {
    const parts = locality.split('/');
    if (parts.length > 3 || !parts.every((part, index) => isPart(part, index === parts.length - 1))) {
      throw new ConfigError({
        problem: "a locality is 'region/zone/sub-zone', with '*' for all from there on",
        got: locality,
        instead: "write for example 'eu-west-1/eu-west-1a/*'",
      });
    }
    const fixed = parts.at(-1) === '*' ? parts.slice(0, -1) : parts;
    if (seen.some((other) => startsAlike(other, fixed))) {
      throw new ConfigError({
        problem: 'a locality overlaps with another',
        got: locality,
        instead: `name localities that have nothing in common; they are ${localities.join(', ')}`,
      });
    }
    seen.push(fixed);
  }
}

function isPart(part: string, last: boolean): boolean {
  return part !== '' && (!part.includes('*') || (last && part === '*'));
}

function startsAlike(a: readonly string[], b: readonly string[]): boolean {
  return a.slice(0, b.length).every((part, index) => part === b[index]);
}
