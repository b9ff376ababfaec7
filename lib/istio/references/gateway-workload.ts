/** A port of a gateway's Service. */
export interface GatewayPort {
  readonly name: string;
  /** The Service's port: what a client outside connects to, and what a Gateway's server names. */
  readonly port: number;
  /** The pod's port behind it. */
  readonly targetPort: number;
}

/**
 * The Envoy deployment that a Gateway configures. An `IngressGateway` is one, taken from how Istio was installed,
 * so that selector and ports can't disagree with it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway
 */
export interface IGatewayWorkload {
  readonly namespace: string;
  /** The labels on its pods that a Gateway selects by. */
  readonly labels: Readonly<Record<string, string>>;
  /** The ports of its Service. */
  readonly ports: readonly GatewayPort[];
}
