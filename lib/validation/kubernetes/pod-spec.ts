import type { PodOnNode } from './pod-on-node';
import type { ResourceClaim } from './resource-claims';
import type { Taken } from './resources';
import type { PodOfSystem } from './windows';

/** What has a name. */
export interface Named {
  readonly name?: string;
}

/** The part of a pod that other checks look at. */
export interface PodSpec extends PodOnNode, Pick<PodOfSystem, 'os' | 'securityContext'> {
  readonly volumes?: readonly (Named & Readonly<Record<string, unknown>>)[];
  readonly resources?: Taken;
  readonly resourceClaims?: readonly ResourceClaim[];
  readonly restartPolicy?: string;
  readonly ephemeralContainers?: readonly object[];
  readonly terminationGracePeriodSeconds?: number | null;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: { readonly nameservers?: readonly string[] };
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
}
