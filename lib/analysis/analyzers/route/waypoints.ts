import { isForMesh } from '../../../model/bound-gateways';
import { fullHost } from '../../../model/host-name';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import { routesOf } from '../../../model/routes';
import type { MeshService } from '../../../model/service';
import { serviceWorkloads } from '../../../model/service-workloads';
import { servicesNamed } from '../../../model/visibility';
import { isServed } from '../../../model/waypoint';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';
import { policiesOf, refsOf, targetOf } from '../policy/attached';

/** Routes between workloads in ambient mode that no waypoint goes by. */
export const routeWaypoints: Analyzer = {
  rules: ['route-needs-waypoint'],
  reads: [
    'httpRoutes',
    'grpcRoutes',
    'tlsRoutes',
    'tcpRoutes',
    'virtualServices',
    'authorizationPolicies',
    'requestAuthentications',
    'wasmPlugins',
    'trafficExtensions',
    'telemetries',
    'workloads',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    // Sidecars go by the routes themselves, wherever they lead; where no proxy is known, one may be.
    const sidecars = model.workloads.filter(({ proxy }) => proxy === 'sidecar' || proxy === 'unknown');
    // Whoever writes a route beside sidecars writes it for these.
    const written = new Set(sidecars.map(({ namespace }) => namespace));
    const isForSidecars = ({ namespace }: MeshObject) => written.has(namespace);
    const hasSidecars = sidecars.length > 0;
    const told = toldOf(model);
    const serviceOf = new Map(model.services.map((service) => [service.object, service]));
    const needs = (service: MeshService | undefined): service is MeshService =>
      service !== undefined && !told.has(service.object) && isUnread(model, service);
    for (const route of routesOf(model)) {
      if (isForSidecars(route)) continue;
      for (const [index, parent] of (route.spec.parentRefs ?? []).entries()) {
        const { group = '', kind = '', name = '', namespace } = parent;
        const key = keyOf({ group, kind, name, namespace: namespace || route.namespace });
        const object = model.byIdentity.get(key);
        const service = object && serviceOf.get(object);
        if (needs(service)) yield unkept(route, ['spec', 'parentRefs', index], service, hasSidecars);
      }
    }
    for (const route of model.virtualServices) {
      if (!isForMesh(route) || isForSidecars(route)) continue;
      for (const [index, name] of (route.spec.hosts ?? []).entries()) {
        const host = fullHost(name, route.namespace, model.settings.domain);
        const services = servicesNamed(model, host);
        if (services.length > 0 && services.every(needs))
          yield unkept(route, ['spec', 'hosts', index], services[0] as MeshService, hasSidecars);
      }
    }
  },
};

function unkept(route: MeshObject, path: Path, { object }: MeshService, hasSidecars: boolean): Told {
  return {
    rule: 'route-needs-waypoint',
    level: hasSidecars ? 'info' : 'warning',
    about: route,
    path,
    message: `${shown(object)} is in ambient mode and has no waypoint: ztunnel leads connections there, and ${hasSidecars ? 'only clients with sidecars go' : 'nobody in the mesh goes'} by the route`,
    also: [object],
  };
}

/** Services of which a policy tells already that they have no waypoint. */
function toldOf(model: MeshModel): ReadonlySet<MeshObject | undefined> {
  return new Set(
    policiesOf(model).flatMap((policy) => refsOf(policy).map((ref) => targetOf(model, policy, ref))),
  );
}

/** Whether connections to a service are led by ztunnel, and by no waypoint. */
function isUnread(model: MeshModel, service: MeshService): boolean {
  if (service.origin === 'generated' || isServed(model, service.object) !== false) return false;
  const workloads = serviceWorkloads(model, service);
  return workloads.length > 0
    ? workloads.every(({ proxy }) => proxy === 'ztunnel')
    : model.namespaces.get(service.namespace)?.ambient === true;
}
