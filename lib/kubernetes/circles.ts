/**
 * Finds the circles of a graph, by Tarjan's algorithm: each edge is followed once.
 *
 * @returns whether two nodes lie on one circle
 */
export function circles<N extends object>(edges: readonly (readonly [N, N])[]): (a: N, b: N) => boolean {
  const next = new Map<N, N[]>();
  for (const [from, to] of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const entered = new Map<N, number>();
  const lowest = new Map<N, number>();
  const component = new Map<N, number>();
  const open: N[] = [];

  const enter = (node: N): Visit<N> => {
    entered.set(node, entered.size);
    lowest.set(node, entered.size - 1);
    open.push(node);
    return { node, index: 0 };
  };
  const lower = (node: N, to: number) => lowest.set(node, Math.min(lowest.get(node) as number, to));

  for (const start of next.keys()) {
    const way = entered.has(start) ? [] : [enter(start)];
    for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
      const { node } = visit;
      const target = next.get(node)?.[visit.index++];
      if (target !== undefined) {
        if (!entered.has(target)) way.push(enter(target));
        else if (!component.has(target)) lower(node, entered.get(target) as number);
        continue;
      }
      way.pop();
      const around = way.at(-1);
      if (around) lower(around.node, lowest.get(node) as number);
      if (lowest.get(node) === entered.get(node)) {
        for (let member = open.pop(); member !== undefined; member = open.pop()) {
          component.set(member, entered.get(node) as number);
          if (member === node) break;
        }
      }
    }
  }
  return (a, b) => component.has(a) && component.get(a) === component.get(b);
}

interface Visit<N> {
  readonly node: N;
  index: number;
}
