import { inRange, rangeLength } from '../../values/address-range';
import type { FilterChain } from './configuration';

/** A connection as a listener sees it. */
export interface Connection {
  /** The name that a TLS client asks for; left out for plain TCP. */
  readonly serverName?: string;
  /** The address that the client called. */
  readonly destination?: string;
}

/**
 * The filter chain of a connection: the most specific address first, then the exact server name, then the longest
 * `*.suffix`, then a chain for any.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch
 */
export function chainOf(chains: readonly FilterChain[], connection: Connection): FilterChain | undefined {
  const name = connection.serverName?.toLowerCase();
  let best: FilterChain | undefined;
  let score = -1;
  for (const chain of chains) {
    const address = addressScore(chain.destinations, connection.destination);
    const server = nameScore(chain.serverNames, name);
    if (address === -1 || server === -1) continue;
    const together = address * 1000 + server;
    if (together > score) {
      best = chain;
      score = together;
    }
  }
  return best;
}

function addressScore(ranges: readonly string[] | undefined, address: string | undefined): number {
  if (ranges === undefined || ranges.length === 0) return 0;
  if (address === undefined) return -1;
  const lengths = ranges.filter((range) => inRange(address, range)).map(rangeLength);
  return lengths.length === 0 ? -1 : 1 + Math.max(...lengths);
}

function nameScore(names: readonly string[] | undefined, given: string | undefined): number {
  if (names === undefined || names.length === 0) return 0;
  let best = -1;
  for (const name of names) {
    const wanted = name.toLowerCase();
    if (wanted === '*') best = Math.max(best, 0);
    else if (given === undefined) continue;
    else if (wanted === given) best = 999;
    else if (wanted.startsWith('*.') && given.endsWith(wanted.slice(1)) && given.length > wanted.length - 1) {
      best = Math.max(best, wanted.length);
    }
  }
  return best;
}
