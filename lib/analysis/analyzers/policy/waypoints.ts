import { isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { isServed } from '../../../model/waypoint';
import { generatedBy, type Workload } from '../../../model/workload';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { policiesOf, type RequestPolicy, refsOf, targetOf } from './attached';

/** Policies that only a waypoint would keep, where there is none. */
export const policyWaypoints: Analyzer = {
  rules: ['policy-needs-waypoint'],
  reads: [
    'authorizationPolicies',
    'requestAuthentications',
    'wasmPlugins',
    'trafficExtensions',
    'telemetries',
    'kubernetesServices',
    'serviceEntries',
    'kubernetesGateways',
    'workloads',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    for (const policy of policiesOf(model)) {
      const refs = refsOf(policy);
      if (refs.length > 0) yield* attached(model, policy, refs);
      else yield* unread(model, policy);
    }
  },
};

function* attached(model: MeshModel, policy: RequestPolicy, refs: ReturnType<typeof refsOf>): Iterable<Told> {
  for (const [index, ref] of refs.entries()) {
    const target = targetOf(model, policy, ref);
    if (target === undefined || isServed(model, target) !== false) continue;
    yield {
      rule: 'policy-needs-waypoint',
      about: policy,
      path: policy.spec.targetRefs === undefined ? ['spec', 'targetRef'] : ['spec', 'targetRefs', index],
      message: `${shown(target)} has no waypoint: nothing enforces the policy`,
      also: [target],
    };
  }
}

/** What is for pods, by labels or all of a namespace, and of which ztunnel, which stands before them, reads nothing. */
function* unread(model: MeshModel, policy: RequestPolicy): Iterable<Told> {
  if (!isBeyondZtunnel(policy)) return;
  const { namespace } = policy;
  const labels = policy.spec.selector?.matchLabels ?? {};
  const isWhole = Object.keys(labels).length === 0;
  const isMeshWide = namespace === model.settings.rootNamespace;
  const selected = model.workloadIndex
    .select(labels, isMeshWide ? undefined : namespace)
    .filter((workload) => workload.proxy !== 'none' && !isWaypoint(model, workload));
  if (selected.some(({ proxy }) => proxy !== 'ztunnel')) return;
  const [first] = selected;
  if (first === undefined && !(isWhole && model.namespaces.get(namespace)?.ambient === true)) return;
  if (isMeshWide && !model.complete) return;
  // A Telemetry for all of a namespace is what waypoints read too.
  if (policy.kind === 'Telemetry' && isWhole && hasWaypoint(model, isMeshWide ? undefined : namespace))
    return;
  const action = policy.kind === 'AuthorizationPolicy' ? ` of action ${actionOf(policy)}` : '';
  const before = first === undefined ? `the pods of namespace ${namespace}` : shown(first.object);
  yield {
    rule: 'policy-needs-waypoint',
    level: policy.kind === 'Telemetry' ? 'warning' : 'error',
    about: policy,
    path: isWhole ? ['spec'] : ['spec', 'selector'],
    message: `ztunnel, which stands before ${before}, reads no ${policy.kind}${action}, and waypoints read what is attached to them: nothing keeps it`,
    suggestion: 'attach it with targetRefs to the Service, or to the Gateway of a waypoint',
    also: first === undefined ? [] : [first.object],
  };
}

/** ztunnel reads AuthorizationPolicies that allow or deny; of their rules another check tells. */
function isBeyondZtunnel(policy: RequestPolicy): boolean {
  return policy.kind !== 'AuthorizationPolicy' || ['CUSTOM', 'AUDIT'].includes(actionOf(policy) ?? '');
}

function actionOf(policy: RequestPolicy): string | undefined {
  return (policy as ObjectOf<'authorizationPolicies'>).spec.action;
}

function isWaypoint(model: MeshModel, { origin, labels }: Workload): boolean {
  return (
    origin === 'generated' &&
    generatedBy(labels['gateway.networking.k8s.io/gateway-class-name'], model.gatewayClasses) === 'waypoint'
  );
}

/** Whether something of a namespace, or of any, is led through a waypoint. */
function hasWaypoint(model: MeshModel, namespace: string | undefined): boolean {
  const space = model.namespaces.get(namespace ?? '');
  // Services that are not given are led as their namespace says.
  if (space?.labels['istio.io/use-waypoint'] && !isKnown(model, space.name, 'kubernetesServices'))
    return true;
  const services = namespace === undefined ? model.services : model.servicesByNamespace.get(namespace);
  return (services ?? []).some(
    ({ object, origin }) => origin !== 'generated' && isServed(model, object) !== false,
  );
}
