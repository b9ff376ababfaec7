import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { checkNamespace, isDnsLabel } from '../../values/dns-label';

/** A Gateway that routes are bound to: one of this app, or `Gateway.named` for another team's. */
export interface IGateway {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where it is described in this app, so that its routes are applied after it; `undefined` outside. */
  readonly construct: IConstruct | undefined;
}

/** Every sidecar of the mesh, as opposed to a gateway. */
export interface MeshGateway {
  readonly kind: 'mesh';
}

/** All sidecars: binds a route to traffic between workloads, beside the gateways that it names. */
export const mesh: MeshGateway = { kind: 'mesh' };

/** What a route is bound to. */
export type RouteGateway = IGateway | MeshGateway;

/** Whether a Gateway can be called so: Istio takes no dots, and reads `mesh` as all sidecars. */
export function isGatewayName(name: string): boolean {
  return isDnsLabel(name) && name !== mesh.kind;
}

/** A Gateway that is not described in this app. */
export function namedGateway(name: string, options: { readonly namespace: string }): IGateway {
  if (!isGatewayName(name)) {
    throw new ConfigError({
      problem: "a Gateway is named by a DNS label other than 'mesh'",
      got: name,
      instead: "write for example Gateway.named('shared', { namespace: 'istio-ingress' })",
    });
  }
  checkNamespace(options.namespace);
  return { name, namespace: options.namespace, construct: undefined };
}

/** The name that an object in `namespace` calls the gateway by. */
export function renderGateway(gateway: RouteGateway, namespace: string | undefined): string {
  if ('kind' in gateway) return gateway.kind;
  return gateway.namespace === undefined || gateway.namespace === namespace
    ? gateway.name
    : `${gateway.namespace}/${gateway.name}`;
}

/** The constructs among some gateways. */
export function gatewayConstructs(gateways: readonly RouteGateway[]): readonly IConstruct[] {
  return gateways.flatMap((gateway) => ('kind' in gateway || !gateway.construct ? [] : [gateway.construct]));
}
