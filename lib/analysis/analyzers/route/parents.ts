import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isForMesh } from '../../../model/bound-gateways';
import { fullHost, hostsOverlap } from '../../../model/host-name';
import type { ParentRefSpec } from '../../../model/kinds/gateway-api';
import { isKnown } from '../../../model/knowledge';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import {
  type AnyRoute,
  type ListenerHolder,
  listenersOf,
  mayTakeNamespace,
  ownGatewayClasses,
  parentKind,
  routesOf,
  takesKind,
} from '../../../model/routes';
import { generatedBy } from '../../../model/workload';
import { type Analyzer, shown, type Told } from '../../analyzer';

/** What routes of the Gateway API are attached to, and the gateways themselves. */
export const routeParents: Analyzer = {
  rules: [
    'route-parent-missing',
    'route-not-allowed-by-listener',
    'route-hostname-no-overlap',
    'gateway-class-unknown',
    'vs-and-route-conflict',
  ],
  reads: [
    'httpRoutes',
    'grpcRoutes',
    'tlsRoutes',
    'tcpRoutes',
    'kubernetesGateways',
    'listenerSets',
    'gatewayClasses',
    'virtualServices',
    'kubernetesServices',
    'services',
    'workloads',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    const inMesh = new Map<string, AnyRoute>();
    for (const route of routesOf(model)) {
      for (const [index, parent] of (route.spec.parentRefs ?? []).entries()) {
        const namespace = parent.namespace || route.namespace;
        const name = parent.name ?? '';
        const kind = parentKind(parent);
        if (kind === 'service') inMesh.set(`${name}.${namespace}.svc.${model.settings.domain}`, route);
        if (kind === 'gateway' || kind === 'listener set')
          yield* atListeners(model, route, index, parent, namespace, name);
        else if (kind === 'service') yield* atService(model, route, index, parent, namespace, name);
      }
    }
    yield* classes(model);
    for (const service of model.virtualServices) {
      if (!isForMesh(service)) continue;
      for (const [index, written] of (service.spec.hosts ?? []).entries()) {
        const host = fullHost(written, service.namespace, model.settings.domain);
        const route = inMesh.get(host);
        if (route === undefined) continue;
        yield {
          rule: 'vs-and-route-conflict',
          about: service,
          path: ['spec', 'hosts', index],
          message: `${shown(route)} rules ${host} in the mesh too: only one of the two holds`,
          also: [route],
        };
      }
    }
  },
};

function* atListeners(
  model: MeshModel,
  route: AnyRoute,
  index: number,
  parent: ParentRefSpec,
  namespace: string,
  name: string,
): Iterable<Told> {
  const path = ['spec', 'parentRefs', index];
  const { kind = 'Gateway' } = parent;
  const list = kind === 'Gateway' ? 'kubernetesGateways' : 'listenerSets';
  const key = keyOf({ group: 'gateway.networking.k8s.io', kind, namespace, name });
  const holder = model.byIdentity.get(key) as ListenerHolder | undefined;
  if (holder === undefined) {
    if (!isKnown(model, namespace, list)) return;
    const known = model[list].filter((one) => one.namespace === namespace).map((one) => one.name);
    const nearest = nearestName(name, known);
    yield {
      rule: 'route-parent-missing',
      about: route,
      path: [...path, 'name'],
      message: `there is no ${kind} ${namespace}/${name}: the route is at nothing`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
    return;
  }
  const named = listenersOf(holder, parent);
  if (named.length === 0) {
    const wanted = [parent.sectionName, parent.port && `on port ${parent.port}`].filter(Boolean).join(' ');
    yield {
      rule: 'route-parent-missing',
      about: route,
      path: [...path, parent.sectionName ? 'sectionName' : 'port'],
      message: `${shown(holder)} has no listener ${wanted}, only ${(holder.spec.listeners ?? []).map((one) => `${one.name} (${one.port})`).join(', ')}: the route is at nothing`,
      also: [holder],
    };
    return;
  }
  const fitting = named.filter((listener) => takesKind(listener, route.kind));
  const allowing = fitting.filter(({ allowedRoutes }) =>
    mayTakeNamespace(model, holder.namespace, allowedRoutes?.namespaces, route.namespace),
  );
  if (allowing.length === 0) {
    const [{ protocol, allowedRoutes } = {}] = named;
    const isOfKind = fitting.length > 0;
    yield {
      rule: 'route-not-allowed-by-listener',
      about: route,
      path,
      message: `the listeners of ${shown(holder)} take no ${route.kind}${isOfKind ? ` of namespace ${route.namespace}` : ''}: the route is at nothing`,
      ...(!isOfKind && {
        suggestion: allowedRoutes?.kinds?.length
          ? `add kind ${route.kind} to allowedRoutes.kinds of the listener`
          : `name a listener for a ${route.kind}, not one of protocol ${protocol}`,
      }),
      also: [holder],
    };
    return;
  }
  const hostnames = route.spec.hostnames ?? [];
  const overlaps = allowing.some(
    ({ hostname }) =>
      !hostname ||
      hostnames.length === 0 ||
      hostnames.some((one) => hostsOverlap(one.toLowerCase(), hostname.toLowerCase())),
  );
  if (overlaps || route.kind === 'TCPRoute') return;
  yield {
    rule: 'route-hostname-no-overlap',
    about: route,
    path: ['spec', 'hostnames', 0],
    message: `the listeners of ${shown(holder)} serve ${[...new Set(allowing.map(({ hostname }) => hostname))].join(', ')}, not ${hostnames.join(', ')}: the route is at nothing`,
    also: [holder],
  };
}

function* atService(
  model: MeshModel,
  route: AnyRoute,
  index: number,
  { port }: ParentRefSpec,
  namespace: string,
  name: string,
): Iterable<Told> {
  const host = `${name}.${namespace}.svc.${model.settings.domain}`.toLowerCase();
  const service = model.servicesByHost.get(host)?.find(({ origin }) => origin !== 'service-entry');
  if (service !== undefined) {
    if (port === undefined || service.ports.some(({ number }) => number === port)) return;
    yield {
      rule: 'route-parent-missing',
      about: route,
      path: ['spec', 'parentRefs', index, 'port'],
      message: `${shown(service.object)} has no port ${port}, only ${service.ports.map(({ number }) => number).join(', ')}: the route is at nothing`,
      suggestion: 'write a port of the Service',
      also: [service.object],
    };
    return;
  }
  if (!isKnown(model, namespace, 'kubernetesServices')) return;
  yield {
    rule: 'route-parent-missing',
    about: route,
    path: ['spec', 'parentRefs', index, 'name'],
    message: `there is no Service ${namespace}/${name}: the route is at nothing`,
  };
}

function* classes(model: MeshModel): Iterable<Told> {
  if (!model.complete) return;
  const known = [...new Set([...ownGatewayClasses, ...model.gatewayClasses.map(({ name }) => name)])];
  for (const gateway of model.kubernetesGateways) {
    const name = gateway.spec.gatewayClassName ?? '';
    if (name === '' || known.includes(name) || generatedBy(name, model.gatewayClasses) !== undefined)
      continue;
    const nearest = nearestName(name, known);
    yield {
      rule: 'gateway-class-unknown',
      about: gateway,
      path: ['spec', 'gatewayClassName'],
      message: `there is no GatewayClass ${name}: nobody makes the gateway`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
  }
}
