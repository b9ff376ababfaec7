/**
 * The ports that the proxies of Istio listen on themselves.
 *
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 */
export const proxyPorts = {
  admin: 15000,
  outbound: 15001,
  /** Found listening by Istio itself, to tell whether traffic is captured. */
  failure: 15002,
  debug: 15004,
  inbound: 15006,
  /** The mesh's own tunnel, as ambient mode speaks it. */
  hbone: 15008,
  /** The agent beside the proxy: it is asked for metrics, and to quit. */
  agent: 15020,
  health: 15021,
  dns: 15053,
  metrics: 15090,
} as const;
