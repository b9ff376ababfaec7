import type { IConstruct } from 'constructs';
import { fault } from '../../diagnostics/fault';
import { aConstruct } from '../../values/a-construct';
import { anyText, type Check, list, text } from '../../values/check';
import { isDnsLabel, namespaceName } from '../../values/dns-label';
import { optional, reference } from '../../values/shape';

/** A Gateway that routes are bound to: one of this app, or `Gateway.named` for another team's. */
export interface IGateway {
  readonly kind: 'gateway';
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where it is described in this app, so that its routes are applied after it; `undefined` outside. */
  readonly construct: IConstruct | undefined;
  /** The hosts that its servers answer for, perhaps after a namespace and a slash; `undefined` outside. */
  readonly hosts: readonly string[] | undefined;
}

/** Every sidecar of the mesh, as opposed to a gateway. */
export interface MeshGateway {
  readonly kind: 'mesh';
}

/** All sidecars: binds a route to traffic between workloads, beside the gateways that it names. */
export const mesh: MeshGateway = { kind: 'mesh' };

/** What a route is bound to. */
export type RouteGateway = IGateway | MeshGateway;

/** What a Gateway can be called: Istio takes no dots, and reads `mesh` as all sidecars. */
export const gatewayName: Check<string> = text({
  holds: (name) => isDnsLabel(name) && name !== mesh.kind,
  problem: "a Gateway is named by a DNS label other than 'mesh'",
  instead: 'use lower-case letters, digits and dashes',
});

/** A Gateway, and not all sidecars. */
export const gatewayReference = reference<IGateway>(
  'a gateway',
  "give a Gateway, Gateway.named('shared', { namespace: 'istio-ingress' }), or mesh for all sidecars",
  ['gateway'],
  {
    name: gatewayName,
    namespace: optional(namespaceName),
    construct: optional(aConstruct),
    hosts: optional(list(anyText)),
  },
);

export const routeGateway: Check<RouteGateway> = (value: RouteGateway) =>
  isMesh(value) ? undefined : gatewayReference(value);

/** What a VirtualService or a match is bound to: each once. */
export const routeGateways: Check<readonly RouteGateway[]> = (values: readonly RouteGateway[]) => {
  const found = list(routeGateway)(values);
  if (found) return found;
  const names = values.map((value) => renderGateway(value, undefined));
  const index = names.findIndex((name, place) => names.indexOf(name) < place);
  return index < 0
    ? undefined
    : { ...fault('the list holds it twice', names[index], 'name it once'), path: [index] };
};

/** A Gateway that is not described in this app. */
export function namedGateway(name: string, namespace: string): IGateway {
  return { kind: 'gateway', name, namespace, construct: undefined, hosts: undefined };
}

/** Whether a route is bound to all sidecars. */
export function isMesh(value: unknown): value is MeshGateway {
  return typeof value === 'object' && value !== null && (value as MeshGateway).kind === 'mesh';
}

/** The name that an object in `namespace` calls the gateway by. */
export function renderGateway(gateway: RouteGateway, namespace: string | undefined): string {
  if (gateway.kind === 'mesh') return gateway.kind;
  return gateway.namespace === undefined || gateway.namespace === namespace
    ? gateway.name
    : `${gateway.namespace}/${gateway.name}`;
}

/** The constructs among some gateways. */
export function gatewayConstructs(gateways: readonly RouteGateway[]): readonly IConstruct[] {
  return gateways.flatMap((gateway) =>
    gateway.kind === 'mesh' || !gateway.construct ? [] : [gateway.construct],
  );
}
