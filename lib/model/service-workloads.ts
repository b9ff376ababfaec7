import type { MeshModel } from './mesh-model';
import type { MeshService, ServicePort } from './service';
import type { Workload } from './workload';

/** What answers for a service: pods that it selects, and of a ServiceEntry the WorkloadEntries too. */
export function serviceWorkloads(model: MeshModel, service: MeshService): readonly Workload[] {
  const { selector, namespace, origin } = service;
  if (selector === undefined) return [];
  const found = model.workloadIndex.select(selector, namespace);
  // A Service selects pods only.
  return origin === 'service' ? found.filter((one) => one.origin !== 'entry') : found;
}

/** The number that a workload listens on for a port of its service; undefined for a name that it does not declare. */
export function targetNumber(port: ServicePort, workload: Workload): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  const declared = workload.ports.find(
    ({ name, transport }) => name === port.targetPort && transport === port.transport,
  );
  return declared?.number;
}
