import { boundGateways, isForMesh } from '../../../model/bound-gateways';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { ruledHosts } from '../../../model/virtual-service';
import { exportOf } from '../../../model/visibility';
import { type Analyzer, shown } from '../../analyzer';

type VirtualService = ObjectOf<'virtualServices'>;

/** Several VirtualServices for one host, in the mesh or at one gateway. */
export const conflictingHosts: Analyzer = {
  rules: ['vs-conflicting-hosts', 'vs-conflicting-hosts-gateway'],
  reads: ['virtualServices', 'gateways', 'settings'],
  *analyze(model) {
    const inMesh = new Map<string, VirtualService[]>();
    const atGateways = new Map<string, VirtualService[]>();
    for (const service of model.virtualServices) {
      const hosts = new Set(ruledHosts(service, model));
      if (isForMesh(service)) for (const host of hosts) push(inMesh, host, service);
      for (const bound of new Set(boundGateways(model, service))) {
        if (bound.kind !== 'gateway') continue;
        const catchAll = catchAllOf(service);
        if (catchAll === undefined) continue;
        for (const host of hosts) push(atGateways, `${bound.namespace}/${bound.name} ${host}`, service);
      }
    }
    for (const [host, services] of inMesh) {
      if (services.length < 2) continue;
      for (const service of services) {
        const others = services.filter((other) => other !== service && clash(service, other, model));
        if (others.length === 0) continue;
        yield {
          rule: 'vs-conflicting-hosts',
          about: service,
          path: ['spec', 'hosts', ruledHosts(service, model).indexOf(host)],
          message: `${others.map(shown).join(' and ')} ${others.length > 1 ? 'own' : 'owns'} host ${host} in the mesh too: proxies use one of them and ignore the rest`,
          also: others,
        };
      }
    }
    for (const [key, services] of atGateways) {
      if (services.length < 2) continue;
      const [gateway, host] = key.split(' ');
      for (const service of services) {
        const others = services.filter((other) => other !== service);
        yield {
          rule: 'vs-conflicting-hosts-gateway',
          about: service,
          path: ['spec', 'http', catchAllOf(service) ?? 0],
          message: `${others.map(shown).join(' and ')} ${others.length > 1 ? 'route' : 'routes'} everything of host ${host} at Gateway ${gateway} too: which of the routes is used depends on their order`,
          also: others,
        };
      }
    }
  },
};

function push(map: Map<string, VirtualService[]>, key: string, service: VirtualService): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [service]);
  else known.push(service);
}

/** The http rule that takes whatever is left. */
function catchAllOf(service: VirtualService): number | undefined {
  const index = (service.spec.http ?? []).findIndex(
    ({ match = [] }) =>
      match.length === 0 ||
      match.some((one) => {
        const { name, statPrefix, uri, gateways, ...rest } = one;
        return Object.keys(rest).length === 0 && (uri === undefined || uri.prefix === '/');
      }),
  );
  return index < 0 ? undefined : index;
}

/** Whether some client sees both, for the same kind of traffic. */
function clash(a: VirtualService, b: VirtualService, model: MeshModel): boolean {
  const sharesKind = (['http', 'tls', 'tcp'] as const).some(
    (kind) => a.spec[kind]?.length && b.spec[kind]?.length,
  );
  if (!sharesKind) return false;
  const [seesA, seesB] = [clientsOf(a, model), clientsOf(b, model)];
  if (seesA === 'all') return seesB === 'all' || seesB.size > 0;
  return seesB === 'all' ? seesA.size > 0 : [...seesA].some((namespace) => seesB.has(namespace));
}

function clientsOf(service: VirtualService, model: MeshModel): 'all' | ReadonlySet<string> {
  const exportTo = exportOf(service, model);
  if (exportTo.includes('*')) return 'all';
  return new Set(exportTo.filter((to) => to !== '~').map((to) => (to === '.' ? service.namespace : to)));
}
