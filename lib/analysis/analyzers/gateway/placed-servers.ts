import { gatewayWorkloads, installedFor, portOfPod } from '../../../model/gateway';
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
 * The servers that meet: on one port of the pod and address of one workload, or of whatever one selector selects where no
 * workload is given.
 */
export function serversThatMeet(model: MeshModel): PlacedServer[][] {
  const groups = new Map<string, PlacedServer[]>();
  for (const gateway of model.gateways) {
    const workloads = gatewayWorkloads(model, gateway);
    const installed = workloads.length > 0 ? [] : installedFor(model, gateway);
    const unknown = JSON.stringify(Object.entries(gateway.spec.selector ?? {}).sort());
    const placesOf = (port: number): string[] => {
      if (workloads.length > 0)
        return workloads.map((one) => `${one.namespace}/${one.name} ${portOfPod(model, one, port) ?? port}`);
      if (installed.length === 0) return [`${unknown} ${port}`];
      return installed.map(({ namespace, service, ports }) => {
        const target = ports.find((one) => one.port === port)?.targetPort ?? port;
        return `${namespace}/${service} ${target}`;
      });
    };
    for (const [index, server] of (gateway.spec.servers ?? []).entries()) {
      if (server.port?.number === undefined) continue;
      for (const place of placesOf(server.port.number)) {
        const key = `${place} ${server.bind ?? ''}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ gateway, index, server }]);
        else group.push({ gateway, index, server });
      }
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
