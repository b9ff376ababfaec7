import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import { waypointOf } from '../../model/waypoint';
import type { Workload } from '../../model/workload';
import { remembered } from '../../values/remembered';
import type { WeightedCluster } from '../envoy/route-configuration';
import { Clusters, type MeshCluster, type NoCluster, unknownService } from './clusters';
import { serviceNames } from './service-domains';

/** A client that no sidecar stands before: plain, or through its node's ztunnel. */
export class DirectClient {
  private readonly clusters: Clusters;

  public constructor(
    private readonly model: MeshModel,
    private readonly namespace: string,
    private readonly ambient: boolean,
    workload?: Workload,
  ) {
    const { services } = sharedOf(model);
    const client = { namespace, labels: {}, ...(workload && { workload }) };
    this.clusters = new Clusters(model, services, client, ambient ? 'ztunnel' : 'cluster');
  }

  /** The Service that the cluster's DNS has under a name. */
  public service(name: string): MeshService | undefined {
    const { services, settings } = this.model;
    const { names } = sharedOf(this.model);
    const known = remembered(names, this.namespace, () =>
      serviceNames(services, this.namespace, settings.domain),
    );
    return known.get(name.replace(/\.$/, ''));
  }

  /** Where a call goes: the Service's pods, or a name outside; undefined for a port that the Service does not have. */
  public destinations(
    name: string,
    port: number,
    service: MeshService | undefined,
  ): { readonly route: readonly WeightedCluster[]; readonly clusters: Pick<Clusters, 'get'> } | undefined {
    if (service === undefined) {
      const outside: MeshCluster = { ...unknownService, name, host: name, port };
      return { route: [{ cluster: name, weight: 1 }], clusters: { get: () => outside } };
    }
    if (!service.ports.some(({ number }) => number === port)) return undefined;
    const cluster = `outbound|${port}||${service.host}`;
    return {
      route: [{ cluster, weight: 1 }],
      clusters: this,
    };
  }

  /** A cluster of the client. */
  public get(name: string): MeshCluster | NoCluster {
    return this.clusters.get(name);
  }

  /** The waypoint that calls to a service go through; only ztunnel sends them there. */
  public waypointOf(service: MeshService): Workload | undefined {
    // Without an address of its own a service is called by its pods' addresses, which lead past it.
    if (!this.ambient || service.headless) return undefined;
    const found = waypointOf(this.model, service);
    return found !== undefined && 'workload' in found ? found.workload : undefined;
  }
}

/** What all clients of a mesh know alike, and those of a namespace. */
interface Shared {
  readonly services: ReadonlyMap<string, MeshService>;
  readonly names: Map<string, ReadonlyMap<string, MeshService>>;
}

const shared = new WeakMap<MeshModel, Shared>();

function sharedOf(model: MeshModel): Shared {
  return remembered(shared, model, () => ({
    services: new Map(model.services.map((service) => [service.host, service])),
    names: new Map(),
  }));
}
