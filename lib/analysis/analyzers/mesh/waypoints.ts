import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isKnown } from '../../../model/knowledge';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import type { Analyzer, Told } from '../../analyzer';

const label = 'istio.io/use-waypoint';

/** Waypoints that are named, and filters that they do not take. */
export const waypoints: Analyzer = {
  rules: ['waypoint-missing', 'envoyfilter-in-ambient'],
  reads: [
    'namespaceObjects',
    'kubernetesServices',
    'serviceEntries',
    'kubernetesGateways',
    'envoyFilters',
    'workloads',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    for (const object of [...model.namespaceObjects, ...model.kubernetesServices, ...model.serviceEntries])
      yield* missing(model, object);
    yield* filters(model);
  },
};

function* missing(model: MeshModel, object: MeshObject): Iterable<Told> {
  const name = object.labels[label];
  if (name === undefined || name === 'none' || name === '') return;
  const own = object.kind === 'Namespace' ? object.name : object.namespace;
  const namespace = object.labels['istio.io/use-waypoint-namespace'] ?? own;
  if (!isKnown(model, namespace, 'kubernetesGateways')) return;
  const key = keyOf({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name });
  if (model.byIdentity.has(key)) return;
  const known = model.kubernetesGateways.filter((one) => one.namespace === namespace).map((one) => one.name);
  const nearest = nearestName(name, known);
  yield {
    rule: 'waypoint-missing',
    about: object,
    path: ['metadata', 'labels', label],
    message: `there is no Gateway ${namespace}/${name}: requests pass without a waypoint, and what it was to enforce is not enforced`,
    ...(nearest !== undefined && { suggestion: `write ${label}: ${nearest}` }),
  };
}

function* filters(model: MeshModel): Iterable<Told> {
  for (const filter of model.envoyFilters) {
    const labels = filter.spec.workloadSelector?.labels ?? {};
    if (filter.namespace === model.settings.rootNamespace) continue;
    const meant = model.workloadIndex.select(labels, filter.namespace);
    const isAmbient = model.namespaces.get(filter.namespace)?.ambient === true;
    const isForNone =
      meant.length === 0
        ? isAmbient
        : meant.every(({ proxy, origin }) => proxy === 'ztunnel' || origin === 'generated');
    if (!isForNone || (meant.length > 0 && !meant.some(({ proxy }) => proxy === 'ztunnel'))) continue;
    yield {
      rule: 'envoyfilter-in-ambient',
      about: filter,
      path: ['spec'],
      message: `the workloads of namespace ${filter.namespace} are in ambient mode: there is no sidecar to patch, and waypoints take no EnvoyFilter`,
    };
  }
}
