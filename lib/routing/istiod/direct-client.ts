import { policiesIn } from '../../authorization/authorization-policies';
import { authenticationIn } from '../../authorization/request-authentications';
import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import { waypointOf } from '../../model/waypoint';
import type { Workload } from '../../model/workload';
import type { HttpConnectionManager, WeightedCluster } from '../envoy/configuration';
import { gatewayScope, rulesFor } from './client-scope';
import { Clusters, type Endpoint, type MeshCluster, type NoCluster } from './clusters';
import { proxySettings } from './proxy-settings';
import type { RoutingRule } from './rule';
import { serviceNames } from './service-domains';
import { sidecarRouteTable } from './sidecar-route-table';

/** A client that no sidecar stands before: plain, or through its node's ztunnel. */
export class DirectClient {
  private readonly clusters: Clusters;
  private names: ReadonlyMap<string, MeshService> | undefined;
  private readonly waypoints = new Map<string, { manager: HttpConnectionManager; clusters: Clusters }>();

  public constructor(
    private readonly model: MeshModel,
    private readonly namespace: string,
    private readonly ambient: boolean,
    workload?: Workload,
  ) {
    const services = new Map(model.services.map((service) => [service.host, service]));
    const client = { namespace, labels: {}, ...(workload && { workload }) };
    this.clusters = new Clusters(model, services, client, ambient ? 'ztunnel' : 'cluster');
  }

  /** The Service that the cluster's DNS has under a name. */
  public service(name: string): MeshService | undefined {
    const { services, settings } = this.model;
    this.names ??= serviceNames(services, this.namespace, settings.domain);
    return this.names.get(name.replace(/\.$/, ''));
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

  private readonly kept = new Map<MeshCluster, MeshCluster>();

  /** Between ztunnels everything is mutual TLS, whatever the workloads know of it. */
  private secured(cluster: MeshCluster | NoCluster): MeshCluster | NoCluster {
    if (!this.ambient || 'missing' in cluster) return cluster;
    let secured = this.kept.get(cluster);
    if (secured === undefined) {
      const endpoints = cluster.endpoints.map((endpoint): Endpoint => {
        const { proxy } = endpoint.workload;
        const tls =
          proxy === 'ztunnel' || proxy === 'sidecar' || proxy === 'unknown'
            ? ({ mode: 'istio-mutual', because: 'ztunnel' } as const)
            : ({ mode: 'none', because: 'the workload has no proxy' } as const);
        return { ...endpoint, tls };
      });
      secured = { ...cluster, endpoints };
      this.kept.set(cluster, secured);
    }
    return secured;
  }

  /** A cluster of the client. */
  public get(name: string): MeshCluster | NoCluster {
    return this.secured(this.clusters.get(name));
  }

  /** The waypoint that calls to a service go through; only ztunnel sends them there. */
  public waypointOf(service: MeshService): Workload | undefined {
    return this.ambient ? waypointOf(this.model, service) : undefined;
  }

  /** What a waypoint does with requests to a port of a service. */
  public waypointProxy(
    waypoint: Workload,
    rules: readonly RoutingRule[],
    service: MeshService,
    port: number,
  ): { readonly manager: HttpConnectionManager; readonly clusters: Clusters } {
    const key = `${waypoint.namespace}/${waypoint.name} ${service.host} ${port}`;
    let proxy = this.waypoints.get(key);
    if (proxy !== undefined) return proxy;
    const { model } = this;
    const { services } = gatewayScope(model, waypoint.namespace);
    const client = { namespace: waypoint.namespace, labels: waypoint.labels, workload: waypoint };
    const clusters = new Clusters(model, services, client, 'proxy');
    const place = { workload: waypoint, service, waypoint: true };
    const authentication = authenticationIn(model, place);
    const policies = policiesIn(model, place, 'http');
    const table = sidecarRouteTable({
      port,
      services: [{ ...service, ports: service.ports.filter(({ number }) => number === port) }],
      rules: rulesFor(rules, 'mesh', waypoint.namespace),
      outbound: 'registry-only',
      clusterDomain: model.settings.domain,
      context: {
        port,
        gateway: 'mesh',
        labels: waypoint.labels,
        namespace: waypoint.namespace,
        tls: false,
        cluster: (destination) => clusters.nameOf(destination, port, services.get(destination?.host ?? '')),
        defaultRetries: undefined,
      },
    });
    const hosts = table.hosts.filter(({ domains }) => domains.includes(service.host));
    proxy = {
      clusters,
      manager: {
        kind: 'http',
        scheme: 'http',
        useRemoteAddress: false,
        ...proxySettings(model, waypoint),
        ...(authentication && { authentication }),
        policies: policies.rbac,
        routes: { ...table, hosts: hosts.map((host) => ({ ...host, domains: ['*'] })) },
        notModelled: policies.notModelled,
      },
    };
    this.waypoints.set(key, proxy);
    return proxy;
  }
}

/** A name that nothing of the mesh stands behind. */
const unknownService = {
  service: undefined as never,
  servicePort: undefined as never,
  endpoints: [],
  outside: true,
};
