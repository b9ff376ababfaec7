import type { IGatewayClass } from '../../istio/references/gateway-api-ref';
import { objectName } from '../../values/object-name';
import { reference } from '../../values/shape';

/** The class of gateways that istiod makes a Deployment and a Service for. */
export const istioClass: IGatewayClass = { kind: 'gateway-class', name: 'istio' };

/** The class of gateways of another cluster, which this one only knows of. */
export const remoteClass: IGatewayClass = { kind: 'gateway-class', name: 'istio-remote' };

export const gatewayClass = reference<IGatewayClass>(
  'a class of gateways',
  "give istioClass, a GatewayClass, or GatewayClass.named('edge')",
  ['gateway-class'],
  { name: objectName },
);
