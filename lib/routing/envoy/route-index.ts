import type { RequestView } from '../../authorization/request-view';
import type { VirtualHost } from './configuration';
import type { Route } from './route-configuration';
import { routeMatches } from './route-match';

/** Below this many, asking one after the other is faster. */
const few = 8;

/** The routes of a virtual host by what their paths can be, as places in its list. */
interface PathIndex {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly prefixes: ReadonlyMap<string, readonly number[]>;
  /** The lengths that prefixes have, the shortest first. */
  readonly lengths: readonly number[];
  /** Expressions and ignored case: asked each time. */
  readonly rest: readonly number[];
}

const indexes = new WeakMap<VirtualHost, PathIndex>();

/** The first route that takes the request, by its place; -1 where none does. */
export function routeIndexOf(host: VirtualHost, request: RequestView): number {
  const { routes } = host;
  if (routes.length < few) return routes.findIndex(({ match }) => routeMatches(match, request));
  let index = indexes.get(host);
  if (index === undefined) {
    index = indexOf(routes);
    indexes.set(host, index);
  }
  return firstOf(candidates(index, request.bare), routes, request);
}

function indexOf(routes: readonly Route[]): PathIndex {
  const exact = new Map<string, number[]>();
  const prefixes = new Map<string, number[]>();
  const rest: number[] = [];
  routes.forEach(({ match: { path } }, place) => {
    if (path.kind === 'regex' || path.ignoreCase) rest.push(place);
    else add(path.kind === 'exact' ? exact : prefixes, path.value, place);
  });
  const lengths = [...new Set([...prefixes.keys()].map(({ length }) => length))].sort((a, b) => a - b);
  return { exact, prefixes, lengths, rest };
}

function add(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else places.push(place);
}

/** Lists of places, each in order, that hold every route whose path can match. */
function candidates(index: PathIndex, bare: string): (readonly number[])[] {
  const lists: (readonly number[])[] = [];
  const exact = index.exact.get(bare);
  if (exact !== undefined) lists.push(exact);
  for (const length of index.lengths) {
    if (length > bare.length) break;
    const found = index.prefixes.get(bare.slice(0, length));
    if (found !== undefined) lists.push(found);
  }
  if (index.rest.length > 0) lists.push(index.rest);
  return lists;
}

/** Goes through several ordered lists at once, the smallest place first. */
function firstOf(lists: (readonly number[])[], routes: readonly Route[], request: RequestView): number {
  const at = new Array<number>(lists.length).fill(0);
  for (;;) {
    let next = -1;
    let list = -1;
    for (let one = 0; one < lists.length; one += 1) {
      const place = (lists[one] as readonly number[])[at[one] as number];
      if (place !== undefined && (next === -1 || place < next)) {
        next = place;
        list = one;
      }
    }
    if (next === -1) return -1;
    if (routeMatches((routes[next] as Route).match, request)) return next;
    at[list] = (at[list] as number) + 1;
  }
}
