import { hostsOverlap } from '../../model/host-name';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { routingBehaviour } from '../../release/routing-behaviour';
import type { RouteOrigin } from '../envoy/configuration';
import { backendDestination } from './gateway-api-backends';
import { conversionFor, ruleOf } from './gateway-api-routes';
import { intersection } from './host-intersection';
import { referenceTo } from './object-reference';
import { type Attachment, attachmentsOf } from './route-parents';
import type { ConnectionRule, RoutingRule } from './rule';

/**
 * The rules of TLSRoutes: connections by the name that they ask for.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#tlsroute
 */
export function gatewayApiTlsRules(model: MeshModel): RoutingRule[] {
  return model.tlsRoutes.flatMap((route) =>
    attachmentsOf(route, model).flatMap((attachment) => {
      const names = namesAt(attachment, route, model);
      return names.hosts.map((host, place): RoutingRule => {
        const sniHosts = attachment.kind === 'mesh' ? namesOf(host, names.sniHosts) : names.sniHosts;
        return {
          ...ruleOf(route, attachment, host, [], `${route.name}~tls~${place}`),
          tls: connectionRules(route, attachment, sniHosts, model),
        };
      });
    }),
  );
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

function connectionRules(
  route: ObjectOf<'tlsRoutes'>,
  attachment: Attachment,
  sniHosts: readonly string[],
  model: MeshModel,
): ConnectionRule[] {
  const port = attachment.kind === 'mesh' ? attachment.port : undefined;
  const conversion = conversionFor(attachment, model);
  return (route.spec.rules ?? []).map((rule, index): ConnectionRule => {
    const origin: RouteOrigin = { object: referenceTo(route), index, ...(rule.name && { name: rule.name }) };
    const backends = (rule.backendRefs ?? []).filter(({ weight }) => weight !== 0);
    // Where nothing has a weight no connection is taken at all.
    const matches =
      backends.length === 0 ? [] : [{ index: 0, sniHosts, ...(port !== undefined && { port }) }];
    return {
      origin,
      matches,
      route: backends.map((backend) => ({
        destination: backendDestination(backend, route, conversion)?.destination ?? {},
        weight: backend.weight ?? 1,
      })),
    };
  });
}
