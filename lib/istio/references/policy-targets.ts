import { ConfigError } from '../../diagnostics/error';
import type { NonEmpty } from '../../values/non-empty';

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

/** Istio takes no more than this. */
const most = 16;

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
  [first, ...others]: NonEmpty<string>,
): PolicyTargets {
  const names = [first, ...others];
  if (names.length > most || names.includes('')) {
    throw new ConfigError({
      problem: `a policy is attached to one to ${most} objects, each by its name`,
      got: names,
      instead: `write for example PolicyTargets.gateways('waypoint')`,
    });
  }
  const target = (name: string): PolicyTarget => ({ group, kind, name });
  return { kind: 'targets', targets: [target(first), ...others.map(target)] };
}
