import { Chart } from 'cdk8s';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import { circles } from './circles';

/** An order that nobody wrote: it follows from what one construct names of another. */
interface Edge {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** The edges of one app, and which of them hold for the round of reading that is under way. */
interface Order {
  readonly edges: Edge[];
  readonly read: Set<Edge>;
  holding: ReadonlySet<Edge> | undefined;
  deciding: boolean;
}

const orders = new WeakMap<IConstruct, Order>();

/**
 * Lets a construct be applied after others that it names, as `node.addDependency` does, unless that would close a
 * circle: what nobody wrote can't be in the way of what somebody did, nor of two charts that name each other.
 */
export function impliedAfter(source: IConstruct, targets: readonly IConstruct[]): void {
  for (const target of new Set(targets)) {
    if (target === source) continue;
    const order = orderOf(source.node.root);
    const edge = { source, target };
    order.edges.push(edge);
    order.holding = undefined;
    source.node.addDependency(dependable(order, edge));
  }
}

function orderOf(root: IConstruct): Order {
  const known = orders.get(root);
  if (known) return known;
  const order: Order = { edges: [], read: new Set(), holding: undefined, deciding: false };
  orders.set(root, order);
  return order;
}

/**
 * Asked for its constructs, it says whether its edge holds. Whoever sorts an app asks each edge once; asked a second
 * time, somebody begins anew, perhaps after more was written.
 */
function dependable(order: Order, edge: Edge): IDependable {
  const self: IDependable = {};
  Dependable.implement(self, {
    get dependencyRoots() {
      if (order.deciding) return [];
      if (order.holding === undefined || order.read.has(edge)) {
        order.read.clear();
        order.holding = decide(order);
      }
      order.read.add(edge);
      return order.holding.has(edge) ? [edge.target] : [];
    },
  });
  return self;
}

function decide(order: Order): ReadonlySet<Edge> {
  order.deciding = true;
  try {
    const edges = order.edges.filter(({ source, target }) => source.node.root === target.node.root);
    const between = edges.filter(({ source, target }) => Chart.of(source) !== Chart.of(target));
    const all = (edges[0]?.source.node.root.node.findAll() ?? []).map(declaredBy);
    const closing = new Set([
      ...(between.length === 0 ? [] : closingBetweenCharts(all, between)),
      ...closingBetweenObjects(all, edges),
    ]);
    return new Set(edges.filter((edge) => !closing.has(edge)));
  } finally {
    order.deciding = false;
  }
}

/** A construct with what somebody wrote that comes before it. */
interface Declared {
  readonly construct: IConstruct;
  readonly before: readonly IConstruct[];
}

function declaredBy(construct: IConstruct): Declared {
  return { construct, before: construct.node.dependencies };
}

/** A chart waits for what its constructs wait for, and for the charts in it. */
function closingBetweenCharts(all: readonly Declared[], edges: readonly Edge[]): Edge[] {
  const links: [IConstruct, IConstruct][] = all.flatMap(({ construct, before }) => [
    ...before.flatMap((target) => chartLink(construct, target)),
    ...(Chart.isChart(construct)
      ? construct.node.children
          .filter(Chart.isChart)
          .map((child): [IConstruct, IConstruct] => [construct, child])
      : []),
  ]);
  const implied = edges.map(({ source, target }): [IConstruct, IConstruct] => [
    Chart.of(source),
    Chart.of(target),
  ]);
  const together = circles([...links, ...implied]);
  return edges.filter((_, index) => together(...(implied[index] as [IConstruct, IConstruct])));
}

function chartLink(source: IConstruct, target: IConstruct): [IConstruct, IConstruct][] {
  const [from, to] = [chartAround(source), chartAround(target)];
  return from && to && from !== to ? [[from, to]] : [];
}

function chartAround(construct: IConstruct): IConstruct | undefined {
  return [...construct.node.scopes].reverse().find(Chart.isChart);
}

/**
 * Within a chart a construct waits as a whole for another as a whole: what lies in the one waits for all that lies in
 * the other. Each construct is two nodes here, what it waits for and what waits for it, which are one for a construct
 * that has no others in it.
 */
function closingBetweenObjects(all: readonly Declared[], edges: readonly Edge[]): Edge[] {
  if (all.every(({ before }) => before.length === 0)) return [];
  const waiting = new Map(all.map(({ construct }) => [construct, { waits: construct }]));
  const done = new Map(
    all.map(({ construct }) => [
      construct,
      construct.node.children.length === 0 ? (waiting.get(construct) as object) : { awaited: construct },
    ]),
  );
  const link = (source: IConstruct, target: IConstruct): [object, object] => [
    waiting.get(source) as object,
    done.get(target) as object,
  ];
  const links = all.flatMap(({ construct, before }): [object, object][] => [
    ...before.filter((target) => done.has(target)).map((target) => link(construct, target)),
    ...construct.node.children.flatMap((child): [object, object][] => [
      [waiting.get(child) as object, waiting.get(construct) as object],
      [done.get(construct) as object, done.get(child) as object],
    ]),
  ]);
  const implied = edges.map(({ source, target }) => link(source, target));
  const together = circles([...links, ...implied]);
  return edges.filter((_, index) => together(...(implied[index] as [object, object])));
}
