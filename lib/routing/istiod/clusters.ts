import { carries } from '../../kubernetes/label-selector';
import { destinationRulesFor, subsetOf } from '../../model/destination-rule';
import { serviceOfHost } from '../../model/host-name';
import type { ClientTlsSpec } from '../../model/kinds/networking';
import type { DestinationSpec } from '../../model/kinds/virtual-service';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { mutualTlsOf } from '../../model/mutual-tls';
import type { MeshService } from '../../model/service';
import { isRunning, serviceWorkloads, targetNumber } from '../../model/service-workloads';
import { trafficPolicyAt } from '../../model/traffic-policy';
import { portsElsewhere } from '../../model/visibility';
import { gatewaysUseWaypoint, waypointOf } from '../../model/waypoint';
import type { Workload } from '../../model/workload';
import { routingBehaviour } from '../../release/routing-behaviour';
import type { Labels } from '../../values/labels';
import type { ClusterTls } from '../envoy/configuration';
import type { ObjectReference } from '../envoy/origin';
import { type ClusterLocalities, clusterLocalities, onClientsNode, type Sharer } from './cluster-localities';
import { referenceTo } from './object-reference';

/** A cluster of a client: where a share of its requests goes. */
export interface MeshCluster extends ClusterLocalities {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  /** `undefined` where nothing of the given mesh stands behind the name. */
  readonly service: MeshService | undefined;
  readonly endpoints: readonly Endpoint[];
  /** Whether there are endpoints that no object among the manifests is. */
  readonly outside: boolean;
  readonly rule?: ObjectReference;
  /** What a gateway leads calls through before they come to the endpoints. */
  readonly waypoint?: Workload;
}

/** Pods that answer, and how they are spoken to. */
export interface Endpoint {
  readonly workload: Workload;
  readonly port: number;
  readonly tls: ClusterTls;
}

/** Why there is nobody to answer. */
export type NoCluster = { readonly missing: string };

/** A name that nothing of the given mesh stands behind. */
export const unknownService = {
  service: undefined,
  endpoints: [],
  outside: true,
} satisfies Partial<MeshCluster>;

/** Whose clusters they are. */
export interface ClusterClient {
  readonly namespace: string;
  readonly labels: Labels;
  /** What calls; left out where it is not known, or is no one workload. */
  readonly workload?: Workload;
}

/** The clusters of a client. */
export class Clusters {
  private readonly known = new Map<string, MeshCluster | NoCluster>();

  public constructor(
    private readonly model: MeshModel,
    private readonly services: ReadonlyMap<string, MeshService>,
    private readonly client: ClusterClient,
    /** Only a proxy of the mesh follows DestinationRules, and speaks mutual TLS by itself. */
    private readonly sharer: Sharer,
  ) {}

  /** The name of a destination's cluster; the port that the route is for where the destination names none. */
  public nameOf(
    destination: DestinationSpec | undefined,
    port: number,
    service: MeshService | undefined,
  ): string {
    if (!destination?.host) return 'UnknownService';
    const host = service?.externalName ?? destination.host;
    const numbers =
      service?.ports.map(({ number }) => number) ?? portsElsewhere(this.model, destination.host) ?? [];
    const [only] = numbers.length === 1 ? numbers : [];
    const used = destination.port?.number ?? only ?? port;
    return `outbound|${used}|${destination.subset ?? ''}|${host}`;
  }

  /** The cluster of a name. */
  public get(name: string): MeshCluster | NoCluster {
    let cluster = this.known.get(name);
    if (cluster === undefined) {
      cluster = this.build(name);
      this.known.set(name, cluster);
    }
    return cluster;
  }

  private build(name: string): MeshCluster | NoCluster {
    const [, portText = '', subset = '', host = ''] = name.split('|');
    if (host === '') return { missing: 'the destination is not there, or may not be used' };
    const port = Number(portText);
    const service = this.services.get(host) ?? this.covering(host);
    if (service === undefined) return this.elsewhere(name, host, port, subset);
    const servicePort = service.ports.find(({ number }) => number === port);
    if (servicePort === undefined) return { missing: `${host} has no port ${port}` };
    const rules = destinationRulesFor(this.model, service.host, service.namespace, this.client);
    const [rule] = rules;
    const chosen = subset === '' ? undefined : subsetOf(rules, subset);
    if (subset !== '' && chosen === undefined) {
      return { missing: `no DestinationRule of ${host} has a subset ${subset}` };
    }
    const labels = chosen?.labels ?? {};
    const policy = trafficPolicyAt(
      rule?.spec.trafficPolicy,
      chosen?.trafficPolicy,
      port,
      routingBehaviour(this.model.release).subsetInheritsTls,
    );
    const selected = serviceWorkloads(this.model, service).filter(
      (one) => isRunning(one) && carries(one.labels, labels),
    );
    const near = onClientsNode(this.model, service, selected, this.client.workload);
    const { workloads } = near;
    const waypoint = this.waypointBefore(service);
    const placed = { service, workloads, subset: labels, policy, rule };
    const localities = waypoint
      ? {}
      : clusterLocalities(this.model, placed, this.sharer, this.client.workload);
    return {
      name,
      host,
      port,
      ...(subset !== '' && { subset }),
      service,
      endpoints: workloads.flatMap((workload) => {
        const target = targetNumber(servicePort, workload);
        return target === undefined
          ? []
          : [{ workload, port: target, tls: this.tlsTo(workload, target, service, policy.tls, rule) }];
      }),
      ...localities,
      ...(near.notModelled && { notModelled: [near.notModelled, ...(localities.notModelled ?? [])] }),
      ...(waypoint && { waypoint }),
      outside: service.selector === undefined && isServedOutside(service, labels),
      ...(rule && { rule: referenceTo(rule) }),
    };
  }

  /** A service that is described elsewhere: its pods are not known, and are taken to answer. */
  private elsewhere(name: string, host: string, port: number, subset: string): MeshCluster | NoCluster {
    const ports = portsElsewhere(this.model, host);
    if (ports === undefined) return { missing: `no service ${host} is known to this proxy` };
    if (ports.length > 0 && !ports.includes(port)) return { missing: `${host} has no port ${port}` };
    const owner = serviceOfHost(host, this.model.settings.domain)?.namespace;
    const rules = destinationRulesFor(this.model, host, owner, this.client);
    if (subset !== '' && subsetOf(rules, subset) === undefined)
      return { missing: `no DestinationRule of ${host} has a subset ${subset}` };
    return {
      ...unknownService,
      name,
      host,
      port,
      ...(subset !== '' && { subset }),
      ...(rules[0] && { rule: referenceTo(rules[0]) }),
      notes: [`${host} is described elsewhere: it is taken to be there, and its pods to answer`],
    };
  }

  /** Of clients only gateways lead to waypoints, to services that have an address and wish it. */
  private waypointBefore(service: MeshService): Workload | undefined {
    const isGateway = this.sharer === 'proxy' && this.client.workload?.proxy === 'gateway';
    if (!isGateway || service.resolution === 'dns' || !gatewaysUseWaypoint(this.model, service))
      return undefined;
    if (!routingBehaviour(this.model.release).gatewaysUseWaypoints) return undefined;
    const found = waypointOf(this.model, service);
    return found !== undefined && 'workload' in found ? found.workload : undefined;
  }

  private covering(host: string): MeshService | undefined {
    for (const service of this.services.values()) {
      if (service.host.startsWith('*') && host.endsWith(service.host.slice(1))) return service;
    }
    return undefined;
  }

  private tlsTo(
    workload: Workload,
    port: number,
    service: MeshService,
    written: ClientTlsSpec | undefined,
    rule: ObjectOf<'destinationRules'> | undefined,
  ): ClusterTls {
    if (this.sharer === 'cluster') return { mode: 'none', because: 'no proxy of the mesh adds TLS' };
    const isWritten = written?.mode === 'SIMPLE' || written?.mode === 'MUTUAL';
    if (this.sharer === 'ztunnel' || (this.sharer === 'waypoint' && !isWritten)) {
      return betweenZtunnels(workload, this.sharer);
    }
    if (written?.mode !== undefined && rule !== undefined) {
      const because = `DestinationRule ${rule.namespace}/${rule.name}`;
      const sni = written.sni === undefined ? {} : { sni: written.sni };
      return { mode: modes[written.mode] ?? 'none', because, ...sni };
    }
    if (service.external) return { mode: 'none', because: 'the service is outside of the mesh' };
    if (!this.model.settings.autoMtls) return { mode: 'none', because: 'enableAutoMtls is off' };
    // Where nothing says whether a workload has a proxy it is taken to have one, as its callers are.
    if (workload.proxy === 'none') return { mode: 'none', because: 'the workload has no proxy' };
    const inForce = mutualTlsOf(this.model, workload, port);
    if (inForce.mode !== 'disable') return { mode: 'istio-mutual', because: 'automatic mutual TLS' };
    const by = inForce.by;
    return {
      mode: 'none',
      because: by ? `PeerAuthentication ${by.namespace}/${by.name}` : 'mutual TLS is off',
    };
  }
}

/** In ambient mode everything is mutual TLS where somebody takes it, whatever the workloads know of it. */
function betweenZtunnels({ proxy }: Workload, by: Sharer): ClusterTls {
  return proxy === 'ztunnel' || proxy === 'sidecar' || proxy === 'unknown'
    ? { mode: 'istio-mutual', because: by === 'ztunnel' ? 'ztunnel' : 'the waypoint' }
    : { mode: 'none', because: 'the workload has no proxy' };
}

const modes: Readonly<Record<string, ClusterTls['mode']>> = {
  DISABLE: 'none',
  SIMPLE: 'simple',
  MUTUAL: 'mutual',
  ISTIO_MUTUAL: 'istio-mutual',
};

/** Whether something answers that is no pod: endpoints of a ServiceEntry, names, addresses, Services without selector. */
function isServedOutside(service: MeshService, labels: Labels): boolean {
  if (service.origin !== 'service-entry') return Object.keys(labels).length === 0;
  const endpoints = (service.object.spec as { endpoints?: readonly { labels?: Labels }[] }).endpoints ?? [];
  if (endpoints.length > 0) return endpoints.some((one) => carries(one.labels, labels));
  return service.resolution !== 'static' && Object.keys(labels).length === 0;
}
