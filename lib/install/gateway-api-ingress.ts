import { fault } from '../diagnostics/fault';
import { type Check, isPlain, oneOf } from '../values/check';
import { shape } from '../values/shape';
import { type IngressGateway, ingressGateway } from './ingress-gateway';

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

/** The way in by a Gateway of the Gateway API. */
export const gatewayApiIngress: GatewayApiIngress = { kind: 'gateway-api-ingress', origin: 'gateway-api' };

/** By what requests come in from outside: a gateway that was installed, or one that istiod makes. */
export type Ingress = IngressGateway | GatewayApiIngress;

const madeByIstiod = shape<GatewayApiIngress>({
  kind: oneOf('gateway-api-ingress'),
  origin: oneOf('gateway-api'),
});

/** Either way in. */
export const ingress: Check<Ingress> = (value: unknown) => {
  if (isPlain(value) && value.kind === 'gateway-api-ingress') {
    return madeByIstiod(value as unknown as GatewayApiIngress);
  }
  if (isPlain(value) && value.kind === 'ingress-gateway') return ingressGateway(value as never);
  return fault(
    'a way in is expected',
    value,
    'give IngressGateway.istioctl(), IngressGateway.helm(), IngressGateway.labelled({ … }) or gatewayApiIngress',
  );
};
