import { hostCovers, hostsOverlap } from '../../model/host-name';
import type { ParentRefSpec } from '../../model/kinds/gateway-api';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { inTextOrder } from '../../values/text-order';
import { listenerHolders, type RouteParent, routeParents } from './listeners';

export type GatewayApiRoute =
  | ObjectOf<'httpRoutes'>
  | ObjectOf<'grpcRoutes'>
  | ObjectOf<'tlsRoutes'>
  | ObjectOf<'tcpRoutes'>;

/** What a route is attached to: a listener, or a Service or ServiceEntry of the mesh. */
export type Attachment =
  | { readonly kind: 'listener'; readonly parent: RouteParent; readonly hosts: readonly string[] }
  | { readonly kind: 'mesh'; readonly hosts: readonly string[]; readonly port?: number };

/**
 * Where a route is attached and for which hosts; what its parent does not allow is left out.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways
 */
export function attachmentsOf(route: GatewayApiRoute, model: MeshModel): Attachment[] {
  const refs = (route.spec.parentRefs ?? []).map((ref) => ({ ref, key: keyOf(ref, route.namespace) }));
  refs.sort((a, b) => inTextOrder(a.key, b.key));
  return refs.flatMap(({ ref }) => {
    const kind = `${ref.group ?? 'gateway.networking.k8s.io'}/${ref.kind ?? 'Gateway'}`;
    const namespace = ref.namespace || route.namespace;
    switch (kind) {
      case '/Service':
        return serviceAttachment(ref, namespace, model);
      case 'networking.istio.io/ServiceEntry':
        return entryAttachment(ref, namespace, model);
      case 'gateway.networking.k8s.io/Gateway':
      case 'gateway.networking.k8s.io/ListenerSet':
        return listenerAttachments(ref, namespace, route, model);
      default:
        return [];
    }
  });
}

function keyOf(
  { group = '', kind = '', name = '', sectionName = '', port = 0, ...ref }: ParentRefSpec,
  own: string,
) {
  return [group, kind, ref.namespace || own, name, sectionName, port].join('/');
}

function serviceAttachment(ref: ParentRefSpec, namespace: string, model: MeshModel): Attachment[] {
  const host = `${ref.name ?? ''}.${namespace}.svc.${model.settings.domain}`;
  const known = model.servicesByHost.get(host)?.some(({ origin }) => origin === 'service');
  return known ? [{ kind: 'mesh', hosts: [host], ...(ref.port && { port: ref.port }) }] : [];
}

function entryAttachment(ref: ParentRefSpec, namespace: string, model: MeshModel): Attachment[] {
  const entry = model.serviceEntries.find((one) => one.namespace === namespace && one.name === ref.name);
  const hosts = (entry?.spec.hosts ?? []).map((host) => host.toLowerCase());
  return entry === undefined ? [] : [{ kind: 'mesh', hosts, ...(ref.port && { port: ref.port }) }];
}

function listenerAttachments(
  ref: ParentRefSpec,
  namespace: string,
  route: GatewayApiRoute,
  model: MeshModel,
): Attachment[] {
  const kind = ref.kind ?? 'Gateway';
  const holder = listenerHolders(model).find(
    ({ object }) => object.kind === kind && object.namespace === namespace && object.name === ref.name,
  );
  if (holder === undefined) return [];
  const parents = routeParents(holder, model);
  const hostnames = route.spec.hostnames?.length
    ? route.spec.hostnames.map((one) => one.toLowerCase())
    : ['*'];
  return parents
    .filter((parent) => isAllowed(ref, parent, route, hostnames))
    .map((parent) => {
      const others = parents
        .filter((one) => one !== parent && one.port === parent.port && one.protocol === parent.protocol)
        .map(({ hostname }) => hostname);
      return { kind: 'listener', parent, hosts: hostnames.filter((host) => isOwn(host, parent, others)) };
    });
}

function isAllowed(
  ref: ParentRefSpec,
  parent: RouteParent,
  route: GatewayApiRoute,
  hostnames: readonly string[],
): boolean {
  if (ref.port && ref.port !== parent.port) return false;
  if (ref.sectionName && ref.sectionName !== parent.section) return false;
  if (!parent.kinds.has(route.kind)) return false;
  return parent.hosts.some((allowed) => {
    const slash = allowed.indexOf('/');
    const namespace = allowed.slice(0, slash);
    const host = allowed.slice(slash + 1);
    return (
      (namespace === '*' || namespace === route.namespace) && hostnames.some((one) => hostsOverlap(host, one))
    );
  });
}

/** Whether a host is this listener's and not a more specific one's on the same port. */
function isOwn(host: string, { hostname }: RouteParent, others: readonly string[]): boolean {
  if (hostname !== '' && !hostname.startsWith('*')) return true;
  if (hostname !== '' && !hostsOverlap(host, hostname)) return false;
  return !others.some(
    (other) => other !== hostname && hostname.length <= other.length && hostCovers(other, host),
  );
}
