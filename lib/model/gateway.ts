import { carries } from '../kubernetes/label-selector';
import type { InstalledGateway } from '../kubernetes/named-outside';
import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import type { MeshService, ServicePort } from './service';
import { targetNumber } from './service-workloads';
import type { Workload } from './workload';

/** The pods that a Gateway is served by, wherever they run. */
export function gatewayWorkloads(model: MeshModel, gateway: ObjectOf<'gateways'>): readonly Workload[] {
  const selector = gateway.spec.selector ?? {};
  return model.workloadIndex.select(selector).filter(({ origin }) => origin !== 'entry');
}

/** The ingress gateways that are said to be installed and that a Gateway selects, where no pods are given for it. */
export function installedFor(model: MeshModel, gateway: ObjectOf<'gateways'>): readonly InstalledGateway[] {
  const selector = gateway.spec.selector ?? {};
  return model.installedGateways.filter(({ podLabels }) => carries(podLabels, selector));
}

/** The Services that lead to a workload. */
export function servicesBefore(model: MeshModel, workload: Workload): readonly MeshService[] {
  return model.servicesByWorkload.get(workload) ?? [];
}

/** A Service with this label is not asked which port of the pod a Gateway's port is. */
const noTranslation = 'experimental.istio.io/disable-gateway-port-translation';

/** The port of a pod that a Gateway's port is: the first that a Service forwards it to; undefined where none does. */
export function portOfPod(model: MeshModel, workload: Workload, port: number): number | undefined {
  for (const { ports, object } of servicesBefore(model, workload)) {
    if (object.labels[noTranslation] !== undefined) continue;
    const found = ports.find(({ number }) => number === port);
    const target = found && targetNumber(found, workload);
    if (target !== undefined) return target;
  }
  return undefined;
}

/** Whether a port of a Gateway's server is what a Service forwards to: as istiod reads it, the port that it targets or its own number. */
export function leadsToPort(service: MeshService, port: number, workload: Workload): ServicePort | undefined {
  return service.ports.find((one) => one.number === port || targetNumber(one, workload) === port);
}

/** The Gateway that a VirtualService's `gateways` entry names; `mesh` names none. */
export function gatewayName(
  written: string,
  namespace: string,
  known: (namespace: string, name: string) => boolean,
): { readonly namespace: string; readonly name: string; readonly legacy: boolean } {
  const slash = written.indexOf('/');
  if (slash >= 0) {
    const owner = written.slice(0, slash);
    return { namespace: owner === '.' ? namespace : owner, name: written.slice(slash + 1), legacy: false };
  }
  const [name = '', owner] = written.split('.');
  // `name.namespace` is how it was written once; istiod still reads the first two parts so.
  if (owner !== undefined && !known(namespace, written)) return { namespace: owner, name, legacy: true };
  return { namespace, name: written, legacy: false };
}
