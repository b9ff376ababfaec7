import { isForMesh } from '../../../model/bound-gateways';
import { destinationsOf } from '../../../model/destinations';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { servicesSeen, sidecarOf, sidecarShows } from '../../../model/visibility';
import { type Analyzer, shown, type Told } from '../../analyzer';

/** Sidecars that hide what the rules of their own namespace route to. */
export const hiddenHosts: Analyzer = {
  rules: ['sidecar-hides-needed-host'],
  reads: ['sidecars', 'virtualServices', 'services', 'settings'],
  *analyze(model) {
    const told = new Set<string>();
    for (const service of model.virtualServices) {
      if (!isForMesh(service) || (service.spec.hosts ?? []).length === 0) continue;
      const sidecar = sidecarOf(model, service.namespace, {});
      if (sidecar === undefined || sidecar.spec.workloadSelector !== undefined) continue;
      for (const { host, gateways } of destinationsOf(service, model)) {
        if (gateways !== undefined && !gateways.includes('mesh')) continue;
        const [target] = servicesSeen(model, host, service.namespace);
        if (target === undefined || sidecarShows(sidecar, service.namespace, target.host, target.namespace))
          continue;
        const key = `${shown(sidecar)} ${shown(service)} ${host}`;
        if (told.has(key)) continue;
        told.add(key);
        yield hides(sidecar, service, host, target.object);
      }
    }
  },
};

function hides(
  sidecar: ObjectOf<'sidecars'>,
  service: ObjectOf<'virtualServices'>,
  host: string,
  target: Told['about'],
): Told {
  return {
    rule: 'sidecar-hides-needed-host',
    about: sidecar,
    path: ['spec', 'egress', 0, 'hosts'],
    message: `${shown(service)} routes to ${host}, which this Sidecar hides from ${service.namespace}: its requests get 502 or 503`,
    suggestion: `add ${target.namespace}/${host} to egress.hosts`,
    also: [service, target],
  };
}
