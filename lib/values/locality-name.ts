import { type Fault, fault } from '../diagnostics/fault';
import { type Check, text } from './check';

/** A place where pods run: `region/zone/sub-zone`, with `*` at the end for all from there on. */
export const localityName: Check<string> = text({
  holds: (locality) => {
    const parts = locality.split('/');
    return parts.length <= 3 && parts.every((part, index) => isPart(part, index === parts.length - 1));
  },
  problem: "a locality is 'region/zone/sub-zone', with '*' for all from there on",
  instead: "write for example 'eu-west-1/eu-west-1a/*'",
});

/** Finds localities that overlap: Istio would take either of them. */
export function overlap(localities: readonly string[]): Fault | undefined {
  const seen: string[][] = [];
  for (const locality of localities) {
    const parts = locality.split('/');
    const fixed = parts.at(-1) === '*' ? parts.slice(0, -1) : parts;
    if (seen.some((other) => startsAlike(other, fixed))) {
      return fault(
        'a locality overlaps with another',
        locality,
        `name localities that have nothing in common; they are ${localities.join(', ')}`,
      );
    }
    seen.push(fixed);
  }
  return undefined;
}

function isPart(part: string, last: boolean): boolean {
  return part !== '' && (!part.includes('*') || (last && part === '*'));
}

function startsAlike(a: readonly string[], b: readonly string[]): boolean {
  return a.slice(0, b.length).every((part, index) => part === b[index]);
}
