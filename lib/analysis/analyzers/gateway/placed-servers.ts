import { gatewayWorkloads, installedFor } from '../../../model/gateway';
import type { ServerSpec } from '../../../model/kinds/networking';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';

/** A server of a Gateway. */
export interface PlacedServer {
  readonly gateway: ObjectOf<'gateways'>;
  readonly index: number;
  readonly server: ServerSpec;
}

/**
 * The servers that meet: on one port and address of one workload, or of whatever one selector selects where no
 * workload is given.
 */
export function serversThatMeet(model: MeshModel): PlacedServer[][] {
  const groups = new Map<string, PlacedServer[]>();
  for (const gateway of model.gateways) {
    const workloads = gatewayWorkloads(model, gateway);
    const installed = workloads.length > 0 ? [] : installedFor(model, gateway);
    const places =
      workloads.length > 0
        ? workloads.map(({ namespace, name }) => `${namespace}/${name}`)
        : installed.length > 0
          ? installed.map(({ namespace, service }) => `${namespace}/${service}`)
          : [JSON.stringify(Object.entries(gateway.spec.selector ?? {}).sort())];
    for (const [index, server] of (gateway.spec.servers ?? []).entries()) {
      if (server.port?.number === undefined) continue;
      for (const place of places) {
        const key = `${place} ${server.port.number} ${server.bind ?? ''}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ gateway, index, server }]);
        else group.push({ gateway, index, server });
      }
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
