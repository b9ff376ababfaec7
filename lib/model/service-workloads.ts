import type { LabelIndex } from './selection';
import type { MeshService, ServicePort } from './service';
import type { Workload } from './workload';

/** What answers for a service: pods and WorkloadEntries of its namespace that carry the labels it selects. */
export function serviceWorkloads(
  model: { readonly workloadIndex: LabelIndex<Workload> },
  service: MeshService,
): readonly Workload[] {
  return service.selector === undefined
    ? []
    : model.workloadIndex.select(service.selector, service.namespace);
}

/** The number that a workload listens on for a port of its service; undefined for a name that it does not declare. */
export function targetNumber(port: ServicePort, workload: Workload): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  const declared = workload.ports.find(
    ({ name, transport }) => name === port.targetPort && transport === port.transport,
  );
  return declared?.number;
}

/** Whether it stands for somebody who answers: a controller may be scaled to no pods. */
export function isRunning({ origin, object }: Workload): boolean {
  return origin !== 'template' || (object.spec as { readonly replicas?: unknown }).replicas !== 0;
}
