import { ConfigError } from '../diagnostics/error';
import type { Dependencies, Range } from './dependencies';
import type { Tree } from './tree';

/**
 * Sorts the constructs of one range (an app, or a chart with all below it) so that each comes after what it
 * depends on. Among the unrelated ones cdk8s' choice is kept: depth first from the constructs that nothing
 * in the range depends on, in the order of the tree. Every edge is followed once.
 */
export class Topology {
  private readonly tree: Tree;
  private readonly dependencies: Dependencies;
  /** The number of the last sort that led to, entered or left a node; numbers save clearing between sorts. */
  private readonly ledTo: Uint32Array;
  private readonly entered: Uint32Array;
  private readonly left: Uint32Array;
  private sort = 0;

  public constructor(tree: Tree, dependencies: Dependencies) {
    this.tree = tree;
    this.dependencies = dependencies;
    const nodes = Math.max(tree.constructs.length, dependencies.before.length);
    this.ledTo = new Uint32Array(nodes);
    this.entered = new Uint32Array(nodes);
    this.left = new Uint32Array(nodes);
  }

  /**
   * The charts of the whole app, by place.
   * @throws ConfigError naming the way round when constructs wait for each other
   */
  public charts(): number[] {
    const all = { start: 0, end: this.tree.constructs.length };
    const order = this.order(all, indicesFirst(this.tree, placesOf(all)));
    return order.filter((place) => this.tree.charts[place] === place);
  }

  /** The objects of one chart, by place, without those of the charts inside it. */
  public objectsOf(chart: number): number[] {
    const range = { start: chart, end: this.tree.ends[chart] as number };
    const { charts, isObject } = this.tree;
    return this.order(range, placesOf(range)).filter((place) => charts[place] === chart && isObject[place]);
  }

  private order(range: Range, places: readonly number[]): readonly number[] {
    if (this.dependencies.before.length === 0) return places;
    this.sort++;
    for (const place of places) this.markLedTo(place, range);
    const order: number[] = [];
    for (const place of places) if (this.ledTo[place] !== this.sort) this.visit(place, range, order);
    // What is left waits for itself: visiting it finds the circle.
    for (const place of places) if (this.entered[place] !== this.sort) this.visit(place, range, order);
    return order;
  }

  private markLedTo(place: number, range: Range): void {
    const before = this.dependencies.before[place];
    if (before === undefined) return;
    const pending = [...before];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (this.ledTo[node] === this.sort || !this.touches(node, range)) continue;
      this.ledTo[node] = this.sort;
      if (this.isHub(node)) for (const next of this.dependencies.before[node] ?? []) pending.push(next);
    }
  }

  private visit(start: number, range: Range, order: number[]): void {
    const way = [start];
    const followed = [0];
    if (this.entered[start] === this.sort) return;
    this.entered[start] = this.sort;
    while (way.length > 0) {
      const node = way[way.length - 1] as number;
      const index = followed[followed.length - 1] as number;
      const next = this.dependencies.before[node]?.[index];
      if (next === undefined) {
        this.left[node] = this.sort;
        if (!this.isHub(node)) order.push(node);
        way.pop();
        followed.pop();
        continue;
      }
      followed[followed.length - 1] = index + 1;
      if (!this.touches(next, range)) continue;
      if (this.entered[next] !== this.sort) {
        this.entered[next] = this.sort;
        way.push(next);
        followed.push(0);
      } else if (this.left[next] !== this.sort) {
        throw this.circle(way.slice(way.indexOf(next)));
      }
    }
  }

  private touches(node: number, range: Range): boolean {
    const reach = this.dependencies.reach[node];
    return reach === undefined
      ? node >= range.start && node < range.end
      : reach.start < range.end && reach.end > range.start;
  }

  private isHub(node: number): boolean {
    return node >= this.tree.constructs.length;
  }

  private circle(way: readonly number[]): ConfigError {
    const paths = way
      .filter((node) => !this.isHub(node))
      .map((place) => this.tree.constructs[place]?.node.path);
    return new ConfigError({
      at: paths[0] ?? '',
      problem: 'a construct depends on itself',
      got: [...paths, paths[0]].join(' => '),
      instead: 'remove one of these dependencies',
    });
  }
}

function placesOf({ start, end }: Range): number[] {
  const places: number[] = [];
  for (let place = start; place < end; place++) places.push(place);
  return places;
}

/**
 * cdk8s keeps the constructs of an app in an object keyed by path, and JavaScript lists keys that are array
 * indices first: the charts named `10` and `20` come before the app itself. So they do here.
 */
function indicesFirst({ constructs }: Tree, places: readonly number[]): readonly number[] {
  const pathOf = (place: number): string => constructs[place]?.node.path ?? '';
  // Only the constructs right below the app have a path without a slash.
  if (!constructs[0]?.node.children.some(({ node }) => /^\d+$/.test(node.id))) return places;
  return Object.values(Object.fromEntries(places.map((place) => [pathOf(place), place])));
}
