import type { FindingLevel } from '../../../diagnostics/finding';
import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { boundGateways, isForMesh } from '../../../model/bound-gateways';
import { isAddress, serviceOfHost } from '../../../model/host-name';
import { isKnown, meantNamespace, slipOf } from '../../../model/knowledge';
import type { MeshModel } from '../../../model/mesh-model';
import { ruledHosts } from '../../../model/virtual-service';
import { servicesNamed } from '../../../model/visibility';
import type { Analyzer } from '../../analyzer';
import { offers } from './gateways';

/** Hosts in the mesh that nobody has. */
export const virtualServiceHosts: Analyzer = {
  rules: ['vs-host-unknown'],
  reads: ['virtualServices', 'gateways', 'services', 'namespaces', 'settings'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      if (!isForMesh(service)) continue;
      for (const [index, host] of ruledHosts(service, model).entries()) {
        if (host === '' || host === '*' || isAddress(host) || isHostKnown(model, host)) continue;
        const isAtGateway = boundGateways(model, service).some(
          (bound) =>
            bound.kind === 'gateway' &&
            (bound.object === undefined ||
              (bound.object.spec.servers ?? []).some(({ hosts }) =>
                (hosts ?? []).some((entry) => offers(entry, host, bound.namespace, service.namespace)),
              )),
        );
        if (isAtGateway) continue;
        const offering = model.gateways.find(({ namespace, spec }) =>
          (spec.servers ?? []).some(({ hosts }) =>
            (hosts ?? []).some((entry) => entry !== '*' && offers(entry, host, namespace, service.namespace)),
          ),
        );
        const level =
          missingLevel(model, host, 'warning') ?? (offering === undefined ? undefined : 'warning');
        if (level === undefined) continue;
        yield {
          rule: 'vs-host-unknown',
          level,
          about: service,
          path: ['spec', 'hosts', index],
          message: `no Service and no ServiceEntry has the host ${host}: the rules apply to no traffic`,
          ...(offering === undefined
            ? suggested(model, host)
            : {
                suggestion: `write gateways: [${offering.namespace}/${offering.name}], which offers it`,
                also: [offering],
              }),
        };
      }
    }
  },
};

/** Made for the first host with a wildcard. */
const knownEnds = new WeakMap<MeshModel, ReadonlySet<string>>();

/** Every end of the host of a service at a dot. */
function endsOf(model: MeshModel): ReadonlySet<string> {
  const known = knownEnds.get(model);
  if (known !== undefined) return known;
  const ends = new Set<string>();
  for (const { host } of model.services) {
    for (let at = host.indexOf('.'); at >= 0; at = host.indexOf('.', at + 1)) ends.add(host.slice(at));
  }
  knownEnds.set(model, ends);
  return ends;
}

/** Whether a service has a host, or one that a wildcard stands for. */
export function isHostKnown(model: MeshModel, host: string): boolean {
  if (servicesNamed(model, host).length > 0) return true;
  return host.startsWith('*') && (host === '*' || endsOf(model).has(host.slice(1)));
}

/** How sure it is that nobody has a host that is not among the objects: `level` where it is, `info` where it is likely. */
export function missingLevel(model: MeshModel, host: string, level: FindingLevel): FindingLevel | undefined {
  if (model.complete) return level;
  const named = serviceOfHost(host, model.settings.domain) ?? shortened(model, host);
  if (model.outside.has(host))
    return named === undefined || slip(model, named) === undefined ? undefined : 'warning';
  if (named === undefined) return undefined;
  if (isKnown(model, named.namespace, 'kubernetesServices')) return level;
  return meantNamespace(model, named.namespace) === undefined ? undefined : 'info';
}

/** The own service, or namespace, that was probably meant by one that is said to exist elsewhere. */
function slip(model: MeshModel, { name, namespace }: { readonly name: string; readonly namespace: string }) {
  const own = (model.servicesByNamespace.get(namespace) ?? []).map((one) => one.name);
  return slipOf(name, own) ?? meantNamespace(model, namespace);
}

/** `reviews.demo`, which looks like a Service and is none. */
function shortened(
  model: MeshModel,
  host: string,
): { readonly name: string; readonly namespace: string } | undefined {
  const [name = '', namespace = '', ...more] = host.split('.');
  const isOne = more.length === 0 || (more.length === 1 && more[0] === 'svc');
  return isOne && model.namespaces.has(namespace) ? { name, namespace } : undefined;
}

/** The host that was perhaps meant. */
export function suggested(model: MeshModel, host: string): { readonly suggestion?: string } {
  const short = shortened(model, host);
  const full = short && `${short.name}.${short.namespace}.svc.${model.settings.domain}`;
  if (full !== undefined && model.servicesByHost.has(full)) return { suggestion: `write ${full}` };
  const named = serviceOfHost(host, model.settings.domain) ?? short;
  if (named === undefined) return {};
  const own = (model.servicesByNamespace.get(named.namespace) ?? []).filter(
    ({ origin }) => origin === 'service',
  );
  const nearest = nearestName(
    named.name,
    own.map(({ name }) => name),
  );
  const elsewhere = model.services.find(({ name, origin }) => origin === 'service' && name === named.name);
  const other = meantNamespace(model, named.namespace);
  if (other !== undefined) return { suggestion: `write ${named.name}.${other}.svc.${model.settings.domain}` };
  const meant = own.find(({ name }) => name === nearest) ?? elsewhere;
  return meant === undefined ? {} : { suggestion: `write ${meant.host}` };
}
