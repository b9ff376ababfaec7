import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { type BoundGateway, boundGateway } from '../../../model/bound-gateways';
import { hostsOverlap } from '../../../model/host-name';
import { isKnown, slipOf } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { declaredProtocol, isHttp } from '../../../model/protocol';
import { ruledHosts } from '../../../model/virtual-service';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { hostOfEntry } from '../gateway/servers';

type Found = Extract<BoundGateway, { kind: 'gateway' }>;

/** The gateways that VirtualServices name, and whether these offer what is written for them. */
export const virtualServiceGateways: Analyzer = {
  rules: [
    'vs-gateway-missing',
    'vs-gateway-legacy-name',
    'vs-internal-gateway',
    'vs-host-not-in-gateway',
    'vs-routes-do-not-fit-gateway-protocol',
  ],
  reads: ['virtualServices', 'gateways', 'namespaces', 'services', 'workloads'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, written] of (service.spec.gateways ?? []).entries()) {
        const path = ['spec', 'gateways', index];
        const bound = boundGateway(model, written, service.namespace);
        if (bound.kind === 'internal') {
          yield {
            rule: 'vs-internal-gateway',
            about: service,
            path,
            message: `${written} is a name that istiod makes up for a gateway of the Gateway API`,
          };
        }
        if (bound.kind === 'kubernetes-gateway') yield* unserved(model, service, bound.object);
        if (bound.kind !== 'gateway') continue;
        if (bound.object === undefined) {
          yield* missing(model, service, bound, path);
          continue;
        }
        if (bound.legacy) {
          yield {
            rule: 'vs-gateway-legacy-name',
            about: service,
            path,
            message: `${written} still means the Gateway ${bound.name} of ${bound.namespace}`,
            suggestion: `write ${bound.namespace}/${bound.name}`,
          };
        }
        yield* unfit(model, service, bound.object, index);
      }
    }
  },
};

const gatewayKind = { group: 'networking.istio.io', kind: 'Gateway' };

function* missing(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  { namespace, name }: Found,
  path: Told['path'],
): Iterable<Told> {
  const own = model.gateways.filter((one) => one.namespace === namespace).map((one) => one.name);
  const isOutside = !model.complete && model.outside.has(keyOf({ ...gatewayKind, namespace, name }));
  const isSure = !isOutside && isKnown(model, namespace, 'gateways');
  const near = isOutside ? slipOf(name, own) : nearestName(name, own);
  // One of a name that differs by a letter is likely the one that was meant.
  if (!isSure && near === undefined) return;
  const elsewhere = model.gateways.find((one) => one.name === name);
  yield {
    rule: 'vs-gateway-missing',
    level: isSure ? 'error' : isOutside ? 'warning' : 'info',
    about: service,
    path,
    message: `there is no Gateway ${namespace}/${name}: the routes are not at it, and its clients get 404`,
    ...(near !== undefined && { suggestion: `write ${namespace}/${near}` }),
    ...(elsewhere !== undefined && { suggestion: `write ${elsewhere.namespace}/${name}`, also: [elsewhere] }),
  };
}

/** Whether a gateway offers a host to a namespace; an entry may say which namespaces may use it. */
export function offers(entry: string, host: string, gateway: string, client: string): boolean {
  const slash = entry.indexOf('/');
  const owner = slash < 0 ? '*' : entry.slice(0, slash);
  const isMeant = owner === '*' || owner === client || (owner === '.' && gateway === client);
  return isMeant && hostsOverlap(hostOfEntry(entry), host);
}

/** What the gateways of a VirtualService offer to it, all together; undefined where one of them is not known. */
function offered(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
): ((host: string) => boolean) | undefined {
  const bound = (service.spec.gateways ?? []).map((written) =>
    boundGateway(model, written, service.namespace),
  );
  if (bound.some((one) => one.kind !== 'gateway' || one.object === undefined)) return undefined;
  const entries = bound.flatMap((one) =>
    one.kind === 'gateway'
      ? (one.object?.spec.servers ?? []).flatMap(({ hosts }) =>
          (hosts ?? []).map((entry) => ({ entry, gateway: one.namespace })),
        )
      : [],
  );
  return (host) => entries.some(({ entry, gateway }) => offers(entry, host, gateway, service.namespace));
}

function* unserved(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  gateway: ObjectOf<'kubernetesGateways'>,
): Iterable<Told> {
  const names = (gateway.spec.listeners ?? []).map(({ hostname }) => hostname?.toLowerCase() ?? '*');
  const hosts = ruledHosts(service, model);
  const index = hosts.findIndex((host) => !names.some((name) => hostsOverlap(name, host)));
  if (index < 0 || (service.spec.gateways ?? []).length > 1) return;
  yield {
    rule: 'vs-host-not-in-gateway',
    about: service,
    path: ['spec', 'hosts', index],
    message: `${shown(gateway)} serves ${names.join(', ')}, not ${hosts[index]}: the routes are never used there`,
    also: [gateway],
  };
}

function* unfit(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  gateway: ObjectOf<'gateways'>,
  index: number,
): Iterable<Told> {
  const servers = gateway.spec.servers ?? [];
  const entries = servers.flatMap(({ hosts }) => hosts ?? []);
  const hosts = ruledHosts(service, model);
  const served = (host: string) => (entry: string) =>
    offers(entry, host, gateway.namespace, service.namespace);
  const byAny = offered(model, service);
  const isUnserved = (host: string) => !entries.some(served(host));
  // A host may be meant for another gateway, or for the mesh.
  const unserved = hosts.filter((host) => isUnserved(host) && byAny?.(host) === false);
  const isUseless = hosts.length > 0 && hosts.every(isUnserved);
  if (isUseless || unserved.length > 0) {
    const missed = isUseless ? hosts : unserved;
    yield {
      rule: 'vs-host-not-in-gateway',
      about: service,
      path:
        entries.length === 0
          ? ['spec', 'gateways', index]
          : ['spec', 'hosts', hosts.indexOf(missed[0] ?? '')],
      message:
        entries.length === 0
          ? `${shown(gateway)} offers no host at all`
          : `${shown(gateway)} offers ${entries.join(', ')}, not ${missed.join(', ')}, to namespace ${service.namespace}: ${isUseless ? 'the routes are' : 'for that host they are'} never used there`,
      also: [gateway],
    };
    return;
  }
  const isForMeshToo = (service.spec.gateways ?? []).includes('mesh');
  const using = servers.filter((server) =>
    (server.hosts ?? []).some((entry) => hosts.some((host) => served(host)(entry))),
  );
  const kinds = new Set(using.flatMap(routeKinds));
  const { http, tls, tcp } = service.spec;
  const written = [http?.length && 'http', tls?.length && 'tls', tcp?.length && 'tcp'].filter(
    (kind): kind is string => typeof kind === 'string',
  );
  if (using.length === 0 || written.length === 0 || written.some((kind) => kinds.has(kind)) || isForMeshToo)
    return;
  yield {
    rule: 'vs-routes-do-not-fit-gateway-protocol',
    about: service,
    path: ['spec', written[0] ?? 'http'],
    message: `${shown(gateway)} serves the hosts as ${[...new Set(using.map(({ port, tls: own }) => `${port?.protocol}${own?.mode === 'PASSTHROUGH' ? ' that it passes through' : ''}`))].join(', ')}, where ${written.join(' and ')} routes never apply`,
    suggestion: `write ${[...kinds].join(' or ')} routes`,
    also: [gateway],
  };
}

/** The kinds of routes that apply at a server. */
function routeKinds({
  port,
  tls,
}: {
  readonly port?: { readonly protocol?: string };
  readonly tls?: { readonly mode?: string };
}): string[] {
  const protocol = declaredProtocol(port?.protocol);
  const isPassed = tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
  if (isHttp(protocol)) return ['http'];
  if (protocol === 'https') return isPassed ? ['tls'] : ['http'];
  if (protocol === 'tls') return isPassed ? ['tls', 'tcp'] : ['tcp', 'tls'];
  return ['tcp'];
}
