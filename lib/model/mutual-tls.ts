import { carries } from '../kubernetes/label-selector';
import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import type { Workload } from './workload';

/** What a workload takes on a port: only mutual TLS, both, or only plain connections. */
export type MutualTls = 'strict' | 'permissive' | 'disable';

/** What holds, and the policy that says so; absent where it is Istio's default. */
export interface MutualTlsInForce {
  readonly mode: MutualTls;
  readonly by?: ObjectOf<'peerAuthentications'>;
}

/**
 * The mutual TLS in force on a port of a workload: of the policy that selects it, else of its namespace, else of the
 * mesh; among several of a kind the oldest. Without a proxy there is none.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function mutualTlsOf(model: MeshModel, workload: Workload, port?: number): MutualTlsInForce {
  if (workload.proxy === 'none') return { mode: 'disable' };
  const policies = policiesOf(model, workload);
  const [selecting] = policies.filter((policy) => hasSelector(policy));
  const atPort = port === undefined ? undefined : selecting?.spec.portLevelMtls?.[String(port)];
  const portMode = modeOf(atPort?.mode);
  if (selecting !== undefined && portMode !== undefined) return { mode: portMode, by: selecting };
  for (const policy of policies) {
    const mode = modeOf(policy.spec.mtls?.mode);
    if (mode !== undefined) return { mode, by: policy };
  }
  return { mode: 'permissive' };
}

/** The policies that hold for a workload, the most specific first. */
function policiesOf(model: MeshModel, workload: Workload): ObjectOf<'peerAuthentications'>[] {
  const own = model.peerAuthenticationsByNamespace.get(workload.namespace) ?? [];
  const root = model.peerAuthenticationsByNamespace.get(model.settings.rootNamespace) ?? [];
  const selecting = own.find(
    (policy) => hasSelector(policy) && carries(workload.labels, policy.spec.selector?.matchLabels ?? {}),
  );
  const found = [
    selecting,
    own.find((policy) => !hasSelector(policy)),
    root.find((policy) => !hasSelector(policy)),
  ];
  return [...new Set(found)].filter((policy) => policy !== undefined);
}

function hasSelector(policy: ObjectOf<'peerAuthentications'>): boolean {
  return Object.keys(policy.spec.selector?.matchLabels ?? {}).length > 0;
}

function modeOf(written: string | undefined): MutualTls | undefined {
  switch (written) {
    case 'STRICT':
      return 'strict';
    case 'PERMISSIVE':
      return 'permissive';
    case 'DISABLE':
      return 'disable';
    default:
      return undefined;
  }
}
