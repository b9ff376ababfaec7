import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { MeshModel } from '../model/mesh-model';
import { inOrder } from '../model/mesh-object';
import type { MeshService } from '../model/service';
import { serviceWorkloads } from '../model/service-workloads';
import type { Workload } from '../model/workload';
import { remembered } from '../values/remembered';
import { assumedGateway, gatewayWorkload } from './assumed-gateway';
import type { ClientScope } from './istiod/client-scope';
import type { Endpoint } from './istiod/clusters';
import { DirectClient } from './istiod/direct-client';
import { gatewayApiConnectionRules } from './istiod/gateway-api-connections';
import { gatewayApiHttpRules } from './istiod/gateway-api-routes';
import { GatewayProxy } from './istiod/gateway-proxy';
import { boundGateways } from './istiod/gateways';
import type { RoutingRule } from './istiod/rule';
import { SidecarProxy } from './istiod/sidecar-proxy';
import { virtualServiceRules } from './istiod/virtual-services';
import { WaypointProxy, type WaypointScope, waypointScope } from './istiod/waypoint-proxy';
import { type InstalledGateway, installedName } from './references';
import { placed, type RequestPlace } from './request-place';

/** The proxies of a mesh, made when they are first asked for, and kept; and what is assumed of those that are not there. */
export class Proxies {
  private readonly gateways = new Map<Workload, GatewayProxy>();
  private readonly sidecars = new Map<Workload, SidecarProxy>();
  private readonly direct = new Map<string, DirectClient>();
  private readonly waypoints = new Map<string, WaypointProxy>();
  private readonly waypointScopes = new Map<string, WaypointScope>();
  private readonly identities = new Map<Workload, string>();
  private readonly scopes = new Map<string, ClientScope>();
  private readonly named = new Map<string, Workload | undefined>();
  private readonly notes = new Map<Workload, readonly string[]>();
  private readonly assumed = new Map<string, Workload>();
  public readonly rules: readonly RoutingRule[];
  private readonly bound: ReturnType<typeof boundGateways>;

  public constructor(public readonly model: MeshModel) {
    const rules = [
      ...virtualServiceRules(model),
      ...gatewayApiHttpRules(model),
      ...gatewayApiConnectionRules(model),
    ];
    this.rules = rules.sort(inOrder);
    this.bound = boundGateways(model);
  }

  /** The workload that `<namespace>/<name>` names, itself or by its Service. */
  public workload(written: string, place?: RequestPlace): Workload {
    const found = this.find(written);
    if (found !== undefined) return found;
    return this.refuse(written, placed(place, 'from'), []);
  }

  /** Names nobody; of a gateway also the usual one that is installed elsewhere would do. */
  private refuse(written: string, place: ReturnType<typeof placed>, assumed: readonly string[]): never {
    const workloads = this.model.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
    // Of a name alone the namespace is missing, rather than letters.
    const meant = workloads.find((one) => one.endsWith(`/${written}`));
    throw new ConfigError({
      ...place,
      problem: 'no workload and no Service with workloads has this name',
      got: written,
      instead: suggest(meant ?? written, [...new Set([...assumed, ...workloads])]),
    });
  }

  private assumedGateway(namespace: string, name: string): Workload | undefined {
    return assumedGateway(this.model, this.bound, namespace, name);
  }

  private find(written: string): Workload | undefined {
    if (this.named.has(written)) return this.named.get(written);
    const { namespace, name } = nameOf(written, this.model);
    const isIt = (one: { readonly namespace: string; readonly name: string }) =>
      one.namespace === namespace && one.name === name;
    const { workloads, services } = this.model;
    const service = services.find(isIt);
    const found = workloads.find(isIt) ?? (service && serviceWorkloads(this.model, service)[0]);
    this.named.set(written, found);
    return found;
  }

  /** The gateway that a request comes in by, also one that is installed elsewhere. */
  public gatewayWorkload(written: string, place?: RequestPlace): Workload {
    const known = this.find(written) ?? this.assumed.get(written);
    if (known !== undefined) return known;
    const { namespace, name } = nameOf(written, this.model);
    const found = this.assumedGateway(namespace, name);
    if (found === undefined) {
      const usual = this.assumedGateway(this.model.settings.systemNamespace, usualGateway);
      const known = usual === undefined ? [] : [`${usual.namespace}/${usual.name}`];
      return this.refuse(written, placed(place, 'via'), known);
    }
    this.assumed.set(written, found);
    return found;
  }

  /** Tells of a gateway that is installed elsewhere, unless it is among the objects. */
  public installed(gateway: InstalledGateway): void {
    const written = installedName(gateway);
    if (this.find(written) !== undefined || this.assumed.has(written)) return;
    const { namespace, service, podLabels, serviceAccount, ports } = gateway;
    const workload = gatewayWorkload(namespace, service, podLabels, serviceAccount);
    const targets = new Map(ports.map(({ port, targetPort }) => [port, targetPort]));
    this.assumed.set(written, workload);
    this.gateways.set(workload, new GatewayProxy(this.model, this.rules, this.bound, workload, targets));
  }

  /** The proxy of a gateway's workload. */
  public gatewayProxy(workload: Workload): GatewayProxy {
    return remembered(
      this.gateways,
      workload,
      () => new GatewayProxy(this.model, this.rules, this.bound, workload),
    );
  }

  /** What is assumed of a gateway whose Service does not forward a port. */
  public gatewayNotes(workload: Workload, port: number): readonly string[] {
    const isAssumed = [...this.assumed.values()].includes(workload);
    return isAssumed
      ? [`the gateway is not among the manifests: taken to be labelled istio=${workload.labels.istio}`]
      : [`no Service of the gateway forwards port ${port}: asked at the pod itself`];
  }

  /** The sidecar of a workload. */
  public sidecar(workload: Workload): SidecarProxy {
    return remembered(
      this.sidecars,
      workload,
      () => new SidecarProxy(this.model, this.rules, workload, this.scopes),
    );
  }

  /** What is assumed of a workload's sidecar; nothing where something says. */
  public assumptions(workload: Workload): readonly string[] {
    return remembered(this.notes, workload, () => assumptions(this.model, workload));
  }

  /** A client that no sidecar stands before; undefined for one outside. */
  public client(workload: Workload | undefined, ambient: boolean): DirectClient {
    const key = `${workload?.namespace ?? ''}/${workload?.name ?? ''} ${ambient}`;
    return remembered(
      this.direct,
      key,
      () => new DirectClient(this.model, workload?.namespace ?? '', ambient, workload),
    );
  }

  /** A waypoint, for a port of a service that it serves. */
  public waypoint(waypoint: Workload, service: MeshService, port: number): WaypointProxy {
    const key = `${waypoint.namespace}/${waypoint.name} ${service.namespace} ${service.host} ${port}`;
    return remembered(this.waypoints, key, () => {
      const { namespace } = waypoint;
      const scope = remembered(this.waypointScopes, namespace, () =>
        waypointScope(this.model, this.rules, namespace),
      );
      return new WaypointProxy(this.model, scope, waypoint, service, port);
    });
  }

  /** What a caller meets behind a port of a service; undefined calls from outside of the mesh. */
  public wayFrom(caller: Workload | undefined, service: MeshService, port: number): Way {
    const name = `outbound|${port}||${service.host}`;
    const isAmbient = caller?.proxy === 'ztunnel';
    const isProxied = caller !== undefined && this.identityGiven(caller) !== undefined && !isAmbient;
    const client = this.client(isAmbient ? caller : undefined, isAmbient);
    const cluster = (isProxied ? this.sidecar(caller).clusters : client).get(name);
    if ('missing' in cluster) return { endpoints: [] };
    const waypoint = isProxied ? cluster.waypoint : client.waypointOf(service);
    return { endpoints: cluster.endpoints, ...(waypoint && { waypoint }) };
  }

  /** The identity that the mesh gives a workload; undefined where nothing of it stands before the workload. */
  public identityGiven(workload: Workload): string | undefined {
    const isProxied =
      workload.proxy === 'sidecar' || workload.proxy === 'gateway' || workload.proxy === 'ztunnel';
    return isProxied || this.assumptions(workload).length > 0 ? this.identityOf(workload) : undefined;
  }

  /** The identity that the mesh gives what it stands before. */
  public identityOf(workload: Workload): string {
    return remembered(this.identities, workload, () => {
      const { namespace, serviceAccount } = workload;
      return `spiffe://${this.model.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
    });
  }
}

/** What stands behind a port of a service for a caller. */
export interface Way {
  readonly endpoints: readonly Endpoint[];
  /** What is asked before any of them. */
  readonly waypoint?: Workload;
}

/** As `istioctl install` names it, beside istiod. */
const usualGateway = 'istio-ingressgateway';

/** `demo/reviews`, or a name where objects without a namespace belong. */
function nameOf(
  written: string,
  { defaultNamespace }: MeshModel,
): { readonly namespace: string; readonly name: string } {
  const slash = written.indexOf('/');
  const namespace = slash === -1 ? defaultNamespace : written.slice(0, slash);
  return { namespace, name: written.slice(slash + 1) };
}

/** Where nothing among the objects says who has a sidecar, the workload that a request comes from is taken to have one. */
function assumptions({ workloads, namespaces }: MeshModel, workload: Workload): string[] {
  if (workload.proxy === 'sidecar' || workload.proxy === 'gateway' || workload.proxy === 'ztunnel') return [];
  const note = ['nothing says whether the client has a sidecar: it is taken to have one'];
  if (workload.proxy === 'unknown') return note;
  const isTold =
    workloads.some(({ proxy }) => proxy === 'sidecar' || proxy === 'ztunnel') ||
    [...namespaces.values()].some(({ labels }) => 'istio-injection' in labels || 'istio.io/rev' in labels) ||
    workload.labels['sidecar.istio.io/inject'] !== undefined;
  return isTold ? [] : note;
}
