import type { Duration } from 'cdk8s';
import type { DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash } from '../../imports/networking.istio.io/destination-rule';
import { checkCount } from './count';
import { defined } from './defined';
import { renderOptionalDuration } from './duration';
import { checkHeaderName } from './header-name';

/** A cookie that Envoy makes where a client has none. */
export interface HashCookie {
  readonly kind: 'cookie';
  readonly name: string;
  /** @default - a cookie of the session */
  readonly ttl?: Duration;
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
    checkHeaderName(name);
    return { kind: 'header', name };
  },

  queryParameter(name: string): HashKey {
    return { kind: 'query-parameter', name };
  },

  cookie(name: string, options: Omit<HashCookie, 'kind' | 'name'> = {}): HashKey {
    renderOptionalDuration(options.ttl, 'the age of a cookie');
    return { kind: 'cookie', name, ...options };
  },

  sourceIp: { kind: 'source-ip' } as HashKey,
};

/** How hosts are laid out for hashing: on a ring of points, or in a Maglev table. */
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

/** Refuses sizes that are no counts. */
export function checkConsistentHash({ algorithm }: ConsistentHash): void {
  if (algorithm?.kind === 'ring-hash') checkCount(algorithm.minimumRingSize, 'the size of a hash ring', 1);
  if (algorithm?.kind === 'maglev') checkCount(algorithm.tableSize, 'the size of a Maglev table', 1);
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
    ttl: ttl ? renderOptionalDuration(ttl, 'the age of a cookie') : undefined,
    attributes:
      attributes && Object.entries(attributes).map(([attribute, value]) => ({ name: attribute, value })),
  });
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
