import type { TextMatcher } from '../values/text-matcher';
import type { Facts, Predicate, Rbac } from './rbac';

/** A request that stands for all that policies can not tell from it. */
export interface RequestClass {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly address?: string | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** What it stands for: a pattern of a policy, or `*` for everything that none names. */
  readonly of: { readonly method: string; readonly path: string };
}

/** A value of one kind, and what it stands for. */
interface Sample {
  readonly value: string;
  readonly pattern: string;
}

/** Beyond so many nothing is concluded. */
const most = 20_000;

/**
 * Requests of every class that policies tell apart: each of their texts met, and not met, alone and together. What
 * holds for all of these holds for every request.
 *
 * @param host - how the service is called where no policy asks
 * @returns undefined where there are too many, or a policy looks at what can not be sampled
 */
export function requestClasses(policies: readonly Rbac[], host: string): readonly RequestClass[] | undefined {
  const leaves = policies.flatMap((rbac) =>
    rbac.policies.flatMap(({ rules }) =>
      rules.flatMap(({ permissions, principals }) => [...permissions, ...principals].flatMap(leavesOf)),
    ),
  );
  if (leaves.some(({ kind }) => kind === 'unknown')) return undefined;
  const methods = methodSamples(leaves);
  const paths = pathSamples(leaves);
  const hosts = hostSamples(leaves, host);
  const headers = headerSamples(leaves);
  const addresses = addressSamples(leaves);
  const claims = claimSamples(leaves);
  const count = [methods, paths, hosts, headers, addresses, claims].reduce(
    (all, { length }) => all * length,
    1,
  );
  if (count > most) return undefined;
  const classes: RequestClass[] = [];
  for (const method of methods) {
    for (const path of paths) {
      for (const one of hosts) {
        for (const header of headers) {
          for (const address of addresses) {
            for (const claim of claims) {
              classes.push({
                method: method.value,
                path: path.value,
                host: one.value,
                headers: header,
                address,
                claims: claim,
                of: { method: method.pattern, path: path.pattern },
              });
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
  const { method, path, host, headers, address, claims } = one;
  const request = { method, path, bare: path, host, scheme: 'http' as const, headers, claims };
  return { request, port, source: address, remote: address, identity };
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

function headerMatchers(leaves: readonly Leaf[], name: string): TextMatcher[] {
  return leaves.flatMap((leaf) =>
    leaf.kind === 'header' && leaf.name === name && leaf.value !== undefined ? [leaf.value] : [],
  );
}

function methodSamples(leaves: readonly Leaf[]): Sample[] {
  const named = texts(headerMatchers(leaves, ':method'), '');
  return withOther(named, ['GET', 'POST', 'PATCH', 'OTHER']);
}

function pathSamples(leaves: readonly Leaf[]): Sample[] {
  const matchers = leaves.flatMap((leaf) => (leaf.kind === 'path' ? [leaf.value] : []));
  const templates = leaves.flatMap((leaf) =>
    leaf.kind === 'template'
      ? [
          {
            value: leaf.written.replaceAll('{**}', 'any/thing').replaceAll('{*}', 'any'),
            pattern: leaf.written,
          },
        ]
      : [],
  );
  return withOther([...texts(matchers, '/'), ...templates], ['/', '/-', '/--']);
}

function hostSamples(leaves: readonly Leaf[], host: string): Sample[] {
  return withOther(texts(headerMatchers(leaves, ':authority'), ''), [host, `other.${host}`]);
}

/** Each text that a matcher names, what begins and ends with several of them, and what they are. */
function texts(matchers: readonly TextMatcher[], start: string): Sample[] {
  const begins = matchers.flatMap((one) => (one.kind === 'prefix' ? [one.text] : []));
  const ends = matchers.flatMap((one) => (one.kind === 'suffix' ? [one.text] : []));
  return [
    ...matchers.flatMap((one) => (one.kind === 'exact' ? [{ value: one.text, pattern: one.text }] : [])),
    ...begins.flatMap((text) => [
      { value: text, pattern: `${text}*` },
      { value: `${text}any`, pattern: `${text}*` },
    ]),
    ...ends.map((text) => ({ value: `${start}any${text}`, pattern: `*${text}` })),
    ...begins.flatMap((text) =>
      ends.map((end) => ({ value: `${text}any${end}`, pattern: `${text}*${end}` })),
    ),
  ];
}

/** With one more for everything that is not named. */
function withOther(named: readonly Sample[], others: readonly string[]): Sample[] {
  const values = new Map(named.map((sample) => [sample.value, sample]));
  const other = others.find((value) => !values.has(value)) ?? `${others[0]}-other`;
  values.set(other, { value: other, pattern: '*' });
  return [...values.values()];
}

function headerSamples(leaves: readonly Leaf[]): Record<string, string>[] {
  const names = new Set(
    leaves.flatMap((leaf) => (leaf.kind === 'header' && !leaf.name.startsWith(':') ? [leaf.name] : [])),
  );
  let all: Record<string, string>[] = [{}];
  for (const name of names) {
    const values = ['any', ...texts(headerMatchers(leaves, name), '').map(({ value }) => value)];
    all = [...all, ...all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })))];
  }
  return all;
}

function addressSamples(leaves: readonly Leaf[]): (string | undefined)[] {
  const ranges = leaves.flatMap((leaf) =>
    leaf.kind === 'source' || leaf.kind === 'remote' ? [leaf.range.split('/')[0] as string] : [],
  );
  return ranges.length === 0 ? [undefined] : [...new Set([...ranges, '203.0.113.9'])];
}

function claimSamples(leaves: readonly Leaf[]): (Record<string, unknown> | undefined)[] {
  const found = leaves.flatMap((leaf) => (leaf.kind === 'claim' ? [leaf] : []));
  if (found.length === 0) return [undefined];
  const all: Record<string, unknown> = {};
  const single = found.flatMap(({ path, values }) =>
    values.map((matcher) => {
      const [sample] = texts([matcher], '');
      return { path, value: sample?.value ?? 'any' };
    }),
  );
  for (const { path, value } of single) put(all, path, value);
  const principals = single.flatMap(({ path, value }, index) => {
    const next = single[index + 1];
    if (path[0] !== 'iss' || next?.path[0] !== 'sub') return [];
    return [{ iss: value, sub: next.value }];
  });
  return [undefined, all, ...principals, { iss: 'any', sub: 'any' }];
}

function put(claims: Record<string, unknown>, [first, ...rest]: readonly string[], value: string): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    claims[first] = value;
    return;
  }
  const inner = (claims[first] ?? {}) as Record<string, unknown>;
  claims[first] = inner;
  put(inner, rest, value);
}
