import { isMap } from '../../kubernetes/identity';
import { topologyLabels } from '../../values/topology-labels';
import { failoverRank, type Untold } from './failover-priority';
import type { Member } from './locality-members';
import type { LocalitySettings, Settings } from './locality-settings';

/** Pods of one place, and their part of the requests. */
export interface LocalityShare {
  /** `region/zone/subzone`; left out where it is not known and does not matter. */
  readonly locality?: string;
  /** 0 is asked first; the next where too few of those are healthy. */
  readonly priority: number;
  /** Of the requests while all are healthy. */
  readonly percent: number;
  /** `<namespace>/<name>` of workloads, or the addresses of a ServiceEntry. */
  readonly workloads: readonly string[];
}

/** Pods that are asked alike. */
interface Group {
  readonly locality?: string;
  readonly members: readonly Member[];
  readonly rank: number;
}

/**
 * How a client's requests are shared out by where it and the pods run: as `distribute` says, or those that have most in
 * common with the client first.
 *
 * @returns what manifests do not tell, where it decides; undefined where nothing is preferred
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export function localityShares(
  { settings }: Pick<LocalitySettings, 'settings'>,
  client: Member,
  members: readonly Member[],
  ordersOtherNetworks: boolean,
): readonly LocalityShare[] | Untold | undefined {
  const distribute = list(settings.distribute);
  if (distribute.length > 0) {
    const groups = byPlace(client, members);
    return 'who' in groups ? groups : distributed(distribute, client.locality ?? '', groups);
  }
  const failover = list(settings.failover);
  const labels = texts(settings.failoverPriority);
  let groups: readonly Group[] | Untold;
  if (labels.length === 0) groups = byPlace(client, members);
  else groups = byLabels(labels, client, members, ordersOtherNetworks);
  if ('who' in groups) return groups;
  // Without labels, or beside them where regions are named, places decide.
  if (labels.length === 0 || failover.length > 0) {
    const lost = untold(client, members);
    if (lost !== undefined) return lost;
    const distance = distanceFrom(client.locality ?? '', failover);
    groups = groups.map((one) => ({ ...one, rank: one.rank * 5 + distance(one.locality ?? '') }));
  }
  return prioritized(groups);
}

function list(value: unknown): Settings[] {
  return Array.isArray(value) ? value.map((one) => (isMap(one) ? one : {})) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function untold(client: Member, members: readonly Member[]): Untold | undefined {
  const who = [client, ...members].find(({ locality }) => locality === undefined);
  return who && { who, label: topologyLabels.locality };
}

function byPlace(client: Member, members: readonly Member[]): readonly Group[] | Untold {
  return untold(client, members) ?? grouped(members.map((member) => ({ member, rank: 0 })));
}

function byLabels(
  labels: readonly string[],
  client: Member,
  members: readonly Member[],
  ordersOtherNetworks: boolean,
): readonly Group[] | Untold {
  const ranked: { readonly member: Member; readonly rank: number }[] = [];
  for (const member of members) {
    const rank = failoverRank(labels, client, member, ordersOtherNetworks);
    if (typeof rank !== 'number') return rank;
    ranked.push({ member, rank });
  }
  return grouped(ranked);
}

function grouped(ranked: readonly { readonly member: Member; readonly rank: number }[]): Group[] {
  const groups = new Map<string, { readonly locality?: string; readonly rank: number; members: Member[] }>();
  for (const { member, rank } of ranked) {
    const { locality } = member;
    const key = `${rank} ${locality ?? ' '}`;
    const known = groups.get(key);
    if (known !== undefined) known.members.push(member);
    else groups.set(key, { ...(locality && { locality }), rank, members: [member] });
  }
  return [...groups.values()];
}

/** The weights that the first setting for the client's place gives; who is not named is not asked. */
function distributed(distribute: readonly Settings[], client: string, groups: readonly Group[]) {
  const setting = distribute.find(({ from }) => isWithin(client, String(from ?? '')));
  if (setting === undefined) return undefined;
  let rest = groups;
  const shares: LocalityShare[] = [];
  for (const [pattern, weight] of Object.entries(isMap(setting.to) ? setting.to : {})) {
    const found = rest.filter(({ locality = '' }) => isWithin(locality, pattern));
    rest = rest.filter((one) => !found.includes(one));
    const all = found.reduce((sum, one) => sum + weightOf(one), 0);
    for (const one of found) {
      shares.push(shareOf(one, 0, Math.ceil((Number(weight) * weightOf(one)) / all)));
    }
  }
  return wholes(shares);
}

/** The client's subzone, then its zone, its region, the region to fall over to, and all others. */
function distanceFrom(client: string, failover: readonly Settings[]): (locality: string) => number {
  const [region = '', zone = '', subzone = ''] = client.split('/');
  const next = failover.find(({ from }) => from === region)?.to;
  return (locality) => {
    const [otherRegion = '', otherZone = '', otherSubzone = ''] = locality.split('/');
    if (otherRegion !== region) return next === undefined || next === otherRegion ? 3 : 4;
    if (otherZone !== zone) return 2;
    return otherSubzone === subzone ? 0 : 1;
  };
}

/** Priorities go up without a gap. */
function prioritized(groups: readonly Group[]): LocalityShare[] {
  const ranks = [...new Set(groups.map(({ rank }) => rank))].sort((a, b) => a - b);
  const shares = groups.map((group) => {
    const priority = ranks.indexOf(group.rank);
    return shareOf(group, priority, priority === 0 ? weightOf(group) : 0);
  });
  return wholes(shares.sort((a, b) => a.priority - b.priority));
}

function weightOf({ members }: Group): number {
  return members.reduce((sum, { weight }) => sum + weight, 0);
}

function shareOf({ locality, members }: Group, priority: number, percent: number): LocalityShare {
  return { ...(locality && { locality }), priority, percent, workloads: members.map(({ name }) => name) };
}

/** Shares of what they add up to. */
function wholes(shares: readonly LocalityShare[]): LocalityShare[] {
  const sum = shares.reduce((all, { percent }) => all + percent, 0);
  return shares.map((one) => ({
    ...one,
    percent: sum === 0 ? 0 : Number(((one.percent / sum) * 100).toFixed(4)),
  }));
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
