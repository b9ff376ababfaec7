import { selects } from '../kubernetes/label-selector';
import type { ListenerSpec, ParentRefSpec } from './kinds/gateway-api';
import type { ObjectOf, ObjectsOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';

/** A route of the Gateway API, whatever it routes. */
export type AnyRoute = ObjectOf<'httpRoutes'>;

/** All routes. */
export function routesOf(model: MeshModel): ObjectsOf<'httpRoutes'> {
  return [...model.httpRoutes, ...model.grpcRoutes, ...model.tlsRoutes, ...model.tcpRoutes];
}

/** What a parent of a route is: a gateway, a Service of the mesh, or something that is not read here. */
export function parentKind(parent: ParentRefSpec): 'gateway' | 'service' | 'other' {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway' } = parent;
  if (group === 'gateway.networking.k8s.io' && kind === 'Gateway') return 'gateway';
  return (group === '' || group === 'core') && kind === 'Service' ? 'service' : 'other';
}

/** The listeners that a parent names: one by its name or port, or all. */
export function listenersOf(
  gateway: ObjectOf<'kubernetesGateways'>,
  parent: ParentRefSpec,
): readonly ListenerSpec[] {
  return (gateway.spec.listeners ?? []).filter(
    ({ name, port }) =>
      (!parent.sectionName || name === parent.sectionName) &&
      (parent.port === undefined || port === parent.port),
  );
}

/** The kinds that a listener takes where it does not say. */
const usualKinds: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    HTTP: ['HTTPRoute', 'GRPCRoute'],
    HTTPS: ['HTTPRoute', 'GRPCRoute'],
    TLS: ['TLSRoute', 'TCPRoute'],
    TCP: ['TCPRoute'],
  }),
);

/** Whether a listener takes a route: by its kind, and by its namespace. */
export function isAllowed(
  model: MeshModel,
  gateway: ObjectOf<'kubernetesGateways'>,
  listener: ListenerSpec,
  route: AnyRoute,
): boolean {
  const { namespaces, kinds = [] } = listener.allowedRoutes ?? {};
  const wanted = kinds.length > 0 ? kinds.map(({ kind }) => kind) : usualKinds.get(listener.protocol ?? '');
  if (wanted !== undefined && !wanted.includes(route.kind)) return false;
  return takesNamespace(model, gateway.namespace, namespaces, route.namespace);
}

type AllowedNamespaces = NonNullable<ListenerSpec['allowedRoutes']>['namespaces'];

/** Whether a listener of a namespace takes what lies in another: of its own where nothing is said. */
export function takesNamespace(
  model: MeshModel,
  own: string,
  namespaces: AllowedNamespaces,
  place: string,
): boolean {
  switch (namespaces?.from ?? 'Same') {
    case 'All':
      return true;
    case 'None':
      return false;
    case 'Selector': {
      const labels = {
        'kubernetes.io/metadata.name': place,
        ...model.namespaces.get(place)?.labels,
      };
      const { matchLabels = {}, matchExpressions = [] } = namespaces?.selector ?? {};
      const expressions = matchExpressions.map(({ key = '', operator = '', values = [] }) => ({
        key,
        operator,
        values,
      }));
      return selects({ matchLabels, matchExpressions: expressions }, labels);
    }
    default:
      return own === place;
  }
}

/** Whether a ReferenceGrant lets a route use an object of another namespace. */
export function isGranted(
  model: MeshModel,
  from: { readonly kind: string; readonly namespace: string },
  to: { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string },
): boolean {
  return model.referenceGrants.some(
    ({ namespace, spec }) =>
      namespace === to.namespace &&
      (spec.from ?? []).some((one) => one.kind === from.kind && one.namespace === from.namespace) &&
      (spec.to ?? []).some(
        (one) =>
          (one.group ?? '') === to.group && one.kind === to.kind && (!one.name || one.name === to.name),
      ),
  );
}
