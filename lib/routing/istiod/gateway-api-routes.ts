import { takes } from '../../model/control-plane';
import type { MeshModel } from '../../model/mesh-model';
import { inTextOrder } from '../../values/text-order';
import type { Conversion } from './gateway-api-backends';
import { convertedRules } from './gateway-api-conversion';
import { referenceTo } from './object-reference';
import { type Attachment, attachmentsOf, type GatewayApiRoute } from './route-parents';
import type { HttpRule, RoutingRule } from './rule';

/**
 * The rules of HTTPRoutes and GRPCRoutes, those of one parent and host together in the order that the standard wants:
 * the more specific match first, among equals the older route.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function gatewayApiHttpRules(model: MeshModel): RoutingRule[] {
  const groups = new Map<string, { readonly route: GatewayApiRoute; rule: RoutingRule }[]>();
  const grpcRoutes = takes(model, 'GRPCRoute') ? model.grpcRoutes : [];
  const routes: GatewayApiRoute[] = [...model.httpRoutes, ...grpcRoutes].sort(inRouteOrder);
  for (const route of routes) {
    for (const attachment of attachmentsOf(route, model)) {
      const http = convertedRules(route, conversionFor(attachment, model));
      if (http === undefined || http.length === 0) continue;
      for (const host of attachment.hosts) {
        const key = groupKey(route, attachment, host);
        // By this name istiod puts them in order among VirtualServices of the same age.
        const rule = ruleOf(route, attachment, host, http, key.replaceAll('/', '~'));
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ route, rule }]);
        else group.push({ route, rule });
      }
    }
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first.rule, http: group.flatMap(({ rule }) => rule.http).sort(bySpecificity) }];
  });
}

/** The order that the standard wants: the oldest first, then by namespace and name. */
function inRouteOrder(a: GatewayApiRoute, b: GatewayApiRoute): number {
  return (
    inTextOrder(a.created, b.created) || inTextOrder(a.namespace, b.namespace) || inTextOrder(a.name, b.name)
  );
}

/** What backends of a route at a place may be. */
export function conversionFor(attachment: Attachment, model: MeshModel): Conversion {
  // A mesh route needs no grant: it routes for clients, who could call the backend themselves.
  return {
    model,
    grants: attachment.kind === 'listener',
    ...(attachment.kind === 'mesh' && attachment.port !== undefined && { port: attachment.port }),
  };
}

function groupKey(route: GatewayApiRoute, attachment: Attachment, host: string): string {
  if (attachment.kind === 'listener') return `${attachment.parent.key}/${host}`;
  return [route.namespace, ...(attachment.port === undefined ? [] : [attachment.port]), host].join('/');
}

/** The rule of a route for one host, without its matches of connections. */
export function ruleOf(
  route: GatewayApiRoute,
  attachment: Attachment,
  host: string,
  http: readonly HttpRule[],
  name: string,
): RoutingRule {
  return {
    object: referenceTo(route),
    namespace: route.namespace,
    name,
    created: route.created,
    hosts: [host],
    gateways: [attachment.kind === 'listener' ? attachment.parent.key : 'mesh'],
    exportTo: ['*'],
    semantics: 'gateway-api',
    http,
    tls: [],
    tcp: [],
  };
}

/** Exact before prefix before expression, longer before shorter, then method, headers and query parameters. */
function bySpecificity(a: HttpRule, b: HttpRule): number {
  const [first] = a.matches;
  const [second] = b.matches;
  if (first === undefined || second === undefined)
    return Number(first === undefined) - Number(second === undefined);
  const one = measured(first);
  const other = measured(second);
  const index = one.findIndex((value, place) => value !== other[place]);
  return index === -1 ? 0 : (other[index] as number) - (one[index] as number);
}

function measured({ spec: { uri, method, headers, queryParams } }: HttpRule['matches'][number]): number[] {
  const rank =
    uri?.exact !== undefined ? 3 : uri?.prefix !== undefined ? 2 : uri?.regex !== undefined ? 1 : -1;
  const length = (uri?.exact ?? uri?.prefix ?? uri?.regex ?? '').length;
  return [
    rank,
    length,
    method === undefined ? 0 : 1,
    Object.keys(headers ?? {}).length,
    Object.keys(queryParams ?? {}).length,
  ];
}
