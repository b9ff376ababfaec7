import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import type { BackendRefSpec } from '../../../model/kinds/gateway-api';
import { isKnown } from '../../../model/knowledge';
import type { MeshModel } from '../../../model/mesh-model';
import { type AnyRoute, isGranted, parentKind, routesOf } from '../../../model/routes';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';

/** Where routes of the Gateway API send requests. */
export const routeBackends: Analyzer = {
  rules: [
    'route-backend-missing',
    'route-backend-port-missing',
    'route-backend-not-permitted',
    'route-no-backend',
  ],
  reads: [
    'httpRoutes',
    'grpcRoutes',
    'tlsRoutes',
    'tcpRoutes',
    'referenceGrants',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    for (const route of routesOf(model)) {
      const isAtGateway = (route.spec.parentRefs ?? []).some((parent) => parentKind(parent) === 'gateway');
      for (const [index, { backendRefs = [], filters = [] }] of (route.spec.rules ?? []).entries()) {
        const path = ['spec', 'rules', index];
        const answersItself = filters.some(
          ({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef',
        );
        if (!answersItself && backendRefs.every(({ weight }) => weight === 0)) {
          yield {
            rule: 'route-no-backend',
            about: route,
            path: [...path, 'backendRefs'],
            message:
              backendRefs.length === 0
                ? 'the rule has no backend: every request gets 500'
                : 'every backend has weight 0: every request gets 500',
          };
        }
        for (const [at, backend] of backendRefs.entries())
          yield* judged(model, route, backend, [...path, 'backendRefs', at], isAtGateway);
      }
    }
  },
};

function* judged(
  model: MeshModel,
  route: AnyRoute,
  backend: BackendRefSpec,
  path: Path,
  isAtGateway: boolean,
): Iterable<Told> {
  const { group = '', kind = 'Service', name = '', port } = backend;
  if ((group !== '' && group !== 'core') || kind !== 'Service') return;
  const namespace = backend.namespace || route.namespace;
  const host = `${name}.${namespace}.svc.${model.settings.domain}`.toLowerCase();
  const service = (model.servicesByHost.get(host) ?? []).find(({ origin }) => origin !== 'service-entry');
  if (service === undefined) {
    if (!isKnown(model, namespace, 'kubernetesServices')) return;
    const known = (model.servicesByNamespace.get(namespace) ?? []).map((one) => one.name);
    const nearest = nearestName(name, known);
    yield {
      rule: 'route-backend-missing',
      about: route,
      path: [...path, 'name'],
      message: `there is no Service ${namespace}/${name}: requests that are routed there get 500`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
    return;
  }
  const isForeign = namespace !== route.namespace && isAtGateway;
  if (
    isForeign &&
    isKnown(model, namespace, 'referenceGrants') &&
    !isGranted(model, route, { group: '', kind, namespace, name })
  ) {
    yield {
      rule: 'route-backend-not-permitted',
      about: route,
      path,
      message: `no ReferenceGrant of ${namespace} lets a ${route.kind} of ${route.namespace} use Service ${name}: requests get 500`,
      also: [service.object],
    };
  }
  if (port === undefined || service.ports.some(({ number }) => number === port)) return;
  yield {
    rule: 'route-backend-port-missing',
    about: route,
    path: [...path, 'port'],
    message: `${shown(service.object)} has no port ${port}, only ${service.ports.map(({ number }) => number).join(', ')}: requests that are routed there get 500`,
    also: [service.object],
  };
}
