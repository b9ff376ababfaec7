import { hostCovers } from '../../model/host-name';
import type { MeshModel } from '../../model/mesh-model';
import { isHttp, isTls } from '../../model/protocol';
import type { MeshService } from '../../model/service';
import type { Workload } from '../../model/workload';
import { remembered } from '../../values/remembered';
import type { FilterChain, HttpConnectionManager, RouteTable } from '../envoy/configuration';
import { type ClientScope, type EgressListener, scopeKey, sidecarScope } from './client-scope';
import { Clusters } from './clusters';
import { atMatch, type ConnectionClusters, tcpProxyOf, weighted } from './connection-chains';
import { proxySettings } from './proxy-settings';
import type { ConnectionMatch, RoutingRule } from './rule';
import { serviceNames } from './service-domains';
import { sidecarRouteTable } from './sidecar-route-table';

/** Where a sidecar sends what its workload calls. */
export type Outbound =
  | { readonly kind: 'http'; readonly manager: HttpConnectionManager }
  | {
      readonly kind: 'connection';
      readonly chains: readonly FilterChain[];
      /** What becomes of connections for names that none of them takes. */
      readonly outbound: ClientScope['outbound'];
    }
  /** Nothing of the mesh is known there. */
  | { readonly kind: 'unknown'; readonly outbound: ClientScope['outbound'] };

/** The outbound side of a workload's sidecar. */
export class SidecarProxy {
  public readonly clusters: Clusters;
  public readonly scope: ClientScope;
  private readonly found = new Map<string, Outbound>();
  private readonly names = new Map<number, ReadonlyMap<string, MeshService>>();
  private readonly managers = new Map<string, HttpConnectionManager>();

  public constructor(
    private readonly model: MeshModel,
    rules: readonly RoutingRule[],
    public readonly workload: Workload,
    scopes: Map<string, ClientScope>,
  ) {
    const { namespace, labels } = workload;
    const key = scopeKey(model, namespace, labels);
    this.scope = scopes.get(key) ?? sidecarScope(model, rules, namespace, labels);
    scopes.set(key, this.scope);
    this.clusters = new Clusters(model, this.scope.services, { namespace, labels, workload }, 'proxy');
  }

  /** What takes a call to a name and port. */
  public outbound(name: string, port: number): Outbound {
    const key = `${port} ${name}`;
    return remembered(this.found, key, () => this.find(name, port));
  }

  private find(name: string, port: number): Outbound {
    const listener = this.listenerOf(port);
    const services = (listener?.services ?? []).filter(({ ports }) =>
      ports.some(({ number }) => number === port),
    );
    const called = this.calledService(name, port, services);
    const protocol = called?.ports.find(({ number }) => number === port)?.protocol;
    if (called !== undefined && protocol !== undefined && !isHttp(protocol) && protocol !== 'unknown') {
      const chains = this.connectionChains(called, services, port, listener);
      return { kind: 'connection', chains, outbound: this.scope.outbound };
    }
    const isDetected = protocol === 'unknown';
    const routes = services.some(({ ports }) =>
      ports.some((one) => one.number === port && isHttp(one.protocol)),
    );
    if (!isDetected && !routes) return { kind: 'unknown', outbound: this.scope.outbound };
    const only = isDetected ? called : undefined;
    return { kind: 'http', manager: this.manager(port, services, listener, only) };
  }

  /** The service that a name stands for, as the client's resolver and its proxy see it. */
  private calledService(
    name: string,
    port: number,
    services: readonly MeshService[],
  ): MeshService | undefined {
    const wanted = name.toLowerCase().replace(/\.$/, '');
    const names = remembered(this.names, port, () =>
      serviceNames(services, this.workload.namespace, this.model.settings.domain),
    );
    return names.get(wanted) ?? services.find(({ host }) => host.startsWith('*') && hostCovers(host, wanted));
  }

  /** What is spoken on a port that no answer can tell; undefined where one can. */
  public notModelled(port: number): string | undefined {
    const { sidecar } = this.scope;
    const listener = this.scope.listeners.find((one) => one.port === port);
    return sidecar !== undefined && listener?.protocol?.toUpperCase() === 'HTTP_PROXY'
      ? `port ${port} is an HTTP proxy (Sidecar ${sidecar.namespace}/${sidecar.name}): what is asked of it is not led on here`
      : undefined;
  }

  /** The part of the Sidecar that says a port, else the part for all others. */
  private listenerOf(port: number): EgressListener | undefined {
    return this.scope.listeners.find((one) => one.port === undefined || one.port === port);
  }

  private manager(
    port: number,
    services: readonly MeshService[],
    listener: EgressListener | undefined,
    only: MeshService | undefined,
  ): HttpConnectionManager {
    const key = `${port} ${only?.host ?? ''}`;
    return remembered(this.managers, key, () => {
      const table = this.table(port, services, listener);
      return {
        kind: 'http',
        scheme: 'http',
        useRemoteAddress: false,
        ...proxySettings(this.model, this.workload),
        policies: [],
        routes: only === undefined ? table : onlyOf(table, only),
        notModelled: [],
      };
    });
  }

  private table(
    port: number,
    services: readonly MeshService[],
    listener: EgressListener | undefined,
  ): RouteTable {
    const { workload, scope, model } = this;
    const here = services.map((service) => ({
      ...service,
      ports: service.ports.filter(({ number }) => number === port),
    }));
    const byHost = new Map(here.map((service) => [service.host, service]));
    return sidecarRouteTable({
      port,
      services: here,
      rules: listener?.rules ?? [],
      outbound: scope.outbound,
      clusterDomain: model.settings.domain,
      context: {
        port,
        gateway: 'mesh',
        labels: workload.labels,
        namespace: workload.namespace,
        tls: false,
        cluster: (destination) =>
          this.clusters.nameOf(destination, port, byHost.get(destination?.host ?? '')),
        defaultRetries: model.settings.config.defaultHttpRetryPolicy as never,
      },
    });
  }

  private connectionChains(
    called: MeshService,
    services: readonly MeshService[],
    port: number,
    listener: EgressListener | undefined,
  ): FilterChain[] {
    // Services without an address of their own share a listener, and are told apart by the name that is asked for.
    const shares = called.origin !== 'service' && called.addresses.length === 0;
    const sharing = shares
      ? services.filter(({ origin, addresses }) => origin !== 'service' && addresses.length === 0)
      : [called];
    return sharing.flatMap((service) => this.chainsOf(service, port, listener?.rules ?? [], shares));
  }

  private chainsOf(
    service: MeshService,
    port: number,
    rules: readonly RoutingRule[],
    shares: boolean,
  ): FilterChain[] {
    const protocol = service.ports.find(({ number }) => number === port)?.protocol;
    const own = rules.filter(({ hosts }) => hosts.some((host) => hostCovers(host, service.host)));
    const isHere = (match: ConnectionMatch) => this.isHere(match, port);
    if (protocol !== undefined && isTls(protocol)) {
      const handled = new Set<string>();
      const chains = own.flatMap((rule) =>
        rule.tls.flatMap((tls) =>
          tls.matches.filter(isHere).flatMap((match) => {
            const key = `${match.sniHosts?.join() ?? ''}|${match.destinationSubnets?.join() ?? ''}`;
            if (handled.has(key)) return [];
            handled.add(key);
            const origin = { ...tls.origin, match: { index: match.index } };
            return [
              {
                ...(match.sniHosts?.length && { serverNames: match.sniHosts }),
                ...(match.destinationSubnets?.length && { destinations: match.destinationSubnets }),
                origin: rule.object,
                policies: [],
                filter: tcpProxyOf({ ...tls, origin }, port, this.destinations),
              },
            ];
          }),
        ),
      );
      return chains.length > 0 ? chains : [this.defaultChain(service, port, shares)];
    }
    for (const rule of own) {
      const [tcp] = rule.tcp.flatMap((one) => atMatch(one, isHere) ?? []);
      if (tcp === undefined) continue;
      return [{ origin: rule.object, policies: [], filter: tcpProxyOf(tcp, port, this.destinations) }];
    }
    return [this.defaultChain(service, port, false)];
  }

  private isHere({ port, gateways, sourceLabels, sourceNamespace }: ConnectionMatch, here: number): boolean {
    const { labels, namespace } = this.workload;
    return (
      (!port || port === here) &&
      (!gateways?.length || gateways.includes('mesh')) &&
      Object.entries(sourceLabels ?? {}).every(([key, value]) => labels[key] === value) &&
      (!sourceNamespace || sourceNamespace === namespace)
    );
  }

  private defaultChain(service: MeshService, port: number, byName: boolean): FilterChain {
    return {
      ...(byName && { serverNames: [service.host] }),
      policies: [],
      filter: { kind: 'tcp', destinations: [{ cluster: `outbound|${port}||${service.host}`, weight: 1 }] },
    };
  }

  private readonly destinations: ConnectionClusters = (rule, port) =>
    weighted(rule, (destination) =>
      this.clusters.nameOf(destination, port, this.scope.services.get(destination?.host ?? '')),
    );
}

/** The table of a port whose protocol is detected: only the service itself, whatever the Host header says. */
function onlyOf(table: RouteTable, service: MeshService): RouteTable {
  const hosts = table.hosts.filter(({ domains }) => domains.includes(service.host));
  return { ...table, hosts: hosts.map((host) => ({ ...host, domains: ['*'] })) };
}
