import { isForMesh } from '../../../model/bound-gateways';
import { destinationsOf, type WrittenDestination } from '../../../model/destinations';
import { fullHost, isAddress } from '../../../model/host-name';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshService } from '../../../model/service';
import { isExportedTo, servicesNamed } from '../../../model/visibility';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { clientName, clientsOf } from './clients';
import { missingLevel, suggested } from './hosts';

/** Where VirtualServices send requests: whether it exists, is seen, and has the port. */
export const destinations: Analyzer = {
  rules: [
    'vs-destination-missing',
    'vs-destination-port-missing',
    'vs-destination-port-required',
    'export-hides-service',
  ],
  reads: ['virtualServices', 'gateways', 'services', 'workloads', 'namespaces', 'settings'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const written of destinationsOf(service)) {
        const { destination, path } = written;
        const host = fullHost(destination.host ?? '', service.namespace, model.settings.domain);
        if (host === '' || isAddress(host)) continue;
        const found = servicesNamed(model, host);
        if (found.length === 0) {
          const level = missingLevel(model, host, 'error');
          if (level === undefined) continue;
          yield {
            rule: 'vs-destination-missing',
            level,
            about: service,
            path: [...path, 'host'],
            message: `no Service and no ServiceEntry has the host ${host}${host === destination.host ? '' : `, which is what ${destination.host} means in namespace ${service.namespace}`}: requests that are routed there get 503`,
            ...suggested(model, host),
          };
          continue;
        }
        yield* unseen(model, service, written, found);
        yield* wrongPort(model, service, written, found);
      }
    }
  },
};

function* unseen(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  written: WrittenDestination,
  found: readonly MeshService[],
): Iterable<Told> {
  for (const client of clientsOf(model, service, written)) {
    if (found.some(({ exportTo, namespace }) => isExportedTo(exportTo, namespace, client.namespace)))
      continue;
    // Who owns a service may rule it for those that it is exported to.
    const isOwn = (one: MeshService) =>
      one.namespace === service.namespace && one.exportTo.some((to) => to !== '~');
    if (client.kind === 'mesh' && found.some(isOwn)) continue;
    const [hidden] = found;
    if (hidden === undefined) return;
    yield {
      rule: 'export-hides-service',
      about: service,
      path: [...written.path, 'host'],
      message: `${shown(hidden.object)} is exported to ${hidden.exportTo.map((to) => (to === '.' ? hidden.namespace : to)).join(', ')} only: ${clientName(client)} does not see it, and requests get 503`,
      also: [hidden.object],
    };
    return;
  }
}

function* wrongPort(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  written: WrittenDestination,
  found: readonly MeshService[],
): Iterable<Told> {
  const ports = new Set(found.flatMap((one) => one.ports.map(({ number }) => number)));
  if (ports.size === 0) return;
  const known = [...ports].sort((a, b) => a - b).join(', ');
  const { host, port } = written.destination;
  const path = [...written.path, 'port'];
  if (port?.number !== undefined) {
    if (ports.has(port.number)) return;
    const target = found.flatMap((one) => one.ports).find(({ targetPort }) => targetPort === port.number);
    yield {
      rule: 'vs-destination-port-missing',
      about: service,
      path,
      message: `${host} has no port ${port.number}, only ${known}: requests that are routed there get 503`,
      ...(target !== undefined && {
        suggestion: `write ${target.number}, which leads to ${port.number} of the pods`,
      }),
      also: found.map(({ object }) => object),
    };
    return;
  }
  if (ports.size < 2) return;
  const called = calledPorts(model, service, written);
  if (called === undefined || called.some((number) => ports.has(number))) return;
  yield {
    rule: 'vs-destination-port-required',
    about: service,
    path,
    message: `${host} has the ports ${known}, and none is the one that is called (${called.join(', ')}): requests get 503`,
    suggestion: `write destination.port.number, one of ${known}`,
    also: found.map(({ object }) => object),
  };
}

/** The ports that clients of a rule call; undefined where these are not known. */
function calledPorts(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  written: WrittenDestination,
): number[] | undefined {
  if (written.ports !== undefined) return [...written.ports];
  const called: number[] = [];
  for (const client of clientsOf(model, service, written)) {
    if (client.kind === 'gateway') {
      for (const { port } of client.gateway.spec.servers ?? [])
        if (port?.number !== undefined) called.push(port.number);
      continue;
    }
    if (!isForMesh(service)) return undefined;
    for (const host of service.spec.hosts ?? []) {
      const named = servicesNamed(model, fullHost(host, service.namespace, model.settings.domain));
      if (named.length === 0) return undefined;
      called.push(...named.flatMap(({ ports }) => ports.map(({ number }) => number)));
    }
  }
  return called.length === 0 ? undefined : [...new Set(called)];
}
