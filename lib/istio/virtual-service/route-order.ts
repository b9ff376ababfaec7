import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import { type HostName, covers as hostCovers } from '../../values/host-name';
import type { RenderedStringMatch } from './string-match';

/** A match of any kind of route, as it is written. */
export interface WrittenMatch {
  readonly uri?: RenderedStringMatch;
  readonly ignoreUriCase?: boolean;
  readonly scheme?: RenderedStringMatch;
  readonly method?: RenderedStringMatch;
  readonly authority?: RenderedStringMatch;
  readonly headers?: Readonly<Record<string, RenderedStringMatch>>;
  readonly withoutHeaders?: Readonly<Record<string, RenderedStringMatch>>;
  readonly queryParams?: Readonly<Record<string, RenderedStringMatch>>;
  readonly port?: number;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
  readonly destinationSubnets?: readonly string[];
  readonly sniHosts?: readonly string[];
}

/** What a route says of which traffic it takes. */
export interface OrderedRoute {
  /** Whether the route decides about all that it takes; what a delegate takes is for its own routes to say. */
  readonly decides: boolean;
  /** Its alternatives; `undefined` for everything. */
  readonly match: readonly WrittenMatch[] | undefined;
}

/**
 * Finds routes, and alternatives of routes, that never decide, because all that they take is taken by one before them.
 *
 * @param bound the gateways that the routes hold for
 */
export function orderFault(routes: readonly OrderedRoute[], bound: readonly string[]): Fault | undefined {
  return firstFault(routes.length, (index) => {
    const earlier = routes.slice(0, index);
    const catchAll = earlier.findIndex(({ decides, match }) => decides && match === undefined);
    if (catchAll >= 0) {
      return within(
        catchAll,
        fault(
          `route ${catchAll + 1} of ${routes.length} takes every request, so those behind it are never reached`,
          'no condition',
          'put it last or give it a `match`',
        ),
      );
    }
    const { match = [] } = routes[index] as OrderedRoute;
    const found = firstFault(match.length, (place) => {
      const by = earlier.findIndex(
        (route) =>
          route.decides && route.match?.some((one) => covers(one, match[place] as WrittenMatch, bound)),
      );
      return by < 0
        ? undefined
        : within(
            place,
            fault(
              `route ${by + 1} of ${routes.length} takes all that this match does, which is never reached`,
              match[place],
              'put the narrower one first, or leave one out',
            ),
          );
    });
    return within(index, within('match', found));
  });
}

/** Whether all traffic that meets the one also meets the other. */
function covers(wide: WrittenMatch, narrow: WrittenMatch, bound: readonly string[]): boolean {
  return (
    text(wide.uri, narrow.uri, wide.ignoreUriCase === true, narrow.ignoreUriCase === true) &&
    text(wide.scheme, narrow.scheme) &&
    text(wide.method, narrow.method) &&
    text(wide.authority, narrow.authority) &&
    each(wide.headers, narrow.headers, text) &&
    each(wide.withoutHeaders, narrow.withoutHeaders, same) &&
    each(wide.queryParams, narrow.queryParams, text) &&
    (wide.port === undefined || wide.port === narrow.port) &&
    each(wide.sourceLabels, narrow.sourceLabels, same) &&
    (wide.sourceNamespace === undefined || wide.sourceNamespace === narrow.sourceNamespace) &&
    (wide.gateways === undefined ||
      (narrow.gateways ?? bound).every((one) => wide.gateways?.includes(one))) &&
    (wide.destinationSubnets === undefined ||
      narrow.destinationSubnets?.every((one) => wide.destinationSubnets?.includes(one)) === true) &&
    (wide.sniHosts === undefined ||
      narrow.sniHosts?.every((one) =>
        wide.sniHosts?.some((other) => hostCovers(other as HostName, one as HostName)),
      ) === true)
  );
}

function each<V>(
  wide: Readonly<Record<string, V>> | undefined,
  narrow: Readonly<Record<string, V>> | undefined,
  holds: (wide: V, narrow: V | undefined) => boolean,
): boolean {
  return Object.entries(wide ?? {}).every(([name, value]) => {
    const other = narrow !== undefined && Object.hasOwn(narrow, name) ? narrow[name] : undefined;
    return other !== undefined && holds(value, other);
  });
}

function same(wide: unknown, narrow: unknown): boolean {
  return JSON.stringify(wide) === JSON.stringify(narrow);
}

function text(
  wide: RenderedStringMatch | undefined,
  narrow: RenderedStringMatch | undefined,
  wideIgnoresCase = false,
  narrowIgnoresCase = false,
): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return wide.prefix === '/';
  if (narrowIgnoresCase && !wideIgnoresCase && wide.prefix !== '/') return false;
  const read = (value: string) => (wideIgnoresCase ? value.toLowerCase() : value);
  if (wide.exact !== undefined) return narrow.exact !== undefined && read(narrow.exact) === read(wide.exact);
  if (wide.regex !== undefined) return narrow.regex === wide.regex;
  const begin = narrow.exact ?? narrow.prefix;
  return wide.prefix === undefined || (begin !== undefined && read(begin).startsWith(read(wide.prefix)));
}
