import { selects } from '../kubernetes/label-selector';
import type { ListenerSpec, ParentRefSpec } from './kinds/gateway-api';
import { isGiven } from './knowledge';
import type { ObjectOf, ObjectsOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';

/** A route of the Gateway API, whatever it routes. */
export type AnyRoute = ObjectOf<'httpRoutes'>;

/** All routes. */
export function routesOf(model: MeshModel): ObjectsOf<'httpRoutes'> {
  return [...model.httpRoutes, ...model.grpcRoutes, ...model.tlsRoutes, ...model.tcpRoutes];
}

/** What a parent of a route is: what has listeners, a Service of the mesh, or something that is not read here. */
export function parentKind(parent: ParentRefSpec): 'gateway' | 'listener set' | 'service' | 'other' {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway' } = parent;
  if (group === 'gateway.networking.k8s.io' && kind === 'Gateway') return 'gateway';
  if (group === 'gateway.networking.k8s.io' && kind === 'ListenerSet') return 'listener set';
  return (group === '' || group === 'core') && kind === 'Service' ? 'service' : 'other';
}

/** The GatewayClasses that istiod makes itself. */
export const ownGatewayClasses: readonly string[] = [
  'istio',
  'istio-remote',
  'istio-waypoint',
  'istio-east-west',
];

/** What has listeners. */
export type ListenerHolder = ObjectOf<'kubernetesGateways'> | ObjectOf<'listenerSets'>;

/** The listeners that a parent names: one by its name or port, or all. */
export function listenersOf(holder: ListenerHolder, parent: ParentRefSpec): readonly ListenerSpec[] {
  return (holder.spec.listeners ?? []).filter(
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

/** Whether routes of a kind may be at a listener. */
export function takesKind({ allowedRoutes, protocol = '' }: ListenerSpec, kind: string): boolean {
  const { kinds = [] } = allowedRoutes ?? {};
  const wanted = kinds.length > 0 ? kinds.map((one) => one.kind) : usualKinds.get(protocol);
  return wanted === undefined || wanted.includes(kind);
}

type AllowedNamespaces = NonNullable<ListenerSpec['allowedRoutes']>['namespaces'];

/** Whether what lies in a namespace may be taken: nobody knows the labels of one that is not among the objects. */
export function mayTakeNamespace(
  model: MeshModel,
  own: string,
  namespaces: AllowedNamespaces,
  place: string,
): boolean {
  if (takesNamespace(model, own, namespaces, place)) return true;
  const isDeclared = model.namespaces.get(place)?.object !== undefined || isGiven(model, place);
  return namespaces?.from === 'Selector' && !isDeclared;
}

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
