import { fullHost } from '../../../model/host-name';
import { isKnown, lacksNamespace } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { ruledHosts } from '../../../model/virtual-service';
import type { Analyzer, Told } from '../../analyzer';
import { selectedTwice } from '../../selected-twice';
import { isHostKnown } from '../virtual-service/hosts';

type Sidecar = ObjectOf<'sidecars'>;

/** What Sidecars are for and show. */
export const sidecars: Analyzer = {
  rules: ['sidecar-two-defaults', 'sidecar-same-workload', 'sidecar-egress-unknown', 'sidecar-in-ambient'],
  reads: ['sidecars', 'virtualServices', 'workloads', 'services', 'namespaces', 'settings'],
  *analyze(model) {
    const policies = model.sidecars.map((object) => ({
      object,
      selector:
        object.spec.workloadSelector === undefined ? undefined : (object.spec.workloadSelector.labels ?? {}),
    }));
    yield* selectedTwice(model, policies, {
      whole: 'sidecar-two-defaults',
      workload: 'sidecar-same-workload',
      field: 'workloadSelector',
    });
    if (model.sidecars.length === 0) return;
    // A host that has rules and no service is shown too.
    const ruled = new Set(model.virtualServices.flatMap((service) => ruledHosts(service, model)));
    for (const sidecar of model.sidecars) {
      yield* ambient(model, sidecar);
      yield* unknown(model, sidecar, ruled);
    }
  },
};

function* ambient(model: MeshModel, sidecar: Sidecar): Iterable<Told> {
  const { namespace, spec } = sidecar;
  const labels = spec.workloadSelector?.labels;
  const meant = model.workloadIndex
    .select(labels ?? {}, namespace)
    .filter(({ proxy }) => proxy !== 'gateway');
  const isAmbient = model.namespaces.get(namespace)?.ambient === true;
  const isWhole = labels === undefined && isAmbient && !meant.some(({ proxy }) => proxy === 'sidecar');
  const isForNone = meant.length > 0 && meant.every(({ proxy }) => proxy === 'ztunnel');
  if (!isWhole && !isForNone && !(isAmbient && meant.length === 0)) return;
  yield {
    rule: 'sidecar-in-ambient',
    about: sidecar,
    path: ['spec'],
    message: `the workloads of namespace ${namespace} are in ambient mode: there is no sidecar to configure`,
  };
}

function* unknown(model: MeshModel, sidecar: Sidecar, ruled: ReadonlySet<string>): Iterable<Told> {
  for (const [index, { hosts = [] }] of (sidecar.spec.egress ?? []).entries()) {
    for (const [at, written] of hosts.entries()) {
      const path = ['spec', 'egress', index, 'hosts', at];
      const slash = written.indexOf('/');
      const owner = written.slice(0, slash);
      const host = written.slice(slash + 1).toLowerCase();
      if (slash < 0 || owner === '~') continue;
      const namespace = owner === '.' ? sidecar.namespace : owner;
      if (owner !== '*' && lacksNamespace(model, namespace)) {
        yield {
          rule: 'sidecar-egress-unknown',
          about: sidecar,
          path,
          message: `there is no namespace ${namespace}: nothing of it can be shown`,
        };
        continue;
      }
      if (host === '*' || !(owner === '*' ? model.complete : isKnown(model, namespace, 'kubernetesServices')))
        continue;
      const full = fullHost(host, namespace, model.settings.domain);
      if (isHostKnown(model, full)) continue;
      if (ruled.has(full)) continue;
      yield {
        rule: 'sidecar-egress-unknown',
        about: sidecar,
        path,
        message: `no Service and no ServiceEntry${owner === '*' ? '' : ` of ${namespace}`} has the host ${host}: nothing can be shown`,
      };
    }
  }
}
