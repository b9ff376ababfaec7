import { boundGateway } from '../../../model/bound-gateways';
import type { WrittenDestination } from '../../../model/destinations';
import { gatewayWorkloads } from '../../../model/gateway';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';

/** Who routes by a rule: proxies of a namespace, in the mesh or of a gateway. */
export type RuleClient =
  | { readonly kind: 'mesh'; readonly namespace: string }
  | { readonly kind: 'gateway'; readonly namespace: string; readonly gateway: ObjectOf<'gateways'> };

/** Those that use a destination, as far as they are among the objects. */
export function clientsOf(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  { gateways }: Pick<WrittenDestination, 'gateways'>,
): RuleClient[] {
  const all = service.spec.gateways?.length ? service.spec.gateways : ['mesh'];
  // A delegate is used by whoever uses those that delegate to it.
  if ((service.spec.hosts ?? []).length === 0) return [{ kind: 'mesh', namespace: service.namespace }];
  return (gateways ?? all).flatMap((written): RuleClient[] => {
    const bound = boundGateway(model, written, service.namespace);
    if (bound.kind === 'mesh') return [{ kind: 'mesh', namespace: service.namespace }];
    if (bound.kind !== 'gateway' || bound.object === undefined) return [];
    const { object: gateway } = bound;
    const namespaces = new Set(gatewayWorkloads(model, gateway).map(({ namespace }) => namespace));
    return [...namespaces].map((namespace) => ({ kind: 'gateway', namespace, gateway }));
  });
}

/** A client as a message names it. */
export function clientName(client: RuleClient): string {
  return client.kind === 'mesh' ? `namespace ${client.namespace}` : `the gateway in ${client.namespace}`;
}
