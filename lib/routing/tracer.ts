import type { HttpRequest } from '../authorization/request-view';
import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { MeshModel } from '../model/mesh-model';
import type { MeshService } from '../model/service';
import { serviceWorkloads } from '../model/service-workloads';
import type { Workload } from '../model/workload';
import { Arrivals, type Caller } from './arrival';
import { assumedGateway, gatewayWorkload } from './assumed-gateway';
import type {
  FilterChain,
  ForwardAction,
  HttpConnectionManager,
  TcpProxy,
  WeightedCluster,
} from './envoy/configuration';
import { type Peer, type ProxyAnswer, respond, upstreamRequest, verdictsOf } from './envoy/respond';
import { chainOf } from './envoy/server-names';
import type { ClientScope } from './istiod/client-scope';
import type { Clusters, Endpoint } from './istiod/clusters';
import { DirectClient } from './istiod/direct-client';
import { gatewayApiHttpRules, gatewayApiTlsRules } from './istiod/gateway-api-routes';
import { GatewayProxy } from './istiod/gateway-proxy';
import { boundGateways } from './istiod/gateways';
import type { RoutingRule } from './istiod/rule';
import { SidecarProxy } from './istiod/sidecar-proxy';
import { passthroughCluster } from './istiod/sidecar-route-table';
import { virtualServiceRules } from './istiod/virtual-services';
import { type InstalledGateway, installedName } from './references';
import { type ParsedRequest, parseRequest, type RequestSpec } from './request';
import { sharesOf, together } from './shares';
import type { Trace } from './trace';

/** Leads requests through a mesh. Proxies are made when a request first meets them, and kept. */
export class Tracer {
  private readonly gateways = new Map<Workload, GatewayProxy>();
  private readonly sidecars = new Map<Workload, SidecarProxy>();
  private readonly direct = new Map<string, DirectClient>();
  private readonly identities = new Map<Workload, string>();
  private anybody: DirectClient | undefined;
  private readonly scopes = new Map<string, ClientScope>();
  private readonly arrivals: Arrivals;
  private readonly named = new Map<string, Workload | undefined>();
  private readonly notes = new Map<Workload, readonly string[]>();
  private readonly assumed = new Map<string, Workload>();
  public readonly rules: readonly RoutingRule[];
  private readonly bound: ReturnType<typeof boundGateways>;

  public constructor(public readonly model: MeshModel) {
    const rules = [
      ...virtualServiceRules(model),
      ...gatewayApiHttpRules(model),
      ...gatewayApiTlsRules(model),
    ];
    this.rules = rules.sort(byAge);
    this.bound = boundGateways(model);
    this.arrivals = new Arrivals(model);
  }

  /**
   * The way of a request.
   *
   * @param time - seconds since 1970, which tokens are judged by
   * @throws ConfigError where the request names a gateway or a workload that is not there
   */
  public trace(spec: RequestSpec, time: number, at?: string): Trace {
    const request = parseRequest(spec, at);
    if (spec.via !== undefined)
      return this.viaGateway(this.gatewayWorkload(spec.via, at), request, spec, time);
    return this.fromWorkload(this.workload(spec.from ?? '', at), request, spec, time);
  }

  /** The workload that `<namespace>/<name>` names, itself or by its Service. */
  public workload(written: string, place?: string): Workload {
    const found = this.find(written);
    if (found !== undefined) return found;
    const known = new Set(this.model.workloads.map(({ namespace, name }) => `${namespace}/${name}`));
    throw new ConfigError({
      ...(place !== undefined && { at: place }),
      problem: 'no workload and no Service with workloads has this name',
      got: written,
      instead: suggest(written, [...known]),
    });
  }

  private find(written: string): Workload | undefined {
    if (this.named.has(written)) return this.named.get(written);
    const { namespace, name } = nameOf(written);
    const isIt = (one: { readonly namespace: string; readonly name: string }) =>
      one.namespace === namespace && one.name === name;
    const { workloads, services } = this.model;
    const service = services.find(isIt);
    const found = workloads.find(isIt) ?? (service && serviceWorkloads(this.model, service)[0]);
    this.named.set(written, found);
    return found;
  }

  /** The gateway that a request comes in by, also one that is installed elsewhere. */
  private gatewayWorkload(written: string, place?: string): Workload {
    const known = this.find(written) ?? this.assumed.get(written);
    if (known !== undefined) return known;
    const { namespace, name } = nameOf(written);
    const found = assumedGateway(this.model, this.bound, namespace, name) ?? this.workload(written, place);
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
    let proxy = this.gateways.get(workload);
    if (proxy === undefined) {
      proxy = new GatewayProxy(this.model, this.rules, this.bound, workload);
      this.gateways.set(workload, proxy);
    }
    return proxy;
  }

  private viaGateway(workload: Workload, request: ParsedRequest, spec: RequestSpec, time: number): Trace {
    const proxy = this.gatewayProxy(workload);
    const { port, forwarded } = proxy.podPort(request.port);
    const notes = forwarded ? nothing.notes : this.gatewayNotes(workload, request.port);
    const where: Where = { workload, listener: `0.0.0.0:${port}`, notes };
    const listener = proxy.listener(port);
    if (listener === undefined) {
      const refused = proxy.refused.find(({ server }) => server.port?.number === request.port);
      // A TLS port is shared by all Gateways: that none of these has a route does not mean that nobody listens.
      const isShared = proxy.declaresTls(port);
      const because =
        refused?.because ??
        (isShared ? noChain(request) : `no Gateway listens on port ${request.port} with a route`);
      return { ...nothing, ...where, decision: isShared ? 'closed' : 'no-listener', because };
    }
    const chain = chainFor(listener.chains, request);
    if (chain === undefined) return closed(where, noChain(request));
    const { address, identity } = spec;
    const peer: Peer = { port, at: time, address, identity, serverName: request.serverName };
    const caller: Caller = {
      identity: this.identityOf(workload),
      believed: false,
      address,
      proxied: true,
      at: time,
    };
    return this.chained(chain, request, peer, caller, proxy.clusters, where);
  }

  private gatewayNotes(workload: Workload, port: number): readonly string[] {
    const isAssumed = [...this.assumed.values()].includes(workload);
    return isAssumed
      ? [`the gateway is not among the manifests: taken to be labelled istio=${workload.labels.istio}`]
      : [`no Service of the gateway forwards port ${port}: asked at the pod itself`];
  }

  private fromWorkload(workload: Workload, request: ParsedRequest, spec: RequestSpec, time: number): Trace {
    const notes = this.assumptions(workload);
    const isProxied = workload.proxy === 'sidecar' || workload.proxy === 'gateway' || notes.length > 0;
    const isAmbient = !isProxied && workload.proxy === 'ztunnel';
    const believed = spec.identity !== undefined;
    const own = isProxied || isAmbient ? this.identityOf(workload) : undefined;
    const caller: Caller = {
      identity: spec.identity ?? own,
      believed,
      address: spec.address,
      proxied: isProxied,
      at: time,
    };
    if (!isProxied) return this.directly(workload, request, caller, isAmbient);
    const proxy = this.sidecar(workload);
    const outbound = proxy.outbound(request.name, request.port);
    const where: Where = { workload, listener: `outbound ${request.port}`, notes };
    const peer: Peer = { port: request.port, at: time, serverName: request.serverName };
    if (outbound.kind === 'http' && request.kind === 'http') {
      return this.managed(outbound.manager, request, peer, caller, proxy.clusters, where);
    }
    if (outbound.kind === 'connection') {
      const { serverName } = request;
      const chain = chainOf(outbound.chains, serverName === undefined ? {} : { serverName });
      if (chain === undefined) return closed(where, noChain(request));
      return this.chained(chain, request, peer, caller, proxy.clusters, where);
    }
    if (outbound.kind === 'unknown' && outbound.outbound === 'registry-only') {
      return closed(where, 'the mesh does not know the host: REGISTRY_ONLY');
    }
    const client = this.clientOf(workload, false);
    return this.arriveDirectly(client, request, caller, client.service(request.name), where);
  }

  private sidecar(workload: Workload): SidecarProxy {
    let proxy = this.sidecars.get(workload);
    if (proxy === undefined) {
      proxy = new SidecarProxy(this.model, this.rules, workload, this.scopes);
      this.sidecars.set(workload, proxy);
    }
    return proxy;
  }

  private assumptions(workload: Workload): readonly string[] {
    let notes = this.notes.get(workload);
    if (notes === undefined) {
      notes = assumptions(this.model, workload);
      this.notes.set(workload, notes);
    }
    return notes;
  }

  private chained(
    chain: FilterChain,
    request: ParsedRequest,
    peer: Peer,
    caller: Caller,
    clusters: Clusters,
    where: Where,
  ): Trace {
    if (chain.filter.kind === 'http') {
      if (request.kind === 'connection') return closed(where, 'the connection carries no HTTP');
      return this.managed(chain.filter, request, peer, caller, clusters, where);
    }
    const { port, address, identity, serverName } = peer;
    const verdicts = verdictsOf(chain.policies, { port, source: address, identity, serverName });
    const connection = { object: chain.origin, route: chain.filter.route };
    if (verdicts[verdicts.length - 1]?.verdict.denied) {
      const because = 'a policy of connections refuses it';
      return { ...nothing, ...where, decision: 'deny', verdicts, connection, because };
    }
    return { ...this.connected(chain.filter, request, caller, clusters), ...where, verdicts, connection };
  }

  private connected(filter: TcpProxy, request: ParsedRequest, caller: Caller, clusters: Clusters): Trace {
    // Bytes of HTTP that nobody here looks into arrive as they are.
    const http = plainHttp(request);
    const shares = sharesOf(filter.destinations, clusters, undefined, (endpoint) =>
      this.arrivals.arrive(endpoint, http, { ...caller, proxied: false }),
    );
    const outcome = together(shares);
    const isGone = outcome.decision === 'no-destination';
    return { ...nothing, ...outcome, ...(isGone && { decision: 'closed' as const }), shares };
  }

  private managed(
    manager: HttpConnectionManager,
    request: ParsedRequest,
    peer: Peer,
    caller: Caller,
    clusters: Clusters,
    where: Where,
  ): Trace {
    const answer = respond(manager, request, peer);
    const action = answer.route?.action;
    if (answer.decision !== 'forward' || action?.kind !== 'forward') {
      return httpTrace(answer, manager, undefined, nothing.shares, answer, where);
    }
    if (action.destinations[0]?.cluster === passthroughCluster) {
      // A host that the mesh does not know: on to wherever its name leads, in plain text.
      this.anybody ??= new DirectClient(this.model, 'default', false);
      const service = this.model.servicesByHost.get(request.name)?.[0];
      const trace = this.arriveDirectly(this.anybody, request, caller, service, where);
      return { ...trace, answer, manager, action };
    }
    const shares = sharesOf(action.destinations, clusters, action, (endpoint, weighted) =>
      this.arrivals.arrive(endpoint, () => arriving(answer, action, weighted), caller),
    );
    return httpTrace(answer, manager, action, shares, together(shares), where);
  }

  private clientOf(workload: Workload, ambient: boolean): DirectClient {
    const key = `${workload.namespace} ${ambient}`;
    let client = this.direct.get(key);
    if (client === undefined) {
      client = new DirectClient(this.model, workload.namespace, ambient);
      this.direct.set(key, client);
    }
    return client;
  }

  /** A client without a sidecar: the cluster's own way to a Service, or on to a name outside. */
  private directly(workload: Workload, request: ParsedRequest, caller: Caller, ambient: boolean): Trace {
    const client = this.clientOf(workload, ambient);
    const note = ambient
      ? 'the client is in ambient mode'
      : 'the client has no sidecar: no route of the mesh holds for it';
    const where: Where = { workload, listener: undefined, notes: [note] };
    return this.arriveDirectly(client, request, caller, client.service(request.name), where);
  }

  private arriveDirectly(
    client: DirectClient,
    request: ParsedRequest,
    caller: Caller,
    service: MeshService | undefined,
    where: Where,
  ): Trace {
    const waypoint = service && client.waypointOf(service);
    if (service !== undefined && waypoint !== undefined && request.kind === 'http') {
      const proxy = client.waypointProxy(waypoint, this.rules, service, request.port);
      const { identity, address, at } = caller;
      const peer: Peer = { port: request.port, at, identity, address };
      const onwards = { ...caller, identity: this.identityOf(waypoint), proxied: true };
      const there = { ...where, listener: `waypoint ${waypoint.namespace}/${waypoint.name}` };
      return this.managed(proxy.manager, request, peer, onwards, proxy.clusters, there);
    }
    const destinations = client.destinations(request.name, request.port, service);
    if (destinations === undefined) {
      return closed(where, `${service?.host ?? request.name} has no port ${request.port}`);
    }
    const http = plainHttp(request);
    const shares = sharesOf(destinations.route, destinations.clusters, undefined, (endpoint) =>
      this.arrivals.arrive(endpoint, http, caller),
    );
    return { ...nothing, ...where, ...together(shares), shares };
  }

  /** The pods that a caller meets behind a port of a service; undefined calls from outside of the mesh. */
  public endpointsFrom(
    caller: Workload | undefined,
    service: MeshService,
    port: number,
  ): readonly Endpoint[] {
    const name = `outbound|${port}||${service.host}`;
    const isProxied = caller !== undefined && this.identityGiven(caller) !== undefined;
    const clusters =
      isProxied && caller.proxy !== 'ztunnel'
        ? this.sidecar(caller).clusters
        : this.outside(caller?.proxy === 'ztunnel');
    const cluster = clusters.get(name);
    return 'missing' in cluster ? [] : cluster.endpoints;
  }

  private outside(ambient: boolean): Pick<Clusters, 'get'> {
    let client = this.direct.get(` ${ambient}`);
    if (client === undefined) {
      client = new DirectClient(this.model, '', ambient);
      this.direct.set(` ${ambient}`, client);
    }
    return client;
  }

  /** The identity that the mesh gives a workload; undefined where nothing of it stands before the workload. */
  public identityGiven(workload: Workload): string | undefined {
    const isProxied =
      workload.proxy === 'sidecar' || workload.proxy === 'gateway' || workload.proxy === 'ztunnel';
    return isProxied || this.assumptions(workload).length > 0 ? this.identityOf(workload) : undefined;
  }

  private identityOf(workload: Workload): string {
    let identity = this.identities.get(workload);
    if (identity === undefined) {
      const { namespace, serviceAccount } = workload;
      identity = `spiffe://${this.model.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
      this.identities.set(workload, identity);
    }
    return identity;
  }
}

/** Where a request is taken. */
interface Where {
  readonly workload: Workload;
  readonly listener: string | undefined;
  readonly notes: readonly string[];
}

function closed(where: Where, because: string): Trace {
  return { ...nothing, ...where, decision: 'closed', because };
}

/** A trace with every property in its place, which makes asking a million times fast. */
function httpTrace(
  answer: ProxyAnswer,
  manager: HttpConnectionManager,
  action: ForwardAction | undefined,
  shares: Trace['shares'],
  { decision, status, body, because }: Pick<Trace, 'decision' | 'status' | 'body' | 'because'>,
  { workload, listener, notes }: Where,
): Trace {
  return {
    decision,
    status,
    body,
    location: answer.location,
    because,
    answer,
    manager,
    connection: undefined,
    action,
    shares,
    verdicts: nothing.verdicts,
    workload,
    listener,
    notModelled: manager.notModelled,
    notes,
  };
}

/** The request of a connection that carries it in plain text. */
function plainHttp(request: ParsedRequest): (() => HttpRequest) | undefined {
  return request.kind === 'http' && request.scheme === 'http' ? () => request : undefined;
}

/** `demo/reviews`, or a name in the namespace `default`. */
function nameOf(written: string): { readonly namespace: string; readonly name: string } {
  const slash = written.indexOf('/');
  return { namespace: slash === -1 ? 'default' : written.slice(0, slash), name: written.slice(slash + 1) };
}

/** The order in which rules take hosts: the oldest first, of one age by name and namespace. */
function byAge(a: RoutingRule, b: RoutingRule): number {
  const [one, other] = [a, b].map(({ created, name, namespace }) => `${created}\0${name}.${namespace}`) as [
    string,
    string,
  ];
  return one < other ? -1 : one > other ? 1 : 0;
}

const nothing: Trace = { decision: 'forward', shares: [], verdicts: [], notModelled: [], notes: [] };

/** The request as a backend's own proxy gets it. */
function arriving(
  answer: ReturnType<typeof respond>,
  action: ForwardAction,
  weighted: WeightedCluster,
): HttpRequest {
  return { ...upstreamRequest(answer, action, weighted), scheme: 'http' };
}

function chainFor(chains: readonly FilterChain[], request: ParsedRequest): FilterChain | undefined {
  const isTls = request.kind === 'connection' ? request.serverName !== undefined : request.scheme === 'https';
  const chain = chainOf(
    chains,
    isTls && request.serverName !== undefined ? { serverName: request.serverName } : {},
  );
  if (chain === undefined || chain.filter.kind === 'tcp') return chain;
  // What ends TLS takes nothing else, and plain HTTP takes no TLS.
  return (chain.terminates ?? false) === isTls ? chain : undefined;
}

function noChain({ serverName }: ParsedRequest): string {
  return serverName === undefined
    ? 'what listens there takes only TLS with a server name'
    : `nothing that listens there takes connections for ${serverName}`;
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
