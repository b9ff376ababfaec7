import { boundGateways, isForMesh } from '../../../model/bound-gateways';
import { gatewayWorkloads } from '../../../model/gateway';
import { lacksNamespace, meantNamespace } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import { exportOf, isExportedTo } from '../../../model/visibility';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';

/** What is exported, and whether that reaches anybody. */
export const exportedTo: Analyzer = {
  rules: ['export-unknown-namespace', 'export-hides-rule'],
  reads: [
    'virtualServices',
    'destinationRules',
    'serviceEntries',
    'kubernetesServices',
    'gateways',
    'workloads',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    for (const rules of [model.virtualServices, model.destinationRules, model.serviceEntries]) {
      for (const rule of rules) {
        const { exportTo } = rule.spec;
        if (exportTo !== undefined) yield* unknown(model, rule, exportTo, ['spec', 'exportTo']);
      }
    }
    for (const service of model.kubernetesServices) {
      const written = service.annotations['networking.istio.io/exportTo'];
      const path = ['metadata', 'annotations', 'networking.istio.io/exportTo'];
      if (written !== undefined) yield* unknown(model, service, written.split(','), path);
    }
    const served = new Set(
      model.workloads.filter(({ proxy }) => proxy !== 'none').map(({ namespace }) => namespace),
    );
    for (const service of model.virtualServices) yield* hidden(model, service, served);
  },
};

function* unknown(
  model: MeshModel,
  about: MeshObject,
  exportTo: readonly string[],
  path: Path,
): Iterable<Told> {
  const seen = new Set(['', '*', '.', '~']);
  for (const [index, written] of exportTo.entries()) {
    const to = written.trim();
    if (seen.has(to)) continue;
    seen.add(to);
    const meant = meantNamespace(model, to);
    const isSure = lacksNamespace(model, to);
    if (!isSure && meant === undefined) continue;
    yield {
      rule: 'export-unknown-namespace',
      level: isSure ? 'warning' : 'info',
      about,
      path: path[0] === 'spec' ? [...path, index] : path,
      message: `there is no namespace ${to}: nobody there sees ${shown(about)}`,
      ...(meant !== undefined && { suggestion: `write ${meant}` }),
    };
  }
}

function* hidden(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  served: ReadonlySet<string>,
): Iterable<Told> {
  const exportTo = exportOf(service, model);
  if (exportTo.includes('*') || (service.spec.hosts ?? []).length === 0) return;
  const path = ['spec', 'exportTo'];
  const places = exportTo.map((to) => (to === '.' ? service.namespace : to));
  for (const bound of boundGateways(model, service)) {
    if (bound.kind !== 'gateway' || bound.object === undefined) continue;
    const workloads = gatewayWorkloads(model, bound.object);
    if (workloads.length === 0) continue;
    if (workloads.some(({ namespace }) => isExportedTo(exportTo, service.namespace, namespace))) continue;
    yield {
      rule: 'export-hides-rule',
      level: 'error',
      about: service,
      path,
      message: `it is exported to ${places.join(', ')} only: the pods of ${shown(bound.object)} run in ${workloads[0]?.namespace} and do not see it, and clients get 404`,
      also: [bound.object],
    };
    return;
  }
  if (!isForMesh(service) || !model.complete) return;
  const existing = places.filter((place) => model.namespaces.has(place));
  if (existing.length === 0 || existing.some((place) => served.has(place))) return;
  yield {
    rule: 'export-hides-rule',
    about: service,
    path,
    message: `it is exported to ${places.join(', ')} only, where no workload has a proxy: the rule reaches nobody`,
  };
}
