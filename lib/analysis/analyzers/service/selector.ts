import { labelText } from '../../../kubernetes/label-selector';
import { isKnown } from '../../../model/knowledge';
import { isOfInstallation } from '../../../model/mesh-settings';
import type { MeshService, ServicePort } from '../../../model/service';
import { serviceWorkloads } from '../../../model/service-workloads';
import type { Workload } from '../../../model/workload';
import { proxyPorts } from '../../../values/proxy-ports';
import { type Analyzer, shown, type Told } from '../../analyzer';

/** What Services select, and whether it listens. */
export const serviceSelector: Analyzer = {
  rules: ['service-selects-nothing', 'target-port-not-declared'],
  reads: ['services', 'workloads', 'namespaces', 'settings'],
  *analyze(model) {
    for (const service of model.services) {
      if (service.origin !== 'service' || service.selector === undefined) continue;
      const workloads = serviceWorkloads(model, service);
      if (workloads.length === 0) {
        if (!isKnown(model, service.namespace, 'workloads')) continue;
        yield {
          rule: 'service-selects-nothing',
          about: service.object,
          path: ['spec', 'selector'],
          message: `no workload of ${service.namespace} is labelled ${labelText(service.selector)}: requests to the Service get 503`,
        };
        continue;
      }
      // What the installation and its add-ons declare is theirs.
      if (isOfInstallation(model.settings, service.namespace)) continue;
      for (const port of service.ports) yield* undeclared(service, port, workloads);
    }
  },
};

/** What every proxy answers on: metrics, whether it is ready. */
const ofProxy: readonly number[] = [proxyPorts.agent, proxyPorts.health, proxyPorts.metrics];

function* undeclared(
  service: MeshService,
  port: ServicePort,
  workloads: readonly Workload[],
): Iterable<Told> {
  const { targetPort } = port;
  if (
    ofProxy.includes(targetPort as number) &&
    workloads.some(({ proxy }) => proxy !== 'none' && proxy !== 'ztunnel')
  )
    return;
  const declared = workloads.filter(({ origin }) => origin !== 'entry').map(ownPorts);
  if (declared.length === 0 || declared.some((ports) => isDeclared(port, ports))) return;
  const known = [
    ...new Set(
      declared.flat().map(({ name, number }) => (name === undefined ? `${number}` : `${number} (${name})`)),
    ),
  ];
  const [first] = workloads;
  if (first === undefined) return;
  yield {
    rule: 'target-port-not-declared',
    level: typeof targetPort === 'number' ? 'warning' : 'error',
    about: service.object,
    path: ['spec', 'ports', port.index, 'targetPort'],
    message:
      known.length === 0
        ? `no container of ${shown(first.object)} declares a port named ${targetPort}: nothing is forwarded`
        : `the containers of ${shown(first.object)} declare ${known.join(', ')}, not ${targetPort}: perhaps nothing listens there`,
    also: [first.object],
  };
}

function isDeclared({ targetPort, transport }: ServicePort, ports: Workload['ports']): boolean {
  if (typeof targetPort === 'number')
    return ports.length === 0 || ports.some(({ number }) => number === targetPort);
  return ports.some((one) => one.name === targetPort && one.transport === transport);
}

/** The ports of the application; those of the proxy beside it are none of its own. */
function ownPorts({ proxy, containers, ports }: Workload): Workload['ports'] {
  if (proxy === 'gateway') return ports;
  const proxys = containers.filter(({ name }) => name === 'istio-proxy').flatMap((one) => one.ports ?? []);
  if (proxys.length === 0) return ports;
  return ports.filter(({ number }) => !proxys.some(({ containerPort }) => containerPort === number));
}
