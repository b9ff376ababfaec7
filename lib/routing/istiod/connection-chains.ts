import { hostCovers } from '../../model/host-name';
import type { FilterChain, TcpProxy } from '../envoy/configuration';
import type { WeightedCluster } from '../envoy/route-configuration';
import type { BoundGateway, BoundServer } from './gateways';
import { hostsForNamespace } from './host-intersection';
import type { ConnectionMatch, ConnectionRule, RoutingRule } from './rule';

/** Makes the destinations of a connection rule into clusters of a proxy. */
export type ConnectionClusters = (rule: ConnectionRule, port: number) => readonly WeightedCluster[];

/** The proxy's way to a rule's destinations; without weights the first takes all. */
export function tcpProxyOf(rule: ConnectionRule, port: number, clusters: ConnectionClusters): TcpProxy {
  return { kind: 'tcp', destinations: clusters(rule, port), route: rule.origin };
}

/**
 * The chains of a server that does not look into TLS: one for each match of a rule that is bound to its Gateway.
 *
 * @param names server names that the port has already: a match that repeats one is left out as a whole
 */
export function passthroughChains(
  { key }: BoundGateway,
  server: BoundServer,
  rules: readonly RoutingRule[],
  clusters: ConnectionClusters,
  names: Map<string, string>,
): FilterChain[] {
  const port = server.port?.number ?? 0;
  return rules
    .filter((rule) => sharesHost(server, rule))
    .flatMap((rule) =>
      rule.tls.flatMap((tls) =>
        tls.matches.flatMap((match) => {
          if (!isHere(match, port, key)) return [];
          const sniHosts = match.sniHosts ?? [];
          const bind = server.bind ?? '';
          if (sniHosts.some((host) => names.get(host) === bind)) return [];
          for (const host of sniHosts) names.set(host, bind);
          const origin = { ...tls.origin, match: { index: match.index } };
          return [
            {
              serverNames: sniHosts,
              origin: rule.object,
              policies: [],
              filter: tcpProxyOf({ ...tls, origin }, port, clusters),
            },
          ];
        }),
      ),
    );
}

/** The way of every connection of a server: the first rule that is bound to its Gateway and port. */
export function tcpRouteOf(
  { key }: BoundGateway,
  server: BoundServer,
  rules: readonly RoutingRule[],
  clusters: ConnectionClusters,
): TcpProxy | undefined {
  const port = server.port?.number ?? 0;
  for (const rule of rules) {
    if (!sharesHost(server, rule)) continue;
    const isRoute = rule.semantics === 'gateway-api' && server.tls !== undefined;
    for (const connection of isRoute ? [...rule.tcp, ...rule.tls] : rule.tcp) {
      const matched = atMatch(connection, (match) => isHere(match, port, key));
      if (matched !== undefined) return tcpProxyOf(matched, port, clusters);
    }
  }
  return undefined;
}

/** A rule with the first of its matches that holds; undefined where none does. */
export function atMatch(
  rule: ConnectionRule,
  holds: (match: ConnectionMatch) => boolean,
): ConnectionRule | undefined {
  if (rule.matches.length === 0) return rule;
  const match = rule.matches.find(holds);
  return match && { ...rule, origin: { ...rule.origin, match: { index: match.index } } };
}

/** The clusters of a connection rule: one, or those with a weight. */
export function weighted(
  { route }: ConnectionRule,
  cluster: (destination: ConnectionRule['route'][number]['destination']) => string,
): WeightedCluster[] {
  const [only] = route;
  if (route.length === 1 && only !== undefined) return [{ cluster: cluster(only.destination), weight: 1 }];
  return route
    .filter(({ weight }) => (weight ?? 0) > 0)
    .map(({ destination, weight = 0 }) => ({ cluster: cluster(destination), weight }));
}

function isHere({ port, gateways }: ConnectionMatch, serverPort: number, gateway: string): boolean {
  return (!port || port === serverPort) && (!gateways?.length || gateways.includes(gateway));
}

/** Whether a rule has a host that the server lets it have. */
function sharesHost(server: BoundServer, rule: RoutingRule): boolean {
  const hosts = hostsForNamespace(server.hosts ?? [], rule.namespace).map((host) => host.toLowerCase());
  return rule.hosts.some((host) => hosts.some((one) => hostCovers(one, host) || hostCovers(host, one)));
}
