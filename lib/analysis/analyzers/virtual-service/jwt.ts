import { carries } from '../../../kubernetes/label-selector';
import { boundGateways } from '../../../model/bound-gateways';
import { gatewayWorkloads } from '../../../model/gateway';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { Workload } from '../../../model/workload';
import { type Analyzer, type Path, shown } from '../../analyzer';

/** Routes by claims of tokens that nobody validates. */
export const jwtRoutes: Analyzer = {
  rules: ['jwt-route-without-authn'],
  reads: ['virtualServices', 'gateways', 'workloads', 'requestAuthentications', 'settings'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      const claim = claimOf(service);
      if (claim === undefined) continue;
      for (const bound of boundGateways(model, service)) {
        if (bound.kind !== 'gateway' || bound.object === undefined) continue;
        const served = gatewayWorkloads(model, bound.object);
        const workload = served.find((one) => !isAuthenticated(model, one));
        const namespace = workload?.namespace ?? bound.namespace;
        if (served.length > 0 ? workload === undefined : isSelected(model, bound.object)) continue;
        if (served.length > 0 ? !isGiven(model, namespace) : !model.complete) continue;
        yield {
          rule: 'jwt-route-without-authn',
          // One of the root namespace would do.
          level: isGiven(model, model.settings.rootNamespace) ? 'error' : 'info',
          about: service,
          path: claim.path,
          message: `it routes by ${claim.key}, but no RequestAuthentication is for the pods of ${shown(bound.object)} in ${namespace}: the match never holds`,
          also: [bound.object],
        };
        break;
      }
    }
  },
};

/** Where the pods of a gateway are not given: whether a policy is for pods such as it selects. */
function isSelected(model: MeshModel, { namespace, spec }: ObjectOf<'gateways'>): boolean {
  return model.requestAuthentications.some(
    (policy) =>
      (policy.namespace === namespace || policy.namespace === model.settings.rootNamespace) &&
      carries(spec.selector, policy.spec.selector?.matchLabels ?? {}),
  );
}

/** The first claim that a VirtualService routes by. */
function claimOf(
  service: ObjectOf<'virtualServices'>,
): { readonly key: string; readonly path: Path } | undefined {
  for (const [index, { match = [] }] of (service.spec.http ?? []).entries()) {
    for (const [at, one] of match.entries()) {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        const headers = one[field];
        const key = headers && Object.keys(headers).find(isClaim);
        if (key !== undefined) return { key, path: ['spec', 'http', index, 'match', at, field] };
      }
    }
  }
  return undefined;
}

function isClaim(header: string): boolean {
  return header.toLowerCase().startsWith('@request.auth.claims');
}

/** Whether tokens are validated before a workload: by a policy of its namespace, or of the root. */
export function isAuthenticated(model: MeshModel, workload: Workload): boolean {
  const { rootNamespace } = model.settings;
  return [...new Set([workload.namespace, rootNamespace])].some((namespace) =>
    (model.requestAuthenticationsByNamespace.get(namespace) ?? []).some(({ spec }) => {
      if ((spec.jwtRules ?? []).length === 0) return false;
      const refs = spec.targetRefs ?? (spec.targetRef === undefined ? [] : [spec.targetRef]);
      if (refs.length === 0) return carries(workload.labels, spec.selector?.matchLabels ?? {});
      const gateway = workload.labels['gateway.networking.k8s.io/gateway-name'];
      return (
        namespace === workload.namespace &&
        refs.some(({ kind, name }) => kind === 'Gateway' && name === gateway)
      );
    }),
  );
}
