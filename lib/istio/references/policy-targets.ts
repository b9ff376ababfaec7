import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, firstFault, isPlain, list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { reference } from '../../values/shape';
import type { ObjectPlace } from '../resource';
import type { MeshSettings } from './mesh-settings';
import { foreignTarget, type PolicyTarget, policyTarget, renderTarget } from './policy-target';
import { type RequestReader, unreadFault } from './request-reader';
import { foreignWorkload, type IWorkload, workload } from './workload';

/**
 * The objects that a policy is attached to, instead of pods by their labels: gateways of the Gateway API, and what
 * waypoints serve.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export interface PolicyTargets {
  readonly kind: 'targets';
  readonly targets: NonEmpty<PolicyTarget>;
}

export const PolicyTargets = {
  /**
   * Up to 16 gateways, waypoints, and Services or ServiceEntries behind a waypoint, in the policy's own namespace;
   * {@link waypointClass} for all waypoints of the mesh, in the root namespace.
   *
   * @example
   * new AuthorizationPolicy(this, 'reviews-behind-a-waypoint', {
   *   workload: PolicyTargets.of(reviews),
   *   action: allow({ from: [productpage], to: [get('/reviews/*')] }),
   * });
   */
  of(...targets: NonEmpty<PolicyTarget>): PolicyTargets {
    return { kind: 'targets', targets };
  },
};

/** Istio takes no more than this. */
const most = 16;

const policyTargets = reference<PolicyTargets>('targets', 'give PolicyTargets.of(…)', ['targets'], {
  targets: list(policyTarget, { most }),
});

/** What a policy is for: pods by their labels, or objects. */
export type PolicySubject<Reader extends RequestReader = 'sidecar'> = IWorkload<Reader> | PolicyTargets;

/** What a policy is for that says nothing of requests, too. */
export type AnySubject = PolicySubject<RequestReader>;

export function isPolicyTargets(subject: AnySubject): subject is PolicyTargets {
  return typeof subject === 'object' && subject !== null && subject.kind === 'targets';
}

/** Gateways of both kinds have pods, and are none themselves. */
const ofGateways = new Map<unknown, string>([
  ['gateway', 'give the pods that it configures: its ingress, such as IngressGateway.istioctl()'],
  ['gateway-api-gateway', 'give PolicyTargets.of(gateway)'],
]);

export const policySubject: Check<AnySubject> = (subject: AnySubject) => {
  if (isPolicyTargets(subject)) return policyTargets(subject);
  const instead = isPlain(subject) ? ofGateways.get(subject.kind) : undefined;
  return instead === undefined
    ? workload(subject)
    : fault('a gateway has pods and is no workload itself', subject, instead);
};

/** Refuses what lies where the policy does not reach: in another namespace than its own. */
export function foreignSubject(
  { workload: subject }: { readonly workload?: AnySubject },
  place: ObjectPlace,
): Fault | undefined {
  if (subject === undefined) return undefined;
  if (!isPolicyTargets(subject)) return foreignWorkload(subject, place);
  const { targets } = subject;
  const found = firstFault(targets.length, (index) =>
    within(index, foreignTarget(targets[index] as PolicyTarget, place)),
  );
  return within('workload', within('targets', found));
}

/** Refuses pods whose requests no sidecar reads, for what is about requests: a waypoint does not go by their labels. */
export function unreadSubject({ workload: subject }: { readonly workload?: AnySubject }): Fault | undefined {
  if (subject === undefined || isPolicyTargets(subject)) return undefined;
  const { requestsReadBy: reader = 'sidecar', labels } = subject;
  if (reader === 'sidecar') return undefined;
  return within(
    'workload',
    reader === 'waypoint'
      ? fault(
          'its requests are read by a waypoint, which does not go by the labels of pods',
          labels,
          'give PolicyTargets.of(the service), or PolicyTargets.of(waypoint)',
        )
      : unreadFault(subject, labels),
  );
}

/** Whom a policy is for, as it is written. */
interface RenderedSubject {
  readonly selector?: { readonly matchLabels: Record<string, string> };
  readonly targetRefs?: ReturnType<typeof renderTarget>[];
}

/** Writes whom a policy is for. */
export function renderSubject(subject: AnySubject | undefined, mesh: MeshSettings): RenderedSubject {
  if (subject === undefined) return {};
  return isPolicyTargets(subject)
    ? { targetRefs: subject.targets.map((target) => renderTarget(target, mesh)) }
    : { selector: { matchLabels: { ...subject.labels } } };
}
