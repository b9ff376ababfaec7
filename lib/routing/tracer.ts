import type { Workload } from '../model/workload';
import type { Caller } from './arrival';
import type { FilterChain } from './envoy/configuration';
import type { Peer } from './envoy/respond';
import { chainOf } from './envoy/server-names';
import { closed, nothing, Passage, type Where } from './passage';
import type { Proxies } from './proxies';
import { type ParsedRequest, parseRequest, type RequestSpec } from './request';
import type { RequestPlace } from './request-place';
import type { Trace } from './trace';

/** Leads requests through a mesh: to the listener that takes them, and on from there. */
export class Tracer {
  private readonly passage: Passage;

  public constructor(public readonly proxies: Proxies) {
    this.passage = new Passage(proxies);
  }

  /**
   * The way of a request.
   *
   * @param time - seconds since 1970, which tokens are judged by
   * @throws ConfigError where the request names a gateway or a workload that is not there
   */
  public trace(spec: RequestSpec, time: number, at?: RequestPlace): Trace {
    const request = parseRequest(spec, at);
    if (spec.via !== undefined)
      return this.viaGateway(this.proxies.gatewayWorkload(spec.via, at), request, spec, time);
    return this.fromWorkload(this.proxies.workload(spec.from ?? '', at), request, spec, time);
  }

  private viaGateway(workload: Workload, request: ParsedRequest, spec: RequestSpec, time: number): Trace {
    const proxy = this.proxies.gatewayProxy(workload);
    const { port, forwarded } = proxy.podPorts.called(request.port);
    const notes = forwarded ? nothing.notes : this.proxies.gatewayNotes(workload, request.port);
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
      identity: this.proxies.identityOf(workload),
      believed: false,
      address,
      proxied: true,
      at: time,
    };
    return this.passage.chained(chain, request, peer, caller, proxy.clusters, where);
  }

  private fromWorkload(workload: Workload, request: ParsedRequest, spec: RequestSpec, time: number): Trace {
    const notes = this.proxies.assumptions(workload);
    const isProxied = workload.proxy === 'sidecar' || workload.proxy === 'gateway' || notes.length > 0;
    const isAmbient = !isProxied && workload.proxy === 'ztunnel';
    const believed = spec.identity !== undefined;
    const own = isProxied || isAmbient ? this.proxies.identityOf(workload) : undefined;
    const caller: Caller = {
      identity: spec.identity ?? own,
      believed,
      address: spec.address,
      proxied: isProxied,
      at: time,
    };
    if (!isProxied) return this.directly(workload, request, caller, isAmbient);
    const proxy = this.proxies.sidecar(workload);
    const outbound = proxy.outbound(request.name, request.port);
    const unknown = proxy.notModelled(request.port);
    const where: Where = { workload, listener: `outbound ${request.port}`, notes };
    if (unknown !== undefined) {
      return { ...closed(where, 'what is called is an HTTP proxy'), notModelled: [unknown] };
    }
    const peer: Peer = { port: request.port, at: time, serverName: request.serverName };
    if (outbound.kind === 'http' && request.kind === 'http') {
      return this.passage.managed(outbound.manager, request, peer, caller, proxy.clusters, where);
    }
    if (outbound.kind === 'connection') {
      const { serverName } = request;
      const chain = chainOf(outbound.chains, serverName === undefined ? {} : { serverName });
      if (chain !== undefined) {
        return this.passage.chained(chain, request, peer, caller, proxy.clusters, where);
      }
      if (outbound.outbound === 'registry-only') return closed(where, noChain(request));
    }
    if (outbound.kind === 'unknown' && outbound.outbound === 'registry-only') {
      return closed(where, 'the mesh does not know the host: REGISTRY_ONLY');
    }
    const client = this.proxies.client(workload, false);
    return this.passage.directly(client, request, caller, client.service(request.name), where);
  }

  /** A client without a sidecar: the cluster's own way to a Service, or on to a name outside. */
  private directly(workload: Workload, request: ParsedRequest, caller: Caller, ambient: boolean): Trace {
    const client = this.proxies.client(workload, ambient);
    const note = ambient
      ? 'the client is in ambient mode'
      : 'the client has no sidecar: no route of the mesh holds for it';
    const where: Where = { workload, listener: undefined, notes: [note] };
    return this.passage.directly(client, request, caller, client.service(request.name), where);
  }
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
