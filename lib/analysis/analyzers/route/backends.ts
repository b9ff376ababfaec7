import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isMap } from '../../../kubernetes/identity';
import { type BackendRefSpec, backendRef } from '../../../model/kinds/gateway-api';
import { isKnown } from '../../../model/knowledge';
import type { MeshModel } from '../../../model/mesh-model';
import { type AnyRoute, isGranted, parentKind, routesOf } from '../../../model/routes';
import { generatedBy } from '../../../model/workload';
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
    'kubernetesGateways',
    'gatewayClasses',
    'referenceGrants',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    const others = othersOf(model);
    for (const route of routesOf(model)) {
      const gateways = (route.spec.parentRefs ?? []).filter((parent) => parentKind(parent) === 'gateway');
      const isAtGateway = gateways.length > 0;
      const isForIstio = gateways.some(
        ({ namespace, name }) => !others.has(`${namespace || route.namespace}/${name}`),
      );
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
        const mirrors = filters.map(({ requestMirror }) => mirrored(requestMirror));
        for (const use of [
          ...backendRefs.map((backend, at) => ({ backend, path: [...path, 'backendRefs', at], ...routed })),
          ...mirrors.map((backend, at) => ({
            backend,
            path: [...path, 'filters', at, ...mirror],
            ...copied,
          })),
        ])
          if (use.backend !== undefined)
            yield* judged(model, route, use as Use, isAtGateway, isForIstio || !isAtGateway);
      }
    }
  },
};

/** A backend, where it is written, and what happens where it can't be reached. */
interface Use {
  readonly backend: BackendRefSpec;
  readonly path: Path;
  readonly effect: string;
}

const routed = { effect: 'requests that are routed there get 500' };
const copied = { effect: 'no copies of requests are sent' };
const mirror = ['requestMirror', 'backendRef'];

function mirrored(filter: unknown): BackendRefSpec | undefined {
  return isMap(filter) ? backendRef(filter.backendRef) : undefined;
}

/** What istiod routes to besides Services; it looks them up elsewhere. */
const otherKinds = ['multicluster.x-k8s.io/ServiceImport', 'inference.networking.k8s.io/InferencePool'];

function* judged(
  model: MeshModel,
  route: AnyRoute,
  use: Use,
  isAtGateway: boolean,
  isForIstio: boolean,
): Iterable<Told> {
  const { backend, path, effect } = use;
  const { group = '', kind = 'Service', name = '' } = backend;
  const of = `${group === 'core' ? '' : group}/${kind}`;
  if (of === '/Service') yield* judgedService(model, route, use, isAtGateway);
  else if (of === 'networking.istio.io/Hostname') {
    if (!model.complete || model.servicesByHost.has(name.toLowerCase())) return;
    yield {
      rule: 'route-backend-missing',
      about: route,
      path: [...path, 'name'],
      message: `no Service and no ServiceEntry has the host ${name}: ${effect}`,
    };
  } else if (isForIstio && !otherKinds.includes(of)) {
    yield {
      rule: 'route-backend-missing',
      about: route,
      path: [...path, 'kind'],
      message: `istiod knows no backends of kind ${kind}${group && ` of ${group}`}: ${effect}`,
      suggestion: 'write a Service, or kind Hostname of networking.istio.io',
    };
  }
}

/** The Gateways that somebody else than istiod serves, who may know other backends. */
function othersOf({ kubernetesGateways, gatewayClasses }: MeshModel): ReadonlySet<string> {
  const foreign = kubernetesGateways.filter(
    ({ spec }) => generatedBy(spec.gatewayClassName, gatewayClasses) === undefined,
  );
  return new Set(foreign.map(({ namespace, name }) => `${namespace}/${name}`));
}

function* judgedService(
  model: MeshModel,
  route: AnyRoute,
  { backend, path, effect }: Use,
  isAtGateway: boolean,
): Iterable<Told> {
  const { kind = 'Service', name = '', port } = backend;
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
      message: `there is no Service ${namespace}/${name}: ${effect}`,
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
      message: `no ReferenceGrant of ${namespace} lets a ${route.kind} of ${route.namespace} use Service ${name}: ${effect}`,
      also: [service.object],
    };
  }
  if (port === undefined || service.ports.some(({ number }) => number === port)) return;
  yield {
    rule: 'route-backend-port-missing',
    about: route,
    path: [...path, 'port'],
    message: `${shown(service.object)} has no port ${port}, only ${service.ports.map(({ number }) => number).join(', ')}: ${effect}`,
    also: [service.object],
  };
}
