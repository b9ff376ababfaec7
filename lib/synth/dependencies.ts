import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import type { Tree } from './tree';

/**
 * What must come before what, as a graph whose first nodes are the constructs of the tree (by their place)
 * and whose further nodes are hubs.
 *
 * A dependency between two constructs means one from every object in the first to every object in the
 * second. Spelled out that is a product; hubs say it with a sum: every object of the first leads to one
 * hub, and that to every object of the second. Edges keep cdk8s' order, because the order of edges decides
 * which of two unrelated objects comes first.
 */
export interface Dependencies {
  /** For each node the nodes that come before it, in cdk8s' order; undefined where there are none. */
  readonly before: readonly (readonly number[] | undefined)[];
  /** For each hub the range of places that holds all it leads to; undefined for constructs. */
  readonly reach: readonly (Range | undefined)[];
  /** For each chart the charts that it depends on itself; one of another app counts as -1. */
  readonly ofCharts: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Places from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Resolves the dependencies of a whole app, once, without changing it.
 * @throws ConfigError for a dependency outside of all charts, and for one that holds a cycle in itself
 */
export function resolveDependencies(tree: Tree): Dependencies {
  const declared = readDeclared(tree);
  const ofCharts = liftToCharts(tree, declared);
  const before: (number[] | undefined)[] = declared.map((targets) =>
    targets?.filter((target) => target >= 0),
  );
  const reach: (Range | undefined)[] = [];
  if (declared.length > 0) lowerToObjects(tree, before, reach);
  return { before, reach, ofCharts };
}

/** For each construct (by place) its own dependencies; a chart also comes after the charts inside it. */
type Declared = (number[] | undefined)[];

function readDeclared(tree: Tree): Declared {
  const declared: Declared = [];
  for (let place = 0; place < tree.constructs.length; place++) {
    const { node } = tree.constructs[place] as IConstruct;
    const targets = node.dependencies;
    if (tree.charts[place] === place) targets.push(...node.children.filter(Chart.isChart));
    if (targets.length > 0) declared[place] = targets.map((target) => tree.placeOf(target));
  }
  return declared;
}

/** Adds to each chart the charts that its constructs depend on. */
function liftToCharts(tree: Tree, declared: Declared): Map<number, Set<number>> {
  const ofCharts = new Map<number, Set<number>>();
  for (const [source, targets] of declared.entries()) {
    for (const target of targets ?? []) {
      const from = chartOf(tree, source);
      const to = target < 0 ? target : chartOf(tree, target);
      if (from === to) continue;
      const charts = ofCharts.get(from) ?? new Set();
      ofCharts.set(from, charts.add(to));
    }
  }
  for (const [chart, targets] of ofCharts) declared[chart] = [...(declared[chart] ?? []), ...targets];
  return ofCharts;
}

function chartOf(tree: Tree, place: number): number {
  const chart = tree.charts[place] as number;
  if (chart >= 0) return chart;
  throw new ConfigError({
    at: tree.constructs[place]?.node.path || 'the app',
    problem: 'a dependency must begin and end inside a chart',
    got: 'a construct outside of all charts',
    instead: 'make the construct part of a chart, or depend on the chart',
  });
}

/** Gives every object the dependencies of the constructs around it, through hubs. */
function lowerToObjects(tree: Tree, before: (number[] | undefined)[], reach: (Range | undefined)[]): void {
  const hubs = new Map<number, number>();
  const declared = [...before.entries()];
  before.length = tree.constructs.length;

  const newHub = (targets: number[], range: Range): number => {
    before.push(targets);
    reach[before.length - 1] = range;
    return before.length - 1;
  };
  const rangeOf = (place: number): Range => ({ start: place, end: tree.ends[place] as number });
  const hubOf = (target: number, objects: number[]): number => {
    const known = hubs.get(target);
    if (known !== undefined) return known;
    const hub = newHub(objects, rangeOf(target));
    hubs.set(target, hub);
    return hub;
  };

  for (const [source, targets] of declared) {
    if (targets === undefined) continue;
    const from = objectsIn(tree, source);
    if (from.length === 0) continue;
    const led: number[] = [];
    /** The one object that lies in both the source and a target may not lead to itself. */
    const spared = new Map<number, Set<number>>();
    for (const target of targets) {
      const to = objectsIn(tree, target);
      if (to.length === 0 || source === target) continue;
      const shared = sharedObject(tree, source, from, target, to);
      if (shared === undefined) {
        led.push(hubOf(target, to));
      } else if (from.length > 1) {
        const hub = hubOf(target, to);
        led.push(hub);
        spared.set(shared, (spared.get(shared) ?? new Set()).add(hub));
      } else if (to.length > 1) {
        led.push(
          newHub(
            to.filter((object) => object !== shared),
            rangeOf(target),
          ),
        );
      }
    }
    if (led.length === 0) continue;
    const scope = newHub(led, unionOf(led.map((hub) => reach[hub] as Range)));
    for (const object of from) {
      const sparing = spared.get(object);
      const next = sparing === undefined ? [scope] : led.filter((hub) => !sparing.has(hub));
      before[object] = [...(before[object] ?? []), ...next];
    }
  }
}

/** The objects within a construct that lie in the same chart as it does. */
function objectsIn(tree: Tree, place: number): number[] {
  const chart = tree.charts[place];
  const end = tree.ends[place] as number;
  const objects: number[] = [];
  for (let index = firstAtOrAfter(tree.objects, place); index < tree.objects.length; index++) {
    const object = tree.objects[index] as number;
    if (object >= end) break;
    if (tree.charts[object] === chart) objects.push(object);
  }
  return objects;
}

function firstAtOrAfter(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The object that lies in both constructs, when one is around the other.
 * Two such objects would have to come before each other.
 */
function sharedObject(
  tree: Tree,
  source: number,
  from: readonly number[],
  target: number,
  to: readonly number[],
): number | undefined {
  if (tree.charts[source] !== tree.charts[target]) return undefined;
  const [outer, inner] = source < target ? [source, target] : [target, source];
  if (inner >= (tree.ends[outer] as number)) return undefined;
  const shared = inner === source ? from : to;
  if (shared.length === 1) return shared[0];
  throw new ConfigError({
    at: tree.constructs[source]?.node.path ?? '',
    problem:
      'a dependency between a construct and one around it makes the objects in both wait for each other',
    got: tree.constructs[target]?.node.path,
    instead: 'depend on the single objects that must come first',
  });
}

function unionOf(ranges: readonly Range[]): Range {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const range of ranges) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  return { start, end };
}
