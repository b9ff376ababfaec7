import type { HttpSet } from './http-set';
import { takes } from './text-set';

/** One request, by what is compared; a header or parameter that is not there is missing. */
type Request = ReadonlyMap<string, string | undefined>;

/** Beyond this many requests to try it is as if one were left. */
const mostTried = 20_000;

/**
 * Whether a request of `part` is left that none of `taken` takes, where only several of them together could take all:
 * every request that one of the sets tells from another is tried. Where that are too many, or expressions are among
 * the conditions, one is taken to be left.
 */
export function hasLeftover(part: HttpSet, taken: readonly HttpSet[]): boolean {
  const all = [part, ...taken];
  if (all.some(isHard)) return true;
  const values = valuesOf(all);
  const compared = [...values];
  if (compared.reduce((count, [, texts]) => count * texts.size, 1) > mostTried) return true;
  const request = new Map<string, string | undefined>();
  const isLeft = (index: number): boolean => {
    const [name, texts] = compared[index] ?? [];
    if (name === undefined || texts === undefined)
      return accepts(part, request) && !taken.some((set) => accepts(set, request));
    for (const text of texts) {
      request.set(name, text);
      if (isLeft(index + 1)) return true;
    }
    return false;
  };
  return isLeft(0);
}

function isHard(set: HttpSet): boolean {
  const texts = [...set.texts.values(), ...set.without.values()];
  return set.ignoresUriCase || texts.some(({ kind }) => kind === 'regex');
}

/** A text that nobody has written. */
const other = '\u0001';

/** For each thing that is compared, one value of each kind that the sets tell apart. */
function valuesOf(sets: readonly HttpSet[]): ReadonlyMap<string, ReadonlySet<string | undefined>> {
  const values = new Map<string, Set<string | undefined>>();
  const add = (name: string, ...texts: (string | undefined)[]) => {
    const known = values.get(name) ?? new Set();
    for (const text of texts) known.add(text);
    values.set(name, known);
  };
  for (const set of sets) {
    for (const [name, one] of [...set.texts, ...set.without]) {
      add(name, name === 'uri' ? `/${other}` : other);
      if (name.includes(':')) add(name, undefined);
      if (one.kind === 'exact') add(name, one.text);
      if (one.kind === 'prefix') add(name, one.text, one.text + other);
    }
    if (set.port !== undefined) add('port', String(set.port), other);
    if (set.sourceNamespace !== undefined) add('namespace', set.sourceNamespace, other);
    for (const [key, value] of Object.entries(set.sourceLabels)) add(`label ${key}`, value, undefined);
    for (const gateway of set.gateways ?? []) add('gateway', gateway, other);
  }
  return values;
}

function accepts(set: HttpSet, request: Request): boolean {
  for (const [name, wanted] of set.texts) {
    const value = request.get(name);
    if (value === undefined || !takes(wanted, value)) return false;
  }
  for (const [name, unwanted] of set.without) {
    const value = request.get(name);
    if (value !== undefined && takes(unwanted, value)) return false;
  }
  if (set.port !== undefined && request.get('port') !== String(set.port)) return false;
  if (set.sourceNamespace !== undefined && request.get('namespace') !== set.sourceNamespace) return false;
  if (set.gateways !== undefined && !set.gateways.includes(request.get('gateway') ?? '')) return false;
  return Object.entries(set.sourceLabels).every(([key, value]) => request.get(`label ${key}`) === value);
}
