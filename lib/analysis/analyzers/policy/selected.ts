import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { Workload } from '../../../model/workload';

/** The workloads that a policy holds for: those that it selects, or before which the gateway is that it is attached to. */
export function selectedWorkloads(
  model: MeshModel,
  policy: ObjectOf<'authorizationPolicies'> | ObjectOf<'peerAuthentications'>,
): readonly Workload[] {
  const { spec, namespace } = policy;
  const refs =
    'targetRefs' in spec || 'targetRef' in spec
      ? (spec.targetRefs ?? (spec.targetRef ? [spec.targetRef] : []))
      : [];
  if (refs.length > 0) {
    return refs.flatMap(({ kind, name }) =>
      kind === 'Gateway'
        ? model.workloadIndex.select({ 'gateway.networking.k8s.io/gateway-name': name ?? '' }, namespace)
        : (model.servicesByNamespace.get(namespace) ?? [])
            .filter((service) => service.name === name && service.selector !== undefined)
            .flatMap(({ selector }) => model.workloadIndex.select(selector ?? {}, namespace)),
    );
  }
  const isMeshWide = namespace === model.settings.rootNamespace;
  return model.workloadIndex.select(spec.selector?.matchLabels ?? {}, isMeshWide ? undefined : namespace);
}

/** Whether a policy says which workloads it is for. */
export function isNarrow({ spec }: ObjectOf<'authorizationPolicies'>): boolean {
  return (
    Object.keys(spec.selector?.matchLabels ?? {}).length > 0 ||
    Boolean(spec.targetRefs?.length || spec.targetRef)
  );
}
