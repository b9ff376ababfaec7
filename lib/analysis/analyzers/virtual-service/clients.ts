import { boundGateway, boundGateways } from '../../../model/bound-gateways';
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
  const { namespace } = service;
  // A delegate is used by whoever uses those that delegate to it.
  if ((service.spec.hosts ?? []).length === 0) return [{ kind: 'mesh', namespace }];
  const all =
    gateways?.map((written) => boundGateway(model, written, namespace)) ?? boundGateways(model, service);
  const clients: RuleClient[] = [];
  for (const bound of all) {
    if (bound.kind === 'mesh') clients.push({ kind: 'mesh', namespace });
    if (bound.kind !== 'gateway' || bound.object === undefined) continue;
    const { object: gateway } = bound;
    for (const place of new Set(gatewayWorkloads(model, gateway).map((workload) => workload.namespace)))
      clients.push({ kind: 'gateway', namespace: place, gateway });
  }
  return clients;
}

/** A client as a message names it. */
export function clientName(client: RuleClient): string {
  return client.kind === 'mesh' ? `namespace ${client.namespace}` : `the gateway in ${client.namespace}`;
}
