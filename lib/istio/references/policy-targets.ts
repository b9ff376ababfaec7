import { type Check, list, oneOf } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { objectName } from '../../values/object-name';
import { reference, shape } from '../../values/shape';
import { type IWorkload, workload } from './workload';

/** An object that a policy is attached to, in the policy's own namespace. */
export interface PolicyTarget {
  readonly group: '' | 'gateway.networking.k8s.io' | 'networking.istio.io';
  readonly kind: 'Gateway' | 'GatewayClass' | 'Service' | 'ServiceEntry';
  readonly name: string;
}

/**
 * The objects that a policy is attached to by name, instead of pods by their labels: gateways of the Gateway API,
 * and what waypoints serve.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export interface PolicyTargets {
  readonly kind: 'targets';
  readonly targets: NonEmpty<PolicyTarget>;
}

/** The doors to objects that are described elsewhere; each takes up to 16 names. */
export const PolicyTargets = {
  /** Gateways of the Gateway API, waypoints among them. */
  gateways: (...names: NonEmpty<string>) => targets('gateway.networking.k8s.io', 'Gateway', names),

  /** Every gateway of a class, `istio-waypoint` for all waypoints; in the root namespace only. */
  gatewayClasses: (...names: NonEmpty<string>) => targets('gateway.networking.k8s.io', 'GatewayClass', names),

  /** Services behind a waypoint. */
  services: (...names: NonEmpty<string>) => targets('', 'Service', names),

  /** Services outside the mesh that a waypoint serves. */
  serviceEntries: (...names: NonEmpty<string>) => targets('networking.istio.io', 'ServiceEntry', names),
};

function targets(
  group: PolicyTarget['group'],
  kind: PolicyTarget['kind'],
  names: NonEmpty<string>,
): PolicyTargets {
  const targets = names.map((name): PolicyTarget => ({ group, kind, name }));
  return { kind: 'targets', targets: targets as readonly PolicyTarget[] as NonEmpty<PolicyTarget> };
}

/** Istio takes no more than this. */
const most = 16;

const policyTargets = reference<PolicyTargets>(
  'targets',
  "give PolicyTargets.gateways('waypoint')",
  ['targets'],
  {
    targets: list(
      shape<PolicyTarget>({
        group: oneOf('', 'gateway.networking.k8s.io', 'networking.istio.io'),
        kind: oneOf('Gateway', 'GatewayClass', 'Service', 'ServiceEntry'),
        name: objectName,
      }),
      { most },
    ),
  },
);

/** What a policy is for: pods by their labels, or objects by their names. */
export type PolicySubject = IWorkload | PolicyTargets;

export function isPolicyTargets(subject: PolicySubject): subject is PolicyTargets {
  return typeof subject === 'object' && subject !== null && subject.kind === 'targets';
}

export const policySubject: Check<PolicySubject> = (subject: PolicySubject) =>
  isPolicyTargets(subject) ? policyTargets(subject) : workload(subject);

/** Writes whom a policy is for. */
export function renderSubject(subject: PolicySubject) {
  return isPolicyTargets(subject)
    ? { targetRefs: subject.targets.map(({ group, kind, name }) => ({ group, kind, name })) }
    : { selector: { matchLabels: { ...subject.labels } } };
}
