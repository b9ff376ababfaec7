import type { RouteTable, VirtualHost } from './configuration';

/** A route table's names, ready to be asked. */
interface HostIndex {
  readonly exact: ReadonlyMap<string, VirtualHost>;
  /** `.a.test` from `*.a.test`; the longest are asked first. */
  readonly suffixes: ReadonlyMap<string, VirtualHost>;
  readonly suffixLengths: readonly number[];
  readonly prefixes: ReadonlyMap<string, VirtualHost>;
  readonly prefixLengths: readonly number[];
  readonly rest?: VirtualHost;
}

const indexes = new WeakMap<RouteTable, HostIndex>();

/**
 * The virtual host of a Host header: the exact name, the longest `*.suffix`, the longest `prefix.*`, and `*` last.
 * The port in the header does not count, nor does its case.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto
 */
export function virtualHostOf(table: RouteTable, host: string): VirtualHost | undefined {
  let index = indexes.get(table);
  if (index === undefined) {
    index = indexOf(table);
    indexes.set(table, index);
  }
  const name = withoutPort(host).toLowerCase();
  const exact = index.exact.get(name);
  if (exact !== undefined) return exact;
  for (const length of index.suffixLengths) {
    if (length >= name.length) continue;
    const found = index.suffixes.get(name.slice(-length));
    if (found !== undefined) return found;
  }
  for (const length of index.prefixLengths) {
    if (length >= name.length) continue;
    const found = index.prefixes.get(name.slice(0, length));
    if (found !== undefined) return found;
  }
  return index.rest;
}

function indexOf(table: RouteTable): HostIndex {
  const exact = new Map<string, VirtualHost>();
  const suffixes = new Map<string, VirtualHost>();
  const prefixes = new Map<string, VirtualHost>();
  let rest: VirtualHost | undefined;
  for (const host of table.hosts) {
    for (const domain of host.domains) {
      if (domain === '*') rest ??= host;
      else if (domain.startsWith('*')) addFirst(suffixes, domain.slice(1), host);
      else if (domain.endsWith('*')) addFirst(prefixes, domain.slice(0, -1), host);
      else addFirst(exact, domain, host);
    }
  }
  const lengths = (map: ReadonlyMap<string, VirtualHost>) =>
    [...new Set([...map.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  return {
    exact,
    suffixes,
    suffixLengths: lengths(suffixes),
    prefixes,
    prefixLengths: lengths(prefixes),
    ...(rest && { rest }),
  };
}

function addFirst(map: Map<string, VirtualHost>, key: string, host: VirtualHost): void {
  if (!map.has(key)) map.set(key, host);
}

/** `a.test` of `a.test:8000`, `[::1]` of `[::1]:8000`. */
export function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  if (colon === -1 || host.endsWith(']')) return host;
  return /^\d*$/.test(host.slice(colon + 1)) && (host.startsWith('[') || host.indexOf(':') === colon)
    ? host.slice(0, colon)
    : host;
}
