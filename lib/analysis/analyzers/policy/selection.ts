import { carries, labelText } from '../../../kubernetes/label-selector';
import { isGiven, isKnown } from '../../../model/knowledge';
import type { MeshKind, ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import { ownGatewayClasses } from '../../../model/routes';
import type { Workload } from '../../../model/workload';
import type { Labels } from '../../../values/labels';
import { type Analyzer, shown, type Told } from '../../analyzer';

type Targeting = { readonly targetRef?: Ref; readonly targetRefs?: readonly Ref[] };
type Ref = {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
};

/** A policy that selects workloads, or is attached to something. */
interface Policy {
  readonly object: MeshObject;
  readonly selector: Labels | undefined;
  readonly path: Told['path'];
  readonly refs: readonly { readonly ref: Ref; readonly path: Told['path'] }[];
}

/** What policies are for. */
export const policySelection: Analyzer = {
  rules: [
    'policy-selects-nothing',
    'policy-on-workload-without-proxy',
    'policy-selector-on-gateway',
    'policy-target-missing',
  ],
  reads: [
    'authorizationPolicies',
    'requestAuthentications',
    'peerAuthentications',
    'telemetries',
    'wasmPlugins',
    'envoyFilters',
    'sidecars',
    'serviceEntries',
    'workloadEntries',
    'workloadGroups',
    'kubernetesGateways',
    'gatewayClasses',
    'kubernetesServices',
    'workloads',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    for (const policy of policiesOf(model)) {
      yield* untargeted(model, policy);
      if (policy.selector === undefined) {
        yield* empty(model, policy);
        continue;
      }
      const { object } = policy;
      const isMeshWide = object.namespace === model.settings.rootNamespace && object.kind !== 'ServiceEntry';
      const selected = model.workloadIndex.select(policy.selector, isMeshWide ? undefined : object.namespace);
      yield* judged(model, policy, selected, isMeshWide);
    }
  },
};

/** A policy of a whole namespace in which nothing runs. */
function* empty(model: MeshModel, { object, refs }: Policy): Iterable<Told> {
  const isRoot = object.namespace === model.settings.rootNamespace;
  if (object.kind !== 'AuthorizationPolicy' || refs.length > 0 || isRoot || !isGiven(model, object.namespace))
    return;
  if (model.workloadIndex.select({}, object.namespace).length > 0) return;
  yield {
    rule: 'policy-selects-nothing',
    about: object,
    path: ['spec'],
    message: `nothing runs in ${object.namespace}: it holds for nothing`,
  };
}

/** The kinds that istiod reads for gateways of the Gateway API by `targetRefs` only. */
const attachable: ReadonlySet<string> = new Set([
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
]);

function* judged(
  model: MeshModel,
  policy: Policy,
  selected: readonly Workload[],
  isMeshWide: boolean,
): Iterable<Told> {
  const { object, selector = {}, path } = policy;
  if (selected.length === 0) {
    const isSure = isMeshWide ? model.complete : isKnown(model, object.namespace, wantedBy(object, selector));
    if (!isSure || isOfGroup(model, object, selector)) return;
    const isReferred = ['Sidecar', 'Telemetry'].includes(object.kind);
    yield {
      rule: 'policy-selects-nothing',
      level: isReferred ? 'error' : 'warning',
      code: isReferred ? 'IST0101' : 'IST0127',
      about: object,
      path,
      message: `no workload${isMeshWide ? '' : ` of ${object.namespace}`} is labelled ${labelText(selector)}: it holds for nothing`,
    };
    return;
  }
  const gateways = selected.filter(
    ({ labels }) => labels['gateway.networking.k8s.io/gateway-name'] !== undefined,
  );
  if (attachable.has(object.kind) && gateways.length === selected.length && policy.refs.length === 0) {
    const name = gateways[0]?.labels['gateway.networking.k8s.io/gateway-name'];
    yield {
      rule: 'policy-selector-on-gateway',
      about: object,
      path,
      message: `the selector is for the pods of Gateway ${name} of the Gateway API, where selectors are ignored`,
      suggestion: `write targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: ${name} }]`,
    };
    return;
  }
  if (!['AuthorizationPolicy', 'RequestAuthentication'].includes(object.kind)) return;
  const bare = selected.filter(({ proxy }) => proxy === 'none');
  const [first] = bare;
  if (first === undefined || bare.length < selected.length) return;
  yield {
    rule: 'policy-on-workload-without-proxy',
    about: object,
    path,
    message: `${shown(first.object)} ${first.hostNetwork ? 'uses the network of its host and gets' : 'has'} no proxy: nothing enforces the policy`,
    also: [first.object],
  };
}

/** What a selector is for: besides pods, machines that register themselves, and pods that istiod makes. */
function wantedBy({ kind }: MeshObject, selector: Labels): MeshKind | 'workloads' {
  if (kind === 'ServiceEntry') return 'workloadEntries';
  return 'gateway.networking.k8s.io/gateway-name' in selector ? 'kubernetesGateways' : 'workloads';
}

/** Whether machines of a WorkloadGroup are selected, which register themselves. */
function isOfGroup(model: MeshModel, { namespace }: MeshObject, selector: Labels): boolean {
  return model.workloadGroups.some(
    (group) => group.namespace === namespace && carries(group.spec.metadata?.labels ?? {}, selector),
  );
}

/** Where the kinds are listed that a policy may be attached to. */
const listed: ReadonlyMap<string, MeshKind> = new Map(
  Object.entries({
    Gateway: 'kubernetesGateways',
    Service: 'kubernetesServices',
    ServiceEntry: 'serviceEntries',
    HTTPRoute: 'httpRoutes',
    GRPCRoute: 'grpcRoutes',
  }),
);

function* untargeted(model: MeshModel, { object, refs }: Policy): Iterable<Told> {
  for (const { ref, path } of refs) {
    const { kind = '', name = '', group = '' } = ref;
    const namespace = kind === 'GatewayClass' ? '' : ref.namespace || object.namespace;
    const list = listed.get(kind);
    const isSure =
      kind === 'GatewayClass'
        ? model.complete && !ownGatewayClasses.includes(name)
        : list !== undefined && isKnown(model, namespace, list);
    if (!isSure || model.byIdentity.has(keyOf({ group, kind, namespace, name }))) continue;
    yield {
      rule: 'policy-target-missing',
      about: object,
      path: [...path, 'name'],
      message: `there is no ${kind} ${namespace === '' ? '' : `${namespace}/`}${name}: the policy holds for nothing`,
    };
  }
}

function* policiesOf(model: MeshModel): Iterable<Policy> {
  const refsOf = ({ targetRef, targetRefs = [] }: Targeting): Policy['refs'] =>
    targetRefs.length > 0
      ? targetRefs.map((ref, index) => ({ ref, path: ['spec', 'targetRefs', index] }))
      : targetRef === undefined
        ? []
        : [{ ref: targetRef, path: ['spec', 'targetRef'] }];
  const filled = (labels: Labels | undefined) => (Object.keys(labels ?? {}).length > 0 ? labels : undefined);
  for (const object of [
    ...model.authorizationPolicies,
    ...model.requestAuthentications,
    ...model.telemetries,
    ...model.wasmPlugins,
  ]) {
    const selector = filled(object.spec.selector?.matchLabels);
    yield { object, selector, path: ['spec', 'selector'], refs: refsOf(object.spec) };
  }
  for (const object of model.peerAuthentications)
    yield {
      object,
      selector: filled(object.spec.selector?.matchLabels),
      path: ['spec', 'selector'],
      refs: [],
    };
  for (const object of [...model.sidecars, ...model.envoyFilters, ...model.serviceEntries])
    yield {
      object,
      selector: filled(object.spec.workloadSelector?.labels),
      path: ['spec', 'workloadSelector'],
      refs: object.kind === 'EnvoyFilter' ? refsOf((object as ObjectOf<'envoyFilters'>).spec) : [],
    };
}
