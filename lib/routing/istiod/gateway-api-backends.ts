import type { BackendRefSpec } from '../../model/kinds/gateway-api';
import type { DestinationSpec } from '../../model/kinds/virtual-service';
import type { MeshModel } from '../../model/mesh-model';
import { servicesNamed } from '../../model/visibility';
import type { GatewayApiRoute } from './route-parents';

/** For whom a route is converted. */
export interface Conversion {
  readonly model: MeshModel;
  /** Whether a backend of another namespace needs a ReferenceGrant. */
  readonly grants: boolean;
  /** The port of the parent that the route is for; all where left out. */
  readonly port?: number;
}

/**
 * Where a backend leads: nowhere, so that its share fails, where it may not be used or is not there; undefined where
 * istiod takes nothing of the whole route.
 */
export function backendDestination(
  backend: BackendRefSpec,
  route: GatewayApiRoute,
  { model, grants }: Conversion,
): { readonly destination: DestinationSpec } | undefined {
  const namespace = backend.namespace || route.namespace;
  const isForeign = backend.namespace !== undefined && backend.namespace !== route.namespace;
  if (grants && isForeign && !isGranted(backend, namespace, route, model)) return { destination: {} };
  const host = backendHost(backend, namespace, model);
  if (host === 'unsupported') return { destination: {} };
  if (host === undefined || backend.port === undefined) return undefined;
  return { destination: { host, port: { number: backend.port } } };
}

function backendHost(
  { group = '', kind = 'Service', name = '', namespace: written }: BackendRefSpec,
  namespace: string,
  model: MeshModel,
): string | undefined {
  switch (`${group}/${kind}`) {
    case '/Service':
    case 'multicluster.x-k8s.io/ServiceImport':
      return name.includes('.') ? undefined : `${name}.${namespace}.svc.${model.settings.domain}`;
    case 'networking.istio.io/Hostname':
      if (written !== undefined) return undefined;
      return servicesNamed(model, name.toLowerCase()).length > 0 ? name.toLowerCase() : 'unsupported';
    default:
      return 'unsupported';
  }
}

/** Whether a ReferenceGrant of the backend's namespace lets routes of another use it. */
function isGranted(
  { group = '', kind = 'Service', name }: BackendRefSpec,
  namespace: string,
  route: GatewayApiRoute,
  model: MeshModel,
): boolean {
  return model.referenceGrants.some(
    ({ spec, ...grant }) =>
      grant.namespace === namespace &&
      (spec.from ?? []).some(
        (from) =>
          from.group === 'gateway.networking.k8s.io' &&
          from.kind === route.kind &&
          from.namespace === route.namespace,
      ) &&
      (spec.to ?? []).some(
        (to) => (to.group ?? '') === group && to.kind === kind && (!to.name || to.name === name),
      ),
  );
}
