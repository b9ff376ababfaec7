import { addressesApart } from '../values/address-range';
import {
  literally,
  type PatternItem,
  patternsMet,
  type TextClass,
  type TextPattern,
  textClasses,
} from '../values/text-classes';
import type { TextMatcher } from '../values/text-matcher';
import type { Facts, Predicate, Rbac } from './rbac';

/** A request that stands for all that policies can not tell from it. */
export interface RequestClass {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly address?: string | undefined;
  /** Where it comes from behind proxies, as it says itself. */
  readonly remote?: string | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** What it stands for: a pattern of a policy, or `*` for everything that none names. */
  readonly of: { readonly method: string; readonly path: string };
}

/** Beyond so many nothing is concluded. */
const most = 20_000;

/**
 * Requests of every class that policies tell apart: for each combination of their texts that can be met one that meets
 * it. What holds for all of these holds for every request.
 *
 * @param host - how the service is called where no policy asks
 * @returns undefined where there are too many, or a policy looks at what can not be known
 */
export function requestClasses(policies: readonly Rbac[], host: string): readonly RequestClass[] | undefined {
  const leaves = policies.flatMap((rbac) =>
    rbac.policies.flatMap(({ rules }) =>
      rules.flatMap(({ permissions, principals }) => [...permissions, ...principals].flatMap(leavesOf)),
    ),
  );
  if (leaves.some(({ kind }) => kind === 'unknown')) return undefined;
  const methods = samples(headerPatterns(leaves, ':method'), usualMethods, '', 'X');
  const paths = samples(pathPatterns(leaves), ['/'], '/', 'x/[', isTidy);
  const hosts = samples(headerPatterns(leaves, ':authority'), [host], '', 'x');
  const headers = headerSamples(leaves);
  const claims = claimSamples(leaves);
  if (!methods || !paths || !hosts || !headers || !claims) return undefined;
  const addresses = addressSamples(leaves, 'source');
  const remotes = addressSamples(leaves, 'remote');
  const all = [methods, paths, hosts, headers, addresses, remotes, claims];
  if (all.reduce((count, { length }) => count * length, 1) > most) return undefined;
  const classes: RequestClass[] = [];
  for (const method of methods) {
    for (const path of paths) {
      for (const one of hosts) {
        for (const header of headers) {
          for (const address of addresses) {
            for (const remote of remotes) {
              for (const claim of claims) {
                classes.push({
                  method: method.text,
                  path: path.text,
                  host: one.text,
                  // What a client says of where it comes from is believed within the mesh.
                  headers: remote === undefined ? header : { ...header, 'x-forwarded-for': remote },
                  address,
                  remote: remote ?? address,
                  claims: claim,
                  of: { method: method.pattern, path: path.pattern },
                });
              }
            }
          }
        }
      }
    }
  }
  return classes;
}

/** A class as policies look at it. */
export function factsOf(one: RequestClass, port: number, identity: string | undefined): Facts {
  const { method, path, host, headers, address, remote, claims } = one;
  const scheme = 'http' as const;
  const forwardedScheme = headers['x-forwarded-proto'] ?? scheme;
  const request = { method, path, bare: path, host, scheme, forwardedScheme, headers, claims };
  return { request, port, source: address, remote, identity };
}

type Leaf = Exclude<Predicate, { kind: 'all' | 'one' | 'not' | 'always' }>;

function leavesOf(predicate: Predicate): Leaf[] {
  switch (predicate.kind) {
    case 'always':
      return [];
    case 'all':
    case 'one':
      return predicate.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(predicate.of);
    default:
      return [predicate];
  }
}

function headerPatterns(leaves: readonly Leaf[], name: string): TextPattern[] {
  return leaves.flatMap((leaf) =>
    leaf.kind === 'header' && leaf.name === name && leaf.value !== undefined ? [patternOf(leaf.value)] : [],
  );
}

function pathPatterns(leaves: readonly Leaf[]): TextPattern[] {
  return leaves.flatMap((leaf) => {
    if (leaf.kind === 'path') return [patternOf(leaf.value)];
    return leaf.kind === 'template' ? [templateOf(leaf.written)] : [];
  });
}

const anything: PatternItem = { repeat: 'any' };

function patternOf(matcher: TextMatcher): TextPattern {
  // Policies have no expressions of their own: this one is `*`, any text with a character.
  if (matcher.kind === 'regex') return { items: [{ repeat: 'some' }], written: '*', characters: '' };
  const text = matcher.ignoreCase ? matcher.text.toLowerCase() : matcher.text;
  const items = literally(text);
  switch (matcher.kind) {
    case 'exact':
      return { items, written: text, characters: text };
    case 'prefix':
      return { items: [...items, anything], written: `${text}*`, characters: text };
    case 'suffix':
      return { items: [anything, ...items], written: `*${text}`, characters: text };
    case 'contains':
      return { items: [anything, ...items, anything], written: `*${text}*`, characters: text };
    default:
      return matcher satisfies never;
  }
}

/** `{*}` and `{**}`, and the same without braces. */
function templateOf(written: string): TextPattern {
  const items = written.split(/(\{\*\*?\}|\*\*?)/).flatMap((part): PatternItem[] => {
    const star = part.replace(/[{}]/g, '');
    if (star === '*' && part !== '') return [{ fits: (one) => inSegment.test(one), repeat: 'some' }];
    if (star === '**') return [{ fits: (one) => one === '/' || inSegment.test(one), repeat: 'any' }];
    return literally(part);
  });
  return { items, written, characters: written.replace(/[{}*]/g, '') };
}

const inSegment = /[a-zA-Z0-9\-._~%!$&'()+,;:@=]/;

/** Whether a path comes to policies as it is: dots are resolved, plain characters never come encoded nor others plainly. */
function isTidy(path: string): boolean {
  return (
    /^[\w\-~!$&'()*+,;=:@[\].%/]*$/.test(path) &&
    !/\/\.{1,2}(?:[/;]|$)/.test(path) &&
    !/%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e|00)/i.test(path)
  );
}

interface Sample {
  readonly text: string;
  readonly pattern: string;
}

const usualMethods = ['GET', 'POST', 'PUT', 'DELETE'];

/** A text of each class, a usual one where one is of it. */
function samples(
  patterns: readonly TextPattern[],
  usual: readonly string[],
  start: string,
  others: string,
  isGood?: (text: string) => boolean,
): Sample[] | undefined {
  if (patterns.length === 0) return [{ text: usual[0] ?? '', pattern: '*' }];
  const classes = textClasses(patterns, start, others, (text) => text !== '' && (isGood?.(text) ?? true));
  const known = usual.map((text) => ({ text, met: patternsMet(patterns, text).join() }));
  return classes?.map((one) => {
    const met = one.met.join();
    const text = known.find((usualOne) => usualOne.met === met)?.text ?? one.text;
    return { text, pattern: describe(patterns, one) };
  });
}

/** The longest of the patterns that a class meets. */
function describe(patterns: readonly TextPattern[], { met }: TextClass): string {
  const written = patterns.filter((_, index) => met[index]).map((one) => one.written);
  return written.reduce((longest, next) => (next.length > longest.length ? next : longest), '*');
}

function headerSamples(leaves: readonly Leaf[]): Record<string, string>[] | undefined {
  const names = new Set(
    leaves.flatMap((leaf) => (leaf.kind === 'header' && !leaf.name.startsWith(':') ? [leaf.name] : [])),
  );
  let all: Record<string, string>[] = [{}];
  for (const name of names) {
    const values = samples(headerPatterns(leaves, name), ['any'], '', 'x');
    if (values === undefined) return undefined;
    all = all.flatMap((one) => [one, ...values.map(({ text }) => ({ ...one, [name]: text }))]);
    if (all.length > most) return undefined;
  }
  return all;
}

/** Addresses that ranges of a kind tell apart; undefined stands for none that is known. */
function addressSamples(leaves: readonly Leaf[], kind: 'source' | 'remote'): (string | undefined)[] {
  const ranges = leaves.flatMap((leaf) => (leaf.kind === kind ? [leaf.range] : []));
  return [undefined, ...addressesApart(ranges)];
}

/** No token, and tokens that meet what policies ask of them: everything at once, and each principal alone. */
function claimSamples(leaves: readonly Leaf[]): (Record<string, unknown> | undefined)[] | undefined {
  const found = leaves.flatMap((leaf) => (leaf.kind === 'claim' ? [leaf] : []));
  if (found.length === 0) return [undefined];
  const asked = new Map<string, { readonly path: readonly string[]; readonly patterns: TextPattern[] }>();
  for (const { path, values } of found) {
    const key = path.join('\0');
    const one = asked.get(key) ?? { path, patterns: [] };
    one.patterns.push(...values.map(patternOf));
    asked.set(key, one);
  }
  let all: Record<string, unknown>[] = [{}];
  for (const { path, patterns } of asked.values()) {
    const values = samples(patterns, ['any'], '', 'x');
    if (values === undefined) return undefined;
    all = all.flatMap((one) => [one, ...values.map(({ text }) => withClaim(one, path, text))]);
    if (all.length > most) return undefined;
  }
  return [undefined, ...all];
}

function withClaim(
  claims: Readonly<Record<string, unknown>>,
  [first = '', ...rest]: readonly string[],
  value: string,
): Record<string, unknown> {
  if (rest.length === 0) return { ...claims, [first]: value };
  return { ...claims, [first]: withClaim((claims[first] ?? {}) as Record<string, unknown>, rest, value) };
}
