import { boundGateways, isForMesh } from '../../../model/bound-gateways';
import { destinationsOf } from '../../../model/destinations';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { ruledHosts } from '../../../model/virtual-service';
import { type Analyzer, shown } from '../../analyzer';

/** Gateways that route to a host whose rules are for the mesh only. */
export const meshRulesAtGateway: Analyzer = {
  rules: ['vs-mesh-rules-do-not-apply-at-gateway'],
  reads: ['virtualServices', 'gateways', 'settings'],
  *analyze(model) {
    const ruled = new Map<string, ObjectOf<'virtualServices'>>();
    for (const service of model.virtualServices) {
      if (!isForMesh(service) || boundGateways(model, service).length > 1) continue;
      const hasSubsets = destinationsOf(service, model).some(({ destination }) => destination.subset);
      if (!hasSubsets) continue;
      for (const host of ruledHosts(service, model)) ruled.set(host, service);
    }
    for (const service of model.virtualServices) {
      if (isForMesh(service) || (service.spec.hosts ?? []).length === 0) continue;
      for (const { destination, host, path } of destinationsOf(service, model)) {
        const rule = ruled.get(host);
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
