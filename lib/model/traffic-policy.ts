import type { ClientTlsSpec, TrafficPolicySpec } from './kinds/networking';

/** What a client's traffic policy for one port says. */
export interface PortPolicy {
  readonly loadBalancer?: TrafficPolicySpec['loadBalancer'];
  readonly outlierDetection?: TrafficPolicySpec['outlierDetection'];
  readonly tls?: ClientTlsSpec;
}

/**
 * The traffic policy of a rule and its subset for a port, the more specific wins: what stands for the port takes nothing
 * from what stands for all.
 *
 * @param subsetInheritsTls whether a subset whose port settings say nothing of TLS has the rule's
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export function trafficPolicyAt(
  rule: TrafficPolicySpec | undefined,
  subset: TrafficPolicySpec | undefined,
  port: number,
  subsetInheritsTls: boolean,
): PortPolicy {
  const ofRule = atPort(rule, port) ?? rule ?? {};
  if (subset === undefined) return ofRule;
  const own = atPort(subset, port);
  if (own === undefined) return { ...ofRule, ...defined(subset) };
  return subsetInheritsTls && own.tls === undefined && ofRule.tls ? { ...own, tls: ofRule.tls } : own;
}

function atPort(policy: TrafficPolicySpec | undefined, port: number): PortPolicy | undefined {
  return policy?.portLevelSettings?.find((one) => one.port?.number === port);
}

function defined({ loadBalancer, outlierDetection, tls }: TrafficPolicySpec): PortPolicy {
  return {
    ...(loadBalancer && { loadBalancer }),
    ...(outlierDetection && { outlierDetection }),
    ...(tls && { tls }),
  };
}
