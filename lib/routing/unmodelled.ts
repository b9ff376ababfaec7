import { carries } from '../kubernetes/label-selector';
import type { MeshModel } from '../model/mesh-model';
import type { MeshObject } from '../model/mesh-object';
import type { Workload } from '../model/workload';

/** What an object that changes proxies is for. */
interface Selecting {
  readonly workloadSelector?: { readonly labels?: Readonly<Record<string, string>> };
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: { readonly name?: string };
  readonly targetRefs?: readonly { readonly name?: string }[];
}

/** Objects that change what the proxies of some workloads do in ways that no answer can tell, each in one line. */
export function unmodelledFor(model: MeshModel, workloads: readonly Workload[]): string[] {
  const all: readonly MeshObject<Selecting>[] = [
    ...model.envoyFilters,
    ...model.wasmPlugins,
    ...model.trafficExtensions,
  ];
  return all
    .filter((object) => workloads.some((workload) => isFor(object, workload, model)))
    .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name} may change any of this`);
}

function isFor({ namespace, spec }: MeshObject<Selecting>, workload: Workload, model: MeshModel): boolean {
  if (namespace !== workload.namespace && namespace !== model.settings.rootNamespace) return false;
  const targets = spec.targetRefs ?? (spec.targetRef === undefined ? [] : [spec.targetRef]);
  if (targets.length > 0) {
    const gateway = workload.labels['gateway.networking.k8s.io/gateway-name'];
    return targets.some(({ name }) => name === gateway);
  }
  return carries(workload.labels, spec.workloadSelector?.labels ?? spec.selector?.matchLabels ?? {});
}
