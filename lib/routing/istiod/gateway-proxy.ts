import { policiesIn } from '../../authorization/authorization-policies';
import { authenticationIn } from '../../authorization/request-authentications';
import { carries } from '../../kubernetes/label-selector';
import { servicesBefore } from '../../model/gateway';
import type { MeshModel } from '../../model/mesh-model';
import type { Workload } from '../../model/workload';
import { routingBehaviour } from '../../release/routing-behaviour';
import { remembered } from '../../values/remembered';
import type { FilterChain, HttpConnectionManager, Listener } from '../envoy/configuration';
import type { WeightedCluster } from '../envoy/route-configuration';
import { gatewayScope, rulesFor } from './client-scope';
import { Clusters } from './clusters';
import { passthroughChains, tcpRouteOf, weighted } from './connection-chains';
import { GatewayPorts } from './gateway-ports';
import { gatewayRouteTable } from './gateway-route-table';
import { type MergedServer, mergedServers, type RefusedServer } from './gateway-servers';
import type { BoundGateway, BoundServer } from './gateways';
import type { RouteContext } from './http-routes';
import { proxySettings } from './proxy-settings';
import type { ConnectionRule, RoutingRule } from './rule';

/** The proxy of a gateway's pods: its listeners are made when they are first asked for. */
export class GatewayProxy {
  public readonly clusters: Clusters;
  public readonly refused: readonly RefusedServer[];
  public readonly podPorts: GatewayPorts;
  private readonly servers: readonly MergedServer[];
  private readonly listeners = new Map<number, Listener | undefined>();
  private readonly bound = new Map<string, readonly RoutingRule[]>();

  public constructor(
    private readonly model: MeshModel,
    private readonly rules: readonly RoutingRule[],
    gateways: readonly BoundGateway[],
    public readonly workload: Workload,
    /** The ports of the pods by those of the Service, where it is not among the objects. */
    targets: ReadonlyMap<number, number> = new Map(),
  ) {
    const { namespace, labels } = workload;
    const scope = gatewayScope(model, namespace);
    this.services = scope.services;
    this.clusters = new Clusters(model, scope.services, { namespace, labels, workload }, 'proxy');
    this.podPorts = new GatewayPorts(model, workload, targets);
    const before = servicesBefore(model, workload);
    // A gateway that is not among the objects has the Service of its own name.
    const own = [`${workload.name}.${namespace}.svc.${model.settings.domain}`];
    const services = before.length > 0 ? before.map(({ host }) => host) : own;
    const merged = mergedServers(
      gateways.filter((gateway) => serves(gateway, workload, services)),
      (gateway, port) => this.podPorts.of(gateway, port),
      routingBehaviour(model.release).strictGatewayMerging,
    );
    this.servers = merged.servers;
    this.refused = merged.refused;
  }

  private readonly services: ReturnType<typeof gatewayScope>['services'];

  /** The ports of the pod that something listens on. */
  public get ports(): readonly number[] {
    return [...new Set(this.servers.map(({ port }) => port))];
  }

  /** Whether a server of a port looks at TLS, with a route or without. */
  public declaresTls(port: number): boolean {
    return this.servers.some(
      (one) => one.port === port && one.server.tls !== undefined && one.kind !== 'http',
    );
  }

  /** The listener of a port of the pod. */
  public listener(port: number): Listener | undefined {
    if (!this.listeners.has(port)) this.listeners.set(port, this.build(port));
    return this.listeners.get(port);
  }

  private build(port: number): Listener | undefined {
    const here = this.servers.filter((one) => one.port === port);
    if (here.length === 0) return undefined;
    const names = new Map<string, string>();
    const chains = here.flatMap((one, index) => {
      // HTTP servers of one name share a chain and a table.
      const first = here.findIndex(({ kind, routeName }) => kind === 'http' && routeName === one.routeName);
      if (one.kind === 'http' && first !== index) return [];
      return this.chainsOf(one, here, names);
    });
    // A server without a single route is not listened for.
    return chains.length === 0 ? undefined : { name: `0.0.0.0_${port}`, port, chains };
  }

  private chainsOf(
    one: MergedServer,
    here: readonly MergedServer[],
    names: Map<string, string>,
  ): FilterChain[] {
    const { gateway, server, kind, routeName } = one;
    const origin = { origin: gateway.object };
    const serverNames = {
      serverNames: (server.hosts ?? []).map((host) => host.slice(host.indexOf('/') + 1)),
    };
    switch (kind) {
      case 'http': {
        const sharing = here.filter((other) => other.routeName === routeName);
        return [{ ...origin, policies: [], filter: this.manager(sharing, routeName, 'http') }];
      }
      case 'https':
        return [
          {
            ...origin,
            ...serverNames,
            terminates: true,
            policies: [],
            filter: this.manager([one], routeName, 'https'),
          },
        ];
      case 'tls-passthrough': {
        const chains = passthroughChains(
          gateway,
          server,
          this.rulesOf(gateway.key),
          this.destinations,
          names,
        );
        return chains.map((chain) => ({ ...chain, policies: this.tcpPolicies() }));
      }
      case 'tls-terminating':
      case 'tcp': {
        const filter = tcpRouteOf(gateway, server, this.rulesOf(gateway.key), this.destinations);
        if (filter === undefined) return [];
        const tls = kind === 'tcp' ? {} : { ...serverNames, terminates: true };
        return [{ ...origin, ...tls, policies: this.tcpPolicies(), filter }];
      }
      default:
        return kind satisfies never;
    }
  }

  private tcpPolicies() {
    return policiesIn(this.model, { workload: this.workload }, 'tcp').rbac;
  }

  private readonly destinations = (rule: ConnectionRule, port: number): readonly WeightedCluster[] =>
    weighted(rule, (destination) =>
      this.clusters.nameOf(destination, port, this.services.get(destination?.host ?? '')),
    );

  private manager(
    servers: readonly { readonly gateway: BoundGateway; readonly server: BoundServer }[],
    name: string,
    scheme: 'http' | 'https',
  ): HttpConnectionManager {
    const { model, workload } = this;
    const authentication = authenticationIn(model, { workload });
    const policies = policiesIn(model, { workload }, 'http');
    return {
      kind: 'http',
      scheme,
      useRemoteAddress: true,
      ...proxySettings(model, workload),
      ...(authentication && { authentication }),
      policies: policies.rbac,
      routes: gatewayRouteTable(
        name,
        servers,
        (gateway) => this.rulesOf(gateway),
        (gateway, server) => this.context(gateway, server),
      ),
      notModelled: policies.notModelled,
    };
  }

  private context(gateway: string, server: BoundServer): RouteContext {
    const port = server.port?.number ?? 0;
    return {
      port,
      gateway,
      labels: this.workload.labels,
      namespace: this.workload.namespace,
      tls: server.tls !== undefined,
      cluster: (destination) =>
        this.clusters.nameOf(destination, port, this.services.get(destination?.host ?? '')),
      defaultRetries: this.model.settings.config.defaultHttpRetryPolicy as RouteContext['defaultRetries'],
    };
  }

  private rulesOf(gateway: string): readonly RoutingRule[] {
    return remembered(this.bound, gateway, () => rulesFor(this.rules, gateway, this.workload.namespace));
  }
}

function serves(gateway: BoundGateway, workload: Workload, services: readonly string[]): boolean {
  if (gateway.services !== undefined) {
    return (
      gateway.namespace === workload.namespace && gateway.services.some((host) => services.includes(host))
    );
  }
  return carries(workload.labels, gateway.selector ?? {});
}
