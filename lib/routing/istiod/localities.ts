import type { TrafficPolicySpec } from '../../model/kinds/networking';
import { localityOf } from '../../model/locality';
import { isMap } from '../../model/shape';
import type { Workload } from '../../model/workload';

/** Pods of one place, and their part of the requests. */
export interface LocalityShare {
  /** `region/zone/subzone`. */
  readonly locality: string;
  /** 0 is asked first; the next where too few of those are healthy. */
  readonly priority: number;
  /** Of the requests while all are healthy. */
  readonly percent: number;
  readonly workloads: readonly Workload[];
}

/** What decides which pods are asked, of the rule and its subset. */
export type LocalityPolicy = Pick<TrafficPolicySpec, 'loadBalancer' | 'outlierDetection'>;

type Settings = Readonly<Record<string, unknown>>;

/**
 * How a client's requests are shared out by where it and the pods run: as `distribute` says, or the nearest first where
 * unhealthy pods are noticed at all.
 *
 * @param mesh - what holds where the rule says nothing
 * @returns undefined where nothing is said, or not all places are known
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export function localityShares(
  policy: LocalityPolicy | undefined,
  mesh: unknown,
  client: string | undefined,
  workloads: readonly Workload[],
): LocalityShare[] | undefined {
  const own = policy?.loadBalancer?.localityLbSetting;
  const settings: Settings = isMap(own) ? own : isMap(mesh) ? mesh : {};
  if (client === undefined || settings.enabled === false || list(settings.failoverPriority).length > 0) {
    return undefined;
  }
  const places = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const locality = localityOf(workload);
    if (locality === undefined) return undefined;
    places.set(locality, [...(places.get(locality) ?? []), workload]);
  }
  const distribute = list(settings.distribute);
  if (distribute.length > 0) return distributed(distribute, client, places);
  return policy?.outlierDetection === undefined
    ? undefined
    : nearestFirst(list(settings.failover), client, places);
}

function list(value: unknown): Settings[] {
  return Array.isArray(value) ? value.map((one) => (isMap(one) ? one : {})) : [];
}

type Places = ReadonlyMap<string, Workload[]>;

/** The weights that the first setting for the client's place gives; who is not named is not asked. */
function distributed(distribute: readonly Settings[], client: string, places: Places) {
  const setting = distribute.find(({ from }) => isWithin(client, String(from ?? '')));
  if (setting === undefined) return undefined;
  const rest = new Map(places);
  const shares: LocalityShare[] = [];
  for (const [pattern, weight] of Object.entries(isMap(setting.to) ? setting.to : {})) {
    const found = [...rest].filter(([locality]) => isWithin(locality, pattern));
    const all = found.reduce((sum, [, workloads]) => sum + workloads.length, 0);
    for (const [locality, workloads] of found) {
      rest.delete(locality);
      const percent = (Number(weight) * workloads.length) / all;
      shares.push({ locality, priority: 0, percent, workloads });
    }
  }
  return wholes(shares);
}

/** The pods of the client's subzone, then of its zone, its region, the region to fall over to, and all others. */
function nearestFirst(failover: readonly Settings[], client: string, places: Places) {
  const [region = '', zone = '', subzone = ''] = client.split('/');
  const next = failover.find(({ from }) => from === region)?.to;
  const rank = (locality: string) => {
    const [otherRegion = '', otherZone = '', otherSubzone = ''] = locality.split('/');
    if (otherRegion !== region) return next === undefined || next === otherRegion ? 3 : 4;
    if (otherZone !== zone) return 2;
    return otherSubzone === subzone ? 0 : 1;
  };
  const ranked = [...places].map(([locality, workloads]) => ({ locality, workloads, rank: rank(locality) }));
  // Priorities go up without a gap.
  const ranks = [...new Set(ranked.map((one) => one.rank))].sort((a, b) => a - b);
  const shares = ranked.map(({ locality, workloads, rank: own }) => {
    const priority = ranks.indexOf(own);
    return { locality, priority, percent: priority === 0 ? workloads.length : 0, workloads };
  });
  return wholes(shares.sort((a, b) => a.priority - b.priority));
}

/** Shares of what they add up to. */
function wholes(shares: readonly LocalityShare[]): LocalityShare[] {
  const sum = shares.reduce((all, { percent }) => all + percent, 0);
  return shares.map((one) => ({ ...one, percent: Number(((one.percent / sum) * 100).toFixed(4)) }));
}

/** `region/zone/*` and its like; what is left out may be anything. */
function isWithin(locality: string, pattern: string): boolean {
  const parts = locality.split('/');
  return pattern
    .split('/')
    .every(
      (wanted, place) => wanted === '*' || (place > 0 && wanted === '') || wanted === (parts[place] ?? ''),
    );
}
