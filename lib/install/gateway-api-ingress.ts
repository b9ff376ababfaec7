import type { IngressGateway } from './ingress-gateway';

/**
 * The way in that nobody installs: istiod makes a Deployment and a Service for each Gateway of the Gateway API, beside it
 * in its namespace.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
export interface GatewayApiIngress {
  readonly kind: 'gateway-api-ingress';
  readonly origin: 'gateway-api';
}

export const gatewayApiIngress: GatewayApiIngress = { kind: 'gateway-api-ingress', origin: 'gateway-api' };

/** By what requests come in from outside: a gateway that was installed, or one that istiod makes. */
export type Ingress = IngressGateway | GatewayApiIngress;
