import { isForMesh } from '../../../model/bound-gateways';
import { destinationsOf, type WrittenDestination } from '../../../model/destinations';
import { isAddress } from '../../../model/host-name';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshService } from '../../../model/service';
import { ruledHosts } from '../../../model/virtual-service';
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
      for (const written of destinationsOf(service, model)) {
        const { destination, host, path } = written;
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
        const hidden = unseen(model, service, written, found);
        if (hidden !== undefined) yield hidden;
        const wrong = wrongPort(model, service, written, found);
        if (wrong !== undefined) yield wrong;
      }
    }
  },
};

function unseen(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  written: WrittenDestination,
  found: readonly MeshService[],
): Told | undefined {
  const isOnlyCovered = found.every(({ host }) => host !== written.host);
  // Where not all is given, what has this very host may be elsewhere.
  if (isOnlyCovered && missingLevel(model, written.host, 'error') === undefined) return undefined;
  for (const client of clientsOf(model, service, written)) {
    if (found.some(({ exportTo, namespace }) => isExportedTo(exportTo, namespace, client.namespace)))
      continue;
    // Who owns a service may rule it for those that it is exported to.
    const isOwn = (one: MeshService) =>
      one.namespace === service.namespace && one.exportTo.some((to) => to !== '~');
    if (client.kind === 'mesh' && found.some(isOwn)) continue;
    const [hidden] = found;
    if (hidden === undefined) return undefined;
    return {
      rule: 'export-hides-service',
      about: service,
      path: [...written.path, 'host'],
      message: `${shown(hidden.object)} is exported to ${hidden.exportTo.map((to) => (to === '.' ? hidden.namespace : to)).join(', ')} only: ${clientName(client)} does not see it, and requests get 503`,
      also: [hidden.object],
    };
  }
  return undefined;
}

function wrongPort(
  model: MeshModel,
  service: ObjectOf<'virtualServices'>,
  written: WrittenDestination,
  found: readonly MeshService[],
): Told | undefined {
  const numbers = found.flatMap((one) => one.ports.map(({ number }) => number));
  const [only] = numbers;
  if (only === undefined) return undefined;
  const { host, port } = written.destination;
  if (port?.number !== undefined) {
    if (numbers.includes(port.number)) return undefined;
    const target = found.flatMap((one) => one.ports).find(({ targetPort }) => targetPort === port.number);
    return {
      rule: 'vs-destination-port-missing',
      about: service,
      path: [...written.path, 'port'],
      message: `${host} has no port ${port.number}, only ${listed(numbers)}: requests that are routed there get 503`,
      ...(target !== undefined && {
        suggestion: `write ${target.number}, which leads to ${port.number} of the pods`,
      }),
      also: found.map(({ object }) => object),
    };
  }
  if (numbers.every((number) => number === only)) return undefined;
  const called = calledPorts(model, service, written);
  if (called === undefined || called.some((number) => numbers.includes(number))) return undefined;
  return {
    rule: 'vs-destination-port-required',
    about: service,
    path: [...written.path, 'port'],
    message: `${host} has the ports ${listed(numbers)}, and none is the one that is called (${called.join(', ')}): requests get 503`,
    suggestion: `write destination.port.number, one of ${listed(numbers)}`,
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
    for (const host of ruledHosts(service, model)) {
      const named = servicesNamed(model, host);
      if (named.length === 0) return undefined;
      called.push(...named.flatMap(({ ports }) => ports.map(({ number }) => number)));
    }
  }
  return called.length === 0 ? undefined : [...new Set(called)];
}

function listed(numbers: readonly number[]): string {
  return [...new Set(numbers)].sort((a, b) => a - b).join(', ');
}
