import { type PoliciesInForce, policiesIn } from '../../authorization/authorization-policies';
import { authenticationIn } from '../../authorization/request-authentications';
import { hostsOverlap } from '../../model/host-name';
import type { MeshModel } from '../../model/mesh-model';
import { isHttp } from '../../model/protocol';
import type { MeshService } from '../../model/service';
import type { Workload } from '../../model/workload';
import { routingBehaviour } from '../../release/routing-behaviour';
import { remembered } from '../../values/remembered';
import type { FilterChain, HttpConnectionManager, TcpProxy, VirtualHost } from '../envoy/configuration';
import type { Route } from '../envoy/route-configuration';
import { gatewayScope, rulesFor } from './client-scope';
import { Clusters } from './clusters';
import { tcpProxyOf, weighted } from './connection-chains';
import { type RouteContext, retriesOf, routesOf } from './http-routes';
import { proxySettings } from './proxy-settings';
import type { ConnectionMatch, ConnectionRule, RoutingRule } from './rule';

/** What the waypoints of a namespace know. */
export interface WaypointScope {
  readonly services: ReadonlyMap<string, MeshService>;
  readonly rules: readonly RoutingRule[];
}

/** The scope of the waypoints of a namespace: everything that is exported to it. */
export function waypointScope(
  model: MeshModel,
  rules: readonly RoutingRule[],
  namespace: string,
): WaypointScope {
  return { services: gatewayScope(model, namespace).services, rules: rulesFor(rules, 'mesh', namespace) };
}

/**
 * A waypoint for one port of a service that it serves: it judges by the service's policies and follows rules of the
 * service's namespace and its own, whatever the Host header says.
 *
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export class WaypointProxy {
  public readonly clusters: Clusters;
  private readonly rules: readonly RoutingRule[];
  private inForce: PoliciesInForce | undefined;
  private readonly chains = new Map<'http' | 'connection', FilterChain>();

  public constructor(
    private readonly model: MeshModel,
    scope: WaypointScope,
    private readonly waypoint: Workload,
    private readonly service: MeshService,
    private readonly port: number,
  ) {
    const { namespace, labels } = waypoint;
    const { services } = scope;
    // Of a host that several namespaces have, the one that is called.
    const known =
      services.get(service.host) === service ? services : new Map([...services, [service.host, service]]);
    this.clusters = new Clusters(model, known, { namespace, labels, workload: waypoint }, 'waypoint');
    this.cluster = (destination) =>
      this.clusters.nameOf(destination, port, known.get(destination?.host ?? ''));
    this.rules = scope.rules.filter(
      (rule) =>
        (rule.namespace === namespace || rule.namespace === service.namespace) &&
        rule.hosts.some((host) => hostsOverlap(host, service.host)),
    );
  }

  private readonly cluster: RouteContext['cluster'];

  /** What takes a request, or a connection that is not looked into. */
  public chain(kind: 'http' | 'connection'): FilterChain {
    return remembered(this.chains, kind, () => this.build(kind));
  }

  private build(kind: 'http' | 'connection'): FilterChain {
    const protocol = this.service.ports.find(({ number }) => number === this.port)?.protocol ?? 'unknown';
    const reads = isHttp(protocol) || (protocol === 'unknown' && kind === 'http');
    if (reads) return { policies: [], filter: this.manager() };
    const rule = this.connectionRule();
    const tcp: TcpProxy = rule
      ? tcpProxyOf(rule, this.port, (one) => weighted(one, this.cluster))
      : { kind: 'tcp', destinations: [this.own] };
    return {
      policies: policiesIn(this.model, this.place, 'tcp').rbac,
      ...(rule && { origin: rule.origin.object }),
      filter: tcp,
    };
  }

  /** The policies that are asked, as far as requests are looked into. */
  public get policies(): PoliciesInForce {
    const reads = this.chain('http').filter.kind === 'http';
    this.inForce ??= policiesIn(this.model, this.place, reads ? 'http' : 'tcp');
    return this.inForce;
  }

  private get place() {
    return { workload: this.waypoint, service: this.service, waypoint: true };
  }

  private get own() {
    return { cluster: `outbound|${this.port}||${this.service.host}`, weight: 1 };
  }

  private manager(): HttpConnectionManager {
    const { model } = this;
    const authentication = authenticationIn(model, this.place);
    const policies = policiesIn(model, this.place, 'http');
    return {
      kind: 'http',
      scheme: 'http',
      useRemoteAddress: false,
      ...proxySettings(model, this.waypoint),
      ...(authentication && { authentication }),
      policies: policies.rbac,
      routes: { name: `inbound-vip|${this.port}|http|${this.service.host}`, hosts: [this.virtualHost()] },
      notModelled: policies.notModelled,
    };
  }

  private virtualHost(): VirtualHost {
    const { port, waypoint, model } = this;
    const defaultRetries = model.settings.config.defaultHttpRetryPolicy as RouteContext['defaultRetries'];
    const context: RouteContext = {
      port,
      gateway: 'mesh',
      namespace: waypoint.namespace,
      tls: false,
      cluster: this.cluster,
      defaultRetries,
    };
    const followed =
      routingBehaviour(model.release).waypointRules === 'all'
        ? this.rules
        : this.rules.filter(({ http }) => http.length > 0).slice(0, 1);
    const made = followed.map((rule) => routesOf(rule, context));
    const routes = made.flatMap((one) => one.routes);
    const left = made.flatMap((one) => one.left);
    const retries = retriesOf(defaultRetries);
    const everything: Route = {
      name: 'default',
      match: { path: { kind: 'prefix', value: '/' } },
      action: {
        kind: 'forward',
        destinations: [this.own],
        missing: 503,
        timeout: 0,
        mirrors: [],
        ...(retries && { retries }),
      },
    };
    return {
      domains: ['*'],
      routes: routes.length > 0 ? routes : [everything],
      ...(left.length > 0 && { left }),
    };
  }

  /** Names that are asked for are not looked at: only rules of TLS for the service's own name count. */
  private connectionRule(): ConnectionRule | undefined {
    if (!routingBehaviour(this.model.release).waypointsRouteConnections) return undefined;
    const { host } = this.service;
    const isNamed = ({ sniHosts = [] }: ConnectionMatch) => sniHosts.length === 1 && sniHosts[0] === host;
    return (
      this.firstOf('tls', (match) => isNamed(match) && this.isHere(match)) ??
      this.firstOf('tcp', (match) => this.isHere(match))
    );
  }

  private firstOf(
    list: 'tls' | 'tcp',
    holds: (match: ConnectionMatch) => boolean,
  ): ConnectionRule | undefined {
    for (const rule of this.rules) {
      for (const one of rule[list]) {
        const match = one.matches.find(holds);
        if (match !== undefined) return { ...one, origin: { ...one.origin, match: { index: match.index } } };
        if (one.matches.length === 0) return one;
      }
    }
    return undefined;
  }

  private isHere({ port, gateways, sourceLabels, sourceNamespace }: ConnectionMatch): boolean {
    return (
      (!port || port === this.port) &&
      (!gateways?.length || gateways.includes('mesh')) &&
      Object.keys(sourceLabels ?? {}).length === 0 &&
      !sourceNamespace
    );
  }
}
