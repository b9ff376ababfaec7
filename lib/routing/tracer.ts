import type { HttpRequest } from '../authorization/request-view';
import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { MeshModel } from '../model/mesh-model';
import type { MeshService } from '../model/service';
import { serviceWorkloads } from '../model/service-workloads';
import type { Workload } from '../model/workload';
import { Arrivals, type Caller } from './arrival';
import { assumedGateway } from './assumed-gateway';
import type {
  FilterChain,
  ForwardAction,
  HttpConnectionManager,
  TcpProxy,
  WeightedCluster,
} from './envoy/configuration';
import { respond, upstreamRequest, verdictsOf } from './envoy/respond';
import { chainOf } from './envoy/server-names';
import type { ClientScope } from './istiod/client-scope';
import type { Clusters } from './istiod/clusters';
import { DirectClient } from './istiod/direct-client';
import { gatewayApiHttpRules, gatewayApiTlsRules } from './istiod/gateway-api-routes';
import { GatewayProxy } from './istiod/gateway-proxy';
import { boundGateways } from './istiod/gateways';
import type { RoutingRule } from './istiod/rule';
import { SidecarProxy } from './istiod/sidecar-proxy';
import { passthroughCluster } from './istiod/sidecar-route-table';
import { virtualServiceRules } from './istiod/virtual-services';
import { type ParsedRequest, parseRequest, type RequestSpec } from './request';
import { sharesOf, together } from './shares';
import type { Trace } from './trace';

/** Leads requests through a mesh. Proxies are made when a request first meets them, and kept. */
export class Tracer {
  private readonly gateways = new Map<Workload, GatewayProxy>();
  private readonly sidecars = new Map<Workload, SidecarProxy>();
  private readonly direct = new Map<Workload, DirectClient>();
  private readonly scopes = new Map<string, ClientScope>();
  private readonly arrivals: Arrivals;
  private readonly named = new Map<string, Workload | undefined>();
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
    const { namespace, name } = nameOf(written);
    const found =
      this.find(written) ??
      this.assumed.get(written) ??
      assumedGateway(this.model, this.bound, namespace, name) ??
      this.workload(written, place);
    if (found.origin === 'generated' && this.find(written) === undefined) this.assumed.set(written, found);
    return found;
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
    const isAssumed = this.assumed.get(spec.via ?? '') === workload;
    const notes = isAssumed
      ? [`the gateway is not among the manifests: taken to be labelled istio=${workload.labels.istio}`]
      : forwarded
        ? []
        : [`no Service of the gateway forwards port ${request.port}: asked at the pod itself`];
    const listener = proxy.listener(port);
    const where = { listener: `0.0.0.0:${port}`, notes };
    if (listener === undefined) {
      const refused = proxy.refused.find(({ server }) => server.port?.number === request.port);
      // A TLS port is shared by all Gateways: that none of these has a route does not mean that nobody listens.
      const isShared = proxy.declaresTls(port);
      return {
        ...nothing,
        ...where,
        decision: isShared ? 'closed' : 'no-listener',
        because:
          refused?.because ??
          (isShared ? noChain(request) : `no Gateway listens on port ${request.port} with a route`),
      };
    }
    const chain = chainFor(listener.chains, request);
    if (chain === undefined) {
      return { ...nothing, ...where, decision: 'closed', because: noChain(request) };
    }
    const peer = {
      port,
      at: time,
      ...(spec.address !== undefined && { address: spec.address }),
      ...(spec.identity !== undefined && { identity: spec.identity }),
      ...(request.serverName !== undefined && { serverName: request.serverName }),
    };
    const caller: Caller = {
      believed: false,
      proxied: true,
      at: time,
      ...this.identityOf(workload),
      ...(spec.address !== undefined && { address: spec.address }),
    };
    return { ...this.chained(chain, request, peer, caller, proxy.clusters), ...where };
  }

  private fromWorkload(workload: Workload, request: ParsedRequest, spec: RequestSpec, time: number): Trace {
    const notes = assumptions(this.model, workload);
    const isProxied = workload.proxy === 'sidecar' || workload.proxy === 'gateway' || notes.length > 0;
    const base = {
      at: time,
      ...(spec.address !== undefined && { address: spec.address }),
      ...(spec.identity !== undefined ? { identity: spec.identity } : this.identityOf(workload)),
      believed: spec.identity !== undefined,
    };
    if (!isProxied) {
      const ambient = workload.proxy === 'ztunnel';
      const { identity: _identity, ...unknown } = base;
      const caller: Caller = { ...(ambient || base.believed ? base : unknown), proxied: false };
      return this.directly(workload, request, caller, ambient);
    }
    const caller: Caller = { ...base, proxied: true };
    let proxy = this.sidecars.get(workload);
    if (proxy === undefined) {
      proxy = new SidecarProxy(this.model, this.rules, workload, this.scopes);
      this.sidecars.set(workload, proxy);
    }
    const outbound = proxy.outbound(request.name, request.port);
    const where = { listener: `outbound ${request.port}`, notes };
    switch (outbound.kind) {
      case 'http':
        if (request.kind === 'http') {
          return {
            ...this.managed(
              outbound.manager,
              request,
              { port: request.port, at: time },
              caller,
              proxy.clusters,
            ),
            ...where,
          };
        }
        return { ...this.passedThrough(workload, request, caller), ...where };
      case 'connection': {
        const chain = chainOf(
          outbound.chains,
          request.serverName === undefined ? {} : { serverName: request.serverName },
        );
        if (chain === undefined)
          return { ...nothing, ...where, decision: 'closed', because: noChain(request) };
        return {
          ...this.chained(chain, request, { port: request.port, at: time }, caller, proxy.clusters),
          ...where,
        };
      }
      case 'unknown':
        if (outbound.outbound === 'allow-any')
          return { ...this.passedThrough(workload, request, caller), ...where };
        return {
          ...nothing,
          ...where,
          decision: 'closed',
          because: 'the mesh does not know the host: REGISTRY_ONLY',
        };
      default:
        return outbound satisfies never;
    }
  }

  private chained(
    chain: FilterChain,
    request: ParsedRequest,
    peer: Parameters<typeof respond>[2],
    caller: Caller,
    clusters: Clusters,
  ): Trace {
    if (chain.filter.kind === 'http') {
      if (request.kind === 'connection') {
        return { ...nothing, decision: 'closed', because: 'the connection carries no HTTP' };
      }
      return this.managed(chain.filter, request, peer, caller, clusters);
    }
    const verdicts = verdictsOf(chain.policies, {
      port: peer.port,
      ...(peer.address !== undefined && { source: peer.address }),
      ...(peer.identity !== undefined && { identity: peer.identity }),
      ...(peer.serverName !== undefined && { serverName: peer.serverName }),
    });
    const connection = {
      ...(chain.origin && { object: chain.origin }),
      ...(chain.filter.route && { route: chain.filter.route }),
    };
    if (verdicts.some(({ verdict }) => verdict.denied)) {
      return {
        ...nothing,
        decision: 'deny',
        verdicts,
        connection,
        because: 'a policy of connections refuses it',
      };
    }
    return { ...this.connected(chain.filter, request, caller, clusters), verdicts, connection };
  }

  private connected(filter: TcpProxy, request: ParsedRequest, caller: Caller, clusters: Clusters): Trace {
    // Bytes of HTTP that nobody here looks into arrive as they are.
    const http = request.kind === 'http' && request.scheme === 'http' ? httpOf(request) : undefined;
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
    peer: Parameters<typeof respond>[2],
    caller: Caller,
    clusters: Clusters,
  ): Trace {
    const answer = respond(manager, httpOf(request), peer);
    const base = { ...nothing, answer, manager, notModelled: manager.notModelled };
    const action = answer.route?.action;
    if (answer.decision !== 'forward' || action?.kind !== 'forward') {
      const { decision, status, body, location, because } = answer;
      return {
        ...base,
        decision,
        ...(status !== undefined && { status }),
        ...(body !== undefined && { body }),
        ...(location !== undefined && { location }),
        ...(because !== undefined && { because }),
      };
    }
    if (action.destinations[0]?.cluster === passthroughCluster) {
      return { ...base, ...this.unknownHost(request, caller), answer, manager, action };
    }
    const shares = sharesOf(action.destinations, clusters, action, (endpoint, weighted) =>
      this.arrivals.proxyOf(endpoint) === undefined && endpoint.tls.mode !== 'istio-mutual'
        ? { endpoint, verdicts: [], notModelled: [] }
        : this.arrivals.arrive(endpoint, arriving(answer, action, weighted), caller),
    );
    return { ...base, ...together(shares), action, shares };
  }

  /** A host that the mesh does not know: on to wherever its name leads, in plain text. */
  private unknownHost(request: ParsedRequest, caller: Caller): Trace {
    const found = this.model.servicesByHost.get(request.name);
    const client = new DirectClient(this.model, 'default', false);
    return this.arriveDirectly(client, request, caller, found?.[0]);
  }

  private passedThrough(workload: Workload, request: ParsedRequest, caller: Caller): Trace {
    const client = new DirectClient(this.model, workload.namespace, false);
    return this.arriveDirectly(client, request, caller, client.service(request.name));
  }

  /** A client without a sidecar: the cluster's own way to a Service, or on to a name outside. */
  private directly(workload: Workload, request: ParsedRequest, caller: Caller, ambient: boolean): Trace {
    let client = this.direct.get(workload);
    if (client === undefined) {
      client = new DirectClient(this.model, workload.namespace, ambient);
      this.direct.set(workload, client);
    }
    const trace = this.arriveDirectly(client, request, caller, client.service(request.name));
    const note = ambient
      ? 'the client is in ambient mode'
      : 'the client has no sidecar: no route of the mesh holds for it';
    return { ...trace, notes: [...trace.notes, note] };
  }

  private arriveDirectly(
    client: DirectClient,
    request: ParsedRequest,
    caller: Caller,
    service: MeshService | undefined,
  ): Trace {
    const waypoint = service && client.waypointOf(service);
    if (service !== undefined && waypoint !== undefined && request.kind === 'http') {
      const proxy = client.waypointProxy(waypoint, this.rules, service, request.port);
      const identified = { ...caller, ...this.identityOf(waypoint) };
      const peer = {
        port: request.port,
        at: caller.at,
        ...(caller.identity !== undefined && { identity: caller.identity }),
        ...(caller.address !== undefined && { address: caller.address }),
      };
      const trace = this.managed(
        proxy.manager,
        request,
        peer,
        { ...identified, proxied: true },
        proxy.clusters,
      );
      return { ...trace, listener: `waypoint ${waypoint.namespace}/${waypoint.name}` };
    }
    const destinations = client.destinations(request.name, request.port, service);
    if (destinations === undefined) {
      return {
        ...nothing,
        decision: 'closed',
        because: `${service?.host ?? request.name} has no port ${request.port}`,
      };
    }
    const http = request.kind === 'http' && request.scheme === 'http' ? httpOf(request) : undefined;
    const shares = sharesOf(destinations.route, destinations.clusters, undefined, (endpoint) =>
      this.arrivals.arrive(endpoint, http, caller),
    );
    return { ...nothing, ...together(shares), shares };
  }

  private identityOf({ namespace, serviceAccount }: Workload): { readonly identity: string } {
    return { identity: `spiffe://${this.model.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}` };
  }
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

function httpOf({ method, path, host, headers, scheme }: ParsedRequest): HttpRequest {
  return { method, path, host, headers, scheme };
}

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
