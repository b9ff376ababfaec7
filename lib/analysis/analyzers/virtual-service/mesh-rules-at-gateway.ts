import { boundGateways, isForMesh } from '../../../model/bound-gateways';
import { destinationsOf } from '../../../model/destinations';
import { fullHost } from '../../../model/host-name';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { type Analyzer, shown } from '../../analyzer';

/** Gateways that route to a host whose rules are for the mesh only. */
export const meshRulesAtGateway: Analyzer = {
  rules: ['vs-mesh-rules-do-not-apply-at-gateway'],
  reads: ['virtualServices', 'gateways', 'settings'],
  *analyze(model) {
    const { domain } = model.settings;
    const ruled = new Map<string, ObjectOf<'virtualServices'>>();
    for (const service of model.virtualServices) {
      if (!isForMesh(service) || boundGateways(model, service).length > 1) continue;
      const hasSubsets = destinationsOf(service).some(({ destination }) => destination.subset);
      if (!hasSubsets) continue;
      for (const host of service.spec.hosts ?? [])
        ruled.set(fullHost(host, service.namespace, domain), service);
    }
    for (const service of model.virtualServices) {
      if (isForMesh(service) || (service.spec.hosts ?? []).length === 0) continue;
      for (const { destination, path } of destinationsOf(service)) {
        const rule = ruled.get(fullHost(destination.host ?? '', service.namespace, domain));
        if (rule === undefined || destination.subset) continue;
        yield {
          rule: 'vs-mesh-rules-do-not-apply-at-gateway',
          about: service,
          path,
          message: `${shown(rule)} routes ${destination.host} to subsets in the mesh only: the gateway spreads its requests over all pods`,
          also: [rule],
        };
      }
    }
  },
};
