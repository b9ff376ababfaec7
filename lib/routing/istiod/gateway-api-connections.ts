import { takes } from '../../model/control-plane';
import { hostsOverlap } from '../../model/host-name';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { routingBehaviour } from '../../release/routing-behaviour';
import type { RouteOrigin } from '../envoy/origin';
import { backendDestination } from './gateway-api-backends';
import { conversionFor, ruleOf } from './gateway-api-routes';
import { intersection } from './host-intersection';
import { referenceTo } from './object-reference';
import { type Attachment, attachmentsOf } from './route-parents';
import type { ConnectionMatch, ConnectionRule, RoutingRule } from './rule';

type ConnectionRoute = ObjectOf<'tlsRoutes'> | ObjectOf<'tcpRoutes'>;

/**
 * The rules of TLSRoutes and TCPRoutes that istiod takes: connections by the name that they ask for, or all of a
 * listener or a port.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#tlsroute
 */
export function gatewayApiConnectionRules(model: MeshModel): RoutingRule[] {
  return [
    ...(takes(model, 'TLSRoute') ? model.tlsRoutes.flatMap((route) => tlsRules(route, model)) : []),
    ...(takes(model, 'TCPRoute') ? model.tcpRoutes.flatMap((route) => tcpRules(route, model)) : []),
  ];
}

function tlsRules(route: ObjectOf<'tlsRoutes'>, model: MeshModel): RoutingRule[] {
  return attachmentsOf(route, model).flatMap((attachment) => {
    const names = namesAt(attachment, route, model);
    return names.hosts.map((host, place): RoutingRule => {
      const sniHosts = attachment.kind === 'mesh' ? namesOf(host, names.sniHosts) : names.sniHosts;
      const port = portOf(attachment);
      const match = { index: 0, sniHosts, ...port };
      return {
        ...ruleOf(route, attachment, host, [], `${route.name}~tls~${place}`),
        tls: connectionRules(route, attachment, [match], model),
      };
    });
  });
}

function tcpRules(route: ObjectOf<'tcpRoutes'>, model: MeshModel): RoutingRule[] {
  const places = attachmentsOf(route, model).flatMap((attachment) =>
    (attachment.kind === 'mesh' ? attachment.hosts : ['*']).map((host) => ({ attachment, host })),
  );
  return places.map(({ attachment, host }, place): RoutingRule => {
    const port = portOf(attachment);
    const matches = port === undefined ? [] : [{ index: 0, ...port }];
    return {
      ...ruleOf(route, attachment, host, [], `${route.name}~tcp~${place}`),
      tcp: connectionRules(route, attachment, matches, model),
    };
  });
}

function portOf(attachment: Attachment): { readonly port: number } | undefined {
  return attachment.kind === 'mesh' && attachment.port !== undefined ? { port: attachment.port } : undefined;
}

interface Names {
  /** For which the route stands there. */
  readonly hosts: readonly string[];
  /** That clients ask for. */
  readonly sniHosts: readonly string[];
}

/** The names of a route at a place: at a listener with a name of its own, what both have in common. */
function namesAt(attachment: Attachment, { spec }: ObjectOf<'tlsRoutes'>, { release }: MeshModel): Names {
  const written = (spec.hostnames ?? []).map((one) => one.toLowerCase());
  if (attachment.kind === 'mesh') {
    return { hosts: attachment.hosts, sniHosts: written.length > 0 ? written : attachment.hosts };
  }
  const { hostname } = attachment.parent;
  const hosts = written.length > 0 ? written : ['*'];
  if (hostname === '' || !routingBehaviour(release).narrowsTlsRoutes) return { hosts, sniHosts: hosts };
  const common = intersection([hostname], hosts);
  return { hosts: common, sniHosts: common };
}

/** Of several names those that a host of the mesh has in common with them. */
function namesOf(host: string, names: readonly string[]): readonly string[] {
  return names.length > 1 ? names.filter((one) => hostsOverlap(one, host)) : names;
}

/** None where a single backend can't be understood. */
function connectionRules(
  route: ConnectionRoute,
  attachment: Attachment,
  matches: readonly ConnectionMatch[],
  model: MeshModel,
): ConnectionRule[] {
  const conversion = conversionFor(attachment, model);
  const rules: ConnectionRule[] = [];
  for (const [index, rule] of (route.spec.rules ?? []).entries()) {
    const origin: RouteOrigin = { object: referenceTo(route), index, ...(rule.name && { name: rule.name }) };
    const backends = (rule.backendRefs ?? []).filter(({ weight }) => weight !== 0);
    const found = backends.map((backend) => backendDestination(backend, route, conversion));
    if (found.includes(undefined)) return [];
    rules.push({
      origin,
      // Where nothing has a weight no name is looked at: every connection just ends.
      matches: backends.length === 0 && route.kind === 'TLSRoute' ? [] : matches,
      route: backends.map(({ weight }, place) => ({
        destination: found[place]?.destination ?? {},
        weight: weight ?? 1,
      })),
    });
  }
  return rules;
}
