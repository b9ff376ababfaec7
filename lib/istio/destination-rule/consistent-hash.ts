import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash } from '../../../imports/networking.istio.io/destination-rule';
import { anyText, type Check, every, filledText, numeric, record } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import { headerName } from '../../values/header-name';
import { given } from '../../values/options';
import { optional, shape, variants } from '../../values/shape';

/** A cookie that keeps a client with its host. */
export interface HashCookie {
  readonly kind: 'cookie';
  readonly name: string;
  /**
   * How long the cookie lives that Envoy gives to a client without one; `session`: until the browser is closed.
   * @default - Envoy makes no cookie; it hashes the one that the workload makes
   */
  readonly ttl?: Duration | 'session';
  readonly path?: string;
  /** Further attributes, such as `{ SameSite: 'Lax' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What decides which host a request goes to. */
export type HashKey =
  | { readonly kind: 'header' | 'query-parameter'; readonly name: string }
  | { readonly kind: 'source-ip' }
  | HashCookie;

export const HashKey = {
  header(name: string): HashKey {
    return { kind: 'header', name };
  },

  queryParameter(name: string): HashKey {
    return { kind: 'query-parameter', name };
  },

  cookie(name: string, options: Omit<HashCookie, 'kind' | 'name'> = {}): HashKey {
    return { kind: 'cookie', ...given(options), name };
  },

  sourceIp: { kind: 'source-ip' } as HashKey,
};

const cookieAge: Check<Duration | 'session'> = (value: unknown) => {
  if (value === 'session') return undefined;
  const found = duration(value as Duration);
  return (
    found && { ...found, instead: `${found.instead}, or 'session' for a cookie that ends with the browser` }
  );
};

const named = (what: string) => ({ name: filledText(`the name of ${what}`, "'user'") });

const hashKey = variants<HashKey>('a hash key', {
  header: { name: headerName },
  'query-parameter': named('a query parameter'),
  'source-ip': {},
  cookie: {
    ...named('a cookie'),
    ttl: optional(cookieAge),
    path: optional(anyText),
    attributes: optional(record(anyText, named('an attribute of a cookie'))),
  },
});

/** How hosts are laid out for hashing: on a ring of points (up to 8388608), or in a Maglev table of a prime size. */
export type HashAlgorithm =
  | { readonly kind: 'ring-hash'; readonly minimumRingSize: number }
  | { readonly kind: 'maglev'; readonly tableSize: number };

/**
 * Keeps a client with one host.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export interface ConsistentHash {
  readonly by: HashKey;
  /** @default - a ring of at least 1024 points */
  readonly algorithm?: HashAlgorithm;
}

/** Envoy's limits; of a table Istio wants it below. */
const largestRing = 8388608;
const largestTable = 5000010;

const hashAlgorithm = variants<HashAlgorithm>('a hash algorithm', {
  'ring-hash': { minimumRingSize: count(1, largestRing) },
  maglev: {
    tableSize: every(
      count(2, largestTable),
      numeric({
        holds: isPrime,
        problem: 'the size of a Maglev table must be a prime number',
        instead: 'write for example 65537',
      }),
    ),
  },
});

export const consistentHash = shape<ConsistentHash>({ by: hashKey, algorithm: optional(hashAlgorithm) });

function isPrime(size: number): boolean {
  for (let factor = 2; factor * factor <= size; factor++) if (size % factor === 0) return false;
  return true;
}

type Rendered = DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash;

export function renderConsistentHash({ by, algorithm }: ConsistentHash): Rendered {
  return { ...renderKey(by), ...(algorithm && renderAlgorithm(algorithm)) };
}

function renderKey(key: HashKey): Rendered {
  switch (key.kind) {
    case 'header':
      return { httpHeaderName: key.name };
    case 'query-parameter':
      return { httpQueryParameterName: key.name };
    case 'source-ip':
      return { useSourceIp: true };
    case 'cookie':
      return { httpCookie: renderCookie(key) };
    default:
      return key satisfies never;
  }
}

function renderCookie({ name, ttl, path, attributes }: HashCookie): NonNullable<Rendered['httpCookie']> {
  return defined<NonNullable<Rendered['httpCookie']>>({
    name,
    path,
    ttl: renderAge(ttl),
    attributes:
      attributes && Object.entries(attributes).map(([attribute, value]) => ({ name: attribute, value })),
  });
}

function renderAge(ttl: HashCookie['ttl']): string | undefined {
  return ttl === 'session' ? '0s' : ttl && durationText(ttl);
}

function renderAlgorithm(algorithm: HashAlgorithm): Rendered {
  switch (algorithm.kind) {
    case 'ring-hash':
      return { ringHash: { minimumRingSize: algorithm.minimumRingSize } };
    case 'maglev':
      return { maglev: { tableSize: algorithm.tableSize } };
    default:
      return algorithm satisfies never;
  }
}
