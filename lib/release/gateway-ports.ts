import { proxyPorts } from '../values/proxy-ports';

/** Where a gateway's proxy answers whether it is ready. */
const health = { name: 'status-port', port: proxyPorts.health, targetPort: proxyPorts.health } as const;

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
} as const;
