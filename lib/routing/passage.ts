import type { HttpRequest } from '../authorization/request-view';
import type { MeshService } from '../model/service';
import type { Workload } from '../model/workload';
import { Arrivals, type Caller } from './arrival';
import type { FilterChain, HttpConnectionManager, TcpProxy } from './envoy/configuration';
import { upstreamRequest } from './envoy/passed-on';
import { type Peer, type ProxyAnswer, respond, verdictsOf } from './envoy/respond';
import type { ForwardAction, WeightedCluster } from './envoy/route-configuration';
import type { Clusters, MeshCluster } from './istiod/clusters';
import type { DirectClient } from './istiod/direct-client';
import { passthroughCluster } from './istiod/sidecar-route-table';
import type { Proxies } from './proxies';
import type { ParsedRequest } from './request';
import { SettledShares } from './settled-shares';
import { type Outcome, passedShares, sharesOf, together } from './shares';
import type { Share, Trace } from './trace';

/** The way of a request from the first proxy on: through its filters, to destinations, and past what stands before them. */
export class Passage {
  private readonly arrivals: Arrivals;
  private readonly settled: SettledShares;

  public constructor(private readonly proxies: Proxies) {
    this.arrivals = new Arrivals(proxies.model);
    this.settled = new SettledShares(this.arrivals);
  }

  /** Through a filter chain of a listener. */
  public chained(
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

  /** Through a waypoint, whose identity stands for the caller's from there on. */
  private throughWaypoint(
    waypoint: Workload,
    service: MeshService,
    port: number,
    request: ParsedRequest,
    { identity, address, at }: Caller,
    notes: readonly string[] = [],
  ): Trace {
    const proxy = this.proxies.waypoint(waypoint, service, port);
    const peer: Peer = { port, at, identity, address, serverName: request.serverName };
    const onwards: Caller = {
      identity: this.proxies.identityOf(waypoint),
      believed: false,
      address,
      at,
      proxied: true,
    };
    const listener = `waypoint ${waypoint.namespace}/${waypoint.name}`;
    const where = { workload: waypoint, listener, notes };
    return this.chained(proxy.chain(request.kind), request, peer, onwards, proxy.clusters, where);
  }

  private passed(
    cluster: MeshCluster,
    weighted: WeightedCluster,
    request: ParsedRequest,
    caller: Caller,
  ): readonly Share[] {
    const { waypoint, service, port } = cluster;
    if (waypoint === undefined || service === undefined) return [];
    return passedShares(this.throughWaypoint(waypoint, service, port, request, caller), cluster, weighted);
  }

  private connected(filter: TcpProxy, request: ParsedRequest, caller: Caller, clusters: Clusters): Trace {
    // Bytes of HTTP that nobody here looks into arrive as they are.
    const http = plainHttp(request);
    const shares = sharesOf(
      filter.destinations,
      clusters,
      undefined,
      (endpoint) => this.arrivals.arrive(endpoint, http, { ...caller, proxied: false }),
      (cluster, weighted) => this.passed(cluster, weighted, request, caller),
    );
    const outcome = together(shares);
    // Nobody answers for a destination that is gone: the connection just ends.
    const isGone = outcome.decision === 'no-destination';
    return {
      ...nothing,
      ...outcome,
      ...(isGone && { decision: 'closed' as const, status: undefined, body: undefined }),
      shares,
    };
  }

  /** Through a proxy that reads HTTP. */
  public managed(
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
      const service = this.proxies.model.servicesByHost.get(request.name)?.[0];
      const client = this.proxies.client(undefined, false);
      const trace = this.directly(client, request, caller, service, where);
      return { ...trace, answer, manager, action };
    }
    const settled = this.settled.of(action, clusters, caller);
    if (settled !== undefined) return httpTrace(answer, manager, action, settled.shares, settled, where);
    const shares = sharesOf(
      action.destinations,
      clusters,
      action,
      (endpoint, weighted) =>
        this.arrivals.arrive(endpoint, () => arriving(answer, action, weighted), caller),
      (cluster, weighted) =>
        this.passed(cluster, weighted, { ...request, ...arriving(answer, action, weighted) }, caller),
    );
    return httpTrace(answer, manager, action, shares, together(shares), where);
  }

  /** Without a proxy of the mesh before the caller, or past it. */
  public directly(
    client: DirectClient,
    request: ParsedRequest,
    caller: Caller,
    service: MeshService | undefined,
    where: Where,
  ): Trace {
    const waypoint = service && client.waypointOf(service);
    if (service?.ports.some(({ number }) => number === request.port) && waypoint !== undefined) {
      const trace = this.throughWaypoint(waypoint, service, request.port, request, caller, where.notes);
      return { ...trace, waypoint: true };
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
}

/** Where a request is taken. */
export interface Where {
  readonly workload: Workload;
  readonly listener: string | undefined;
  readonly notes: readonly string[];
}

/** A connection that ends here. */
export function closed(where: Where, because: string): Trace {
  return { ...nothing, ...where, decision: 'closed', because };
}

/** A trace with every property in its place, which makes asking a million times fast. */
function httpTrace(
  answer: ProxyAnswer,
  manager: HttpConnectionManager,
  action: ForwardAction | undefined,
  shares: Trace['shares'],
  { decision, status, body, because, location }: Outcome,
  { workload, listener, notes }: Where,
): Trace {
  return {
    decision,
    status,
    body,
    location: location ?? answer.location,
    because,
    answer,
    manager,
    connection: undefined,
    action,
    shares,
    verdicts: nothing.verdicts,
    workload,
    waypoint: undefined,
    listener,
    notModelled: manager.notModelled,
    notes,
  };
}

/** The request of a connection that carries it in plain text. */
function plainHttp(request: ParsedRequest): (() => HttpRequest) | undefined {
  return request.kind === 'http' && request.scheme === 'http' ? () => request : undefined;
}

/** The trace of a request that has not gone anywhere yet. */
export const nothing: Trace = { decision: 'forward', shares: [], verdicts: [], notModelled: [], notes: [] };

/** The request as a backend's own proxy gets it. */
function arriving(
  answer: ReturnType<typeof respond>,
  action: ForwardAction,
  weighted: WeightedCluster,
): HttpRequest {
  return { ...upstreamRequest(answer, action, weighted), scheme: 'http' };
}
