import { ipVersion } from '../../values/address-range';

/**
 * Where a request comes from, as `remote.ip` of a policy has it: at an edge the peer, or what the trusted proxies in
 * front say; elsewhere the last address of `X-Forwarded-For`.
 *
 * @param forwardedFor - the header as it came
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-for
 */
export function remoteAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  { useRemoteAddress, trustedProxies }: { useRemoteAddress: boolean; trustedProxies: number },
): string | undefined {
  if (forwardedFor === undefined || (useRemoteAddress && trustedProxies === 0)) return peer;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  if (useRemoteAddress) {
    return addressOf(hops[hops.length - trustedProxies]) ?? peer;
  }
  return addressOf(hops[hops.length - 1 - trustedProxies]) ?? peer;
}

function addressOf(hop: string | undefined): string | undefined {
  return hop !== undefined && ipVersion(hop) !== 0 ? hop : undefined;
}
