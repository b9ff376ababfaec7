import { remembered } from '../../values/remembered';
import type { LeftOut, RouteTable, VirtualHost } from '../envoy/configuration';
import type { Route } from '../envoy/route-configuration';
import type { BoundGateway, BoundServer } from './gateways';
import { hostsForNamespace, intersection } from './host-intersection';
import { type RouteContext, routesOf } from './http-routes';
import { takesAll } from './route-match';
import type { RoutingRule } from './rule';

interface Draft {
  readonly routes: Route[];
  readonly left: LeftOut[];
  requireTls: boolean;
}

/**
 * The virtual hosts of the servers that answer from one table: of each rule that is bound, for the hosts that it and
 * the server have in common.
 */
export function gatewayRouteTable(
  name: string,
  servers: readonly { readonly gateway: BoundGateway; readonly server: BoundServer }[],
  rulesOf: (gateway: string) => readonly RoutingRule[],
  contextOf: (gateway: string, server: BoundServer) => RouteContext,
): RouteTable {
  const drafts = new Map<string, Draft>();
  const made = new Map<string, ReturnType<typeof routesOf>>();
  const left: (LeftOut & { readonly host: string })[] = [];
  const draftOf = (host: string) => {
    return remembered(drafts, host, () => ({ routes: [], left: [], requireTls: false }));
  };
  for (const { gateway, server } of servers) {
    const redirects = server.tls?.httpsRedirect === true;
    for (const [place, rule] of rulesOf(gateway.key).entries()) {
      const hosts = intersection(hostsForNamespace(server.hosts ?? [], rule.namespace), rule.hosts);
      if (hosts.length === 0) continue;
      const key = `${gateway.key} ${place}`;
      const routes = remembered(made, key, () => routesOf(rule, contextOf(gateway.key, server)));
      for (const host of hosts) {
        if (routes.routes.length === 0) {
          // Without a route that is for this port and Gateway the host is not known at all.
          left.push(...routes.left.map((one) => ({ ...one, host })));
          continue;
        }
        const draft = draftOf(host);
        draft.routes.push(...routes.routes);
        draft.left.push(...routes.left);
        if (redirects) draft.requireTls = true;
      }
    }
    if (!redirects) continue;
    // Without a route istiod takes the name as it is written: with a namespace before it, it is nobody's.
    for (const host of server.hosts ?? []) {
      if (!host.includes('/')) draftOf(host.toLowerCase()).requireTls = true;
    }
  }
  return { name, hosts: [...drafts].map(virtualHost), ...(left.length > 0 && { left }) };
}

function virtualHost([host, { routes, left, requireTls }]: [string, Draft]): VirtualHost {
  return {
    domains: [host],
    routes: catchAllsLast(routes),
    ...(requireTls && { requireTls }),
    ...(left.length > 0 && { left }),
  };
}

/** Routes that take everything come after all others, whichever rule they are of. */
function catchAllsLast(routes: readonly Route[]): Route[] {
  return [
    ...routes.filter(({ match }) => !takesAll(match)),
    ...routes.filter(({ match }) => takesAll(match)),
  ];
}
