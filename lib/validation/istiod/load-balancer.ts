import { isSet, object, value } from '../shape';
import { localitySetting, zoneAwareSetting } from './locality';
import { isSince } from './release';
import { anyDuration, duration } from './values';

interface ConsistentHash {
  readonly minimumRingSize?: number;
  readonly ringHash?: unknown;
  readonly maglev?: { readonly tableSize?: number };
  readonly httpCookie?: {
    readonly name?: string;
    readonly attributes?: readonly { readonly name?: string }[];
  };
}

/** Envoy's own limit. */
const maglevBelow = 5_000_011;

const consistentHash = object<ConsistentHash>(
  { httpCookie: object({ ttl: value(anyDuration) }) },
  ({ minimumRingSize: ring, ringHash, maglev, httpCookie: cookie }, place) => {
    if (cookie && !cookie.name) place.report('must have a name', { at: ['httpCookie'] });
    const names = new Set<string>();
    (cookie?.attributes ?? []).forEach(({ name = '' }, index) => {
      if (name === '' || names.has(name)) {
        const problem = name === '' ? 'must have a name' : `is there twice: ${name}`;
        place.report(problem, { at: ['httpCookie', 'attributes', index] });
      }
      names.add(name);
    });
    if (ring && (ringHash || maglev)) {
      place.report('can not stand beside ringHash or maglev: write ringHash.minimumRingSize', {
        at: ['minimumRingSize'],
      });
    }
    if (maglev) {
      const size = maglev.tableSize ?? 0;
      if (size === 0 || size >= maglevBelow || !isPrime(size)) {
        place.report(`must be a prime number below ${maglevBelow}, got ${size}`, {
          at: ['maglev', 'tableSize'],
        });
      }
    }
  },
);

/** As Envoy finds it: 1 counts. */
function isPrime(number: number): boolean {
  if (number < 4) return number !== 0;
  if (number % 2 === 0) return false;
  for (let factor = 3; factor * factor <= number; factor += 2) if (number % factor === 0) return false;
  return true;
}

interface Warmup {
  readonly duration?: string;
  readonly minimumPercent?: number | null;
  readonly aggression?: number | null;
}

const warmup = object<Warmup>(
  { duration: value(duration) },
  ({ duration: long, minimumPercent, aggression }, place) => {
    if (long === undefined || long === null) place.report('must have a duration');
    if ((minimumPercent ?? 0) > 100)
      place.report(`must be at most 100, got ${minimumPercent}`, { at: ['minimumPercent'] });
    if (!isSet(aggression)) return;
    const slower = isSince('1.31', place);
    if (slower ? (aggression as number) <= 0 : (aggression as number) < 1) {
      place.report(`must be ${slower ? 'more than 0' : 'at least 1'}, got ${aggression}`, {
        at: ['aggression'],
      });
    }
  },
);

interface LoadBalancer {
  readonly localityLbSetting?: unknown;
  readonly zoneAwareLbSetting?: unknown;
}

/** How requests are spread over the endpoints of a service. */
export const loadBalancer = object<LoadBalancer>(
  {
    consistentHash,
    localityLbSetting: localitySetting,
    zoneAwareLbSetting: zoneAwareSetting,
    warmup,
    warmupDurationSecs: value(anyDuration),
  },
  ({ localityLbSetting, zoneAwareLbSetting }, place) => {
    if (localityLbSetting && zoneAwareLbSetting)
      place.report('can have one of localityLbSetting and zoneAwareLbSetting');
  },
);
