import type { GatewayPort } from '../istio/references/gateway-workload';

/** Where a gateway's proxy answers whether it is ready. */
const health: GatewayPort = { name: 'status-port', port: 15021, targetPort: 15021 };

/** The ports of Istio's gateways, as each way of installing them opens them. */
export const gatewayPorts = {
  health,

  /** Of `istioctl`: the pods listen where no root is needed. */
  istioctl: [
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
  ],

  /** Of the profile `demo` besides: plain TCP, and TLS between clusters. */
  demo: [
    { name: 'tcp', port: 31400, targetPort: 31400 },
    { name: 'tls', port: 15443, targetPort: 15443 },
  ],

  /** Of the Helm chart `gateway`. */
  chart: [
    { name: 'http2', port: 80, targetPort: 80 },
    { name: 'https', port: 443, targetPort: 443 },
  ],
} as const satisfies Record<string, GatewayPort | readonly GatewayPort[]>;
