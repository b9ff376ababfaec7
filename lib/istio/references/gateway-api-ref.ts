import { text } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { namespaceName } from '../../values/dns-label';
import { inNamespace, objectName } from '../../values/object-name';
import { optional, reference } from '../../values/shape';

/** A Gateway of the Gateway API, a waypoint among them: one of this app, or `GatewayApiGateway.named`. */
export interface IGatewayApiGateway {
  readonly kind: 'gateway-api-gateway';
  readonly name: string;
  /** `undefined` where neither the object nor its chart says one. */
  readonly namespace: string | undefined;
}

/** Names a Gateway of the Gateway API that another app or team describes. */
export const GatewayApiGateway = {
  /** A Gateway of the Gateway API that is not described in this app. */
  named(name: string, options: { readonly namespace: string }): IGatewayApiGateway {
    checkedCall('GatewayApiGateway.named', inNamespace, options);
    return { kind: 'gateway-api-gateway', name, namespace: options.namespace };
  },
};

/** A class of gateways of the Gateway API: one of this app, or one that Istio brings. */
export interface IGatewayClass {
  readonly kind: 'gateway-class';
  readonly name: string;
}

/** The class of Istio's waypoints. */
export const waypointClass: IGatewayClass = { kind: 'gateway-class', name: 'istio-waypoint' };

export const gatewayApiGateway = reference<IGatewayApiGateway>(
  'a gateway of the Gateway API',
  "give GatewayApiGateway.named('waypoint', { namespace: 'demo' })",
  ['gateway-api-gateway'],
  { name: objectName, namespace: optional(namespaceName) },
);

/** A class that policies can be attached to: istiod looks for no other. */
export const policyGatewayClass = reference<IGatewayClass>(
  'a class of gateways',
  'give waypointClass',
  ['gateway-class'],
  {
    name: text({
      holds: (name) => name === waypointClass.name,
      problem: 'Istio attaches policies to the class of its waypoints alone',
      instead: 'give waypointClass, or the gateways themselves',
    }),
  },
);
