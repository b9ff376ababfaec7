import { isLocalityPart } from '../../values/topology-labels';
import type { Step } from '../schema/walk';
import { list, object, type Place, type Shape } from '../shape';

interface Failover {
  readonly from?: string;
  readonly to?: string;
}

interface LocalitySetting {
  readonly distribute?: readonly { readonly from?: string; readonly to?: Readonly<Record<string, number>> }[];
  readonly failover?: readonly Failover[];
  readonly failoverPriority?: readonly string[];
}

const failover: Shape<Failover> = ({ from = '', to = '' }, place) => {
  if (from === to) place.report('must lead from one region to another');
  if (from.includes('/') || to.includes('/'))
    place.report('must name regions only, without zone and subzone');
  if (from.includes('*') || to.includes('*'))
    place.report('can not have a wildcard: a failover is between two regions');
};

/** What istiod asks of the localities that traffic is spread over. */
export const localitySetting: Shape<LocalitySetting> = (setting, place) => {
  const { distribute = [], failover: overs = [], failoverPriority = [] } = setting;
  if (distribute.length > 0 && overs.length > 0) {
    place.report('can have one of distribute and failover');
    return;
  }
  const clash = overs.length > 0 && failoverPriority.find(isLocalityPart);
  if (clash) {
    place.report(`can not have ${clash} beside failover, which orders regions already`, {
      at: ['failoverPriority'],
    });
    return;
  }
  for (const [index, { to = {} }] of distribute.entries()) {
    const problem = weightProblem(Object.values(to));
    if (problem !== undefined) {
      place.report(problem, { at: ['distribute', index, 'to'] });
      return;
    }
    reportOverlap(Object.keys(to), place, (locality) => ['distribute', index, 'to', `[${locality}]`]);
  }
  const from = distribute.map((each) => each.from ?? '');
  reportOverlap(from, place, (_, index) => ['distribute', index, 'from']);
  place.steps.push('failover');
  list(failover)(overs as never, place);
  place.steps.pop();
};

/** The same for the setting of zones, which orders regions by itself. */
export const zoneAwareSetting = object<LocalitySetting>({ failover: list(failover) }, (setting, place) => {
  (setting.failoverPriority ?? []).forEach((label, index) => {
    if (isLocalityPart(label))
      place.report('can not be a label of the topology', { at: ['failoverPriority', index] });
  });
});

function weightProblem(weights: readonly number[]): string | undefined {
  const wrong = weights.find((weight) => weight <= 0 || weight > 100);
  if (wrong !== undefined) return `must have weights from 1 to 100, got ${wrong}`;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 100
    ? undefined
    : `must have weights of 100 in all, got ${weights.join(' + ') || 'none'} = ${total}`;
}

/** Which localities are taken: the zones of each region, and the subzones of each zone. */
type Taken = Map<string, Map<string, Set<string>>>;

/** Localities are `region/zone/subzone`, of which the last may be `*`; none may lie in one before it. */
function reportOverlap(
  localities: readonly string[],
  place: Place,
  at: (locality: string, index: number) => readonly Step[],
): void {
  const taken: Taken = new Map();
  for (const [index, locality] of localities.entries()) {
    const overlaps = taken.has('*') || isTaken(locality, taken);
    const problem = formProblem(locality) ?? (overlaps ? 'overlaps with one before it' : undefined);
    if (problem !== undefined) {
      place.report(problem, { at: at(locality, index) });
      return;
    }
    const [region, zone, subzone] = partsOf(locality);
    const zones = taken.get(region) ?? new Map<string, Set<string>>();
    taken.set(region, zones.set(zone, (zones.get(zone) ?? new Set()).add(subzone)));
  }
}

function isTaken(locality: string, taken: Taken): boolean {
  const [region, zone, subzone] = partsOf(locality);
  const zones = taken.get(region);
  if (zones === undefined) return false;
  const depth = locality.split('/').length;
  if (depth === 1 || zones.has('*')) return true;
  const subzones = zones.get(zone);
  return subzones !== undefined && (depth === 2 || subzones.has('*') || subzones.has(subzone));
}

function partsOf(locality: string): [region: string, zone: string, subzone: string] {
  const [region = '', zone = '*', ...rest] = locality.split('/');
  return [region, zone, rest.length === 0 ? '*' : rest.join('/')];
}

function formProblem(locality: string): string | undefined {
  const stars = locality.split('*').length - 1;
  if (stars > 1 || (stars === 1 && !locality.endsWith('*'))) return 'can have one wildcard, at its end';
  const [region, zone, subzone] = partsOf(locality);
  return region === '' || zone === '' || subzone === ''
    ? 'must have no empty region, zone or subzone'
    : undefined;
}
