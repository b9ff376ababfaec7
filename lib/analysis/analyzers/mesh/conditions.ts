import { isMap } from '../../../kubernetes/identity';
import type { MeshObject } from '../../../model/mesh-object';
import { text } from '../../../model/shape';
import type { Analyzer } from '../../analyzer';

/** What each kind says in its status when something is wrong. */
const watched = {
  kubernetesServices: ['istio.io/WaypointBound'],
  serviceEntries: ['istio.io/WaypointBound'],
  workloadEntries: ['istio.io/WaypointBound'],
  authorizationPolicies: ['ZtunnelAccepted', 'WaypointAccepted'],
  kubernetesGateways: ['Accepted', 'Programmed', 'ResolvedRefs'],
  httpRoutes: ['Accepted', 'Programmed', 'ResolvedRefs'],
  grpcRoutes: ['Accepted', 'Programmed', 'ResolvedRefs'],
  tlsRoutes: ['Accepted', 'Programmed', 'ResolvedRefs'],
} as const;

const kinds = Object.keys(watched) as (keyof typeof watched)[];

/** What the cluster says itself. */
export const conditions: Analyzer = {
  rules: ['negative-condition'],
  reads: kinds,
  *analyze(model) {
    for (const kind of kinds) {
      for (const object of model[kind]) {
        const [condition] = conditionsOf(object).filter((one) => isNegative(one, watched[kind]));
        if (condition === undefined) continue;
        yield {
          rule: 'negative-condition',
          about: object,
          path: ['status'],
          message: `the cluster says of it: ${text(condition.type)} is ${text(condition.status)} (${text(condition.reason) ?? 'no reason'}): ${(text(condition.message) ?? '').slice(0, 300)}`,
        };
      }
    }
  },
};

type Condition = Readonly<Record<string, unknown>>;

function conditionsOf({ manifest }: MeshObject): Condition[] {
  const { status } = manifest as unknown as { readonly status?: unknown };
  if (!isMap(status)) return [];
  const parents = Array.isArray(status.parents) ? status.parents.filter(isMap) : [];
  return [status, ...parents].flatMap(({ conditions: own }) => (Array.isArray(own) ? own.filter(isMap) : []));
}

function isNegative({ type, status, reason }: Condition, types: readonly string[]): boolean {
  return (
    (types.includes(String(type)) && status === 'False') ||
    (type === 'WaypointAccepted' && reason === 'PartiallyInvalid')
  );
}
