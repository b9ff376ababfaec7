import { grouped } from '../../../model/grouped';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { type Analyzer, shown } from '../../analyzer';

type Policy = ObjectOf<'backendTlsPolicies'>;

/**
 * Several BackendTLSPolicies for one port: the oldest holds, and of the same age the first by name.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export const backendTlsConflict: Analyzer = {
  rules: ['backend-tls-conflict'],
  reads: ['backendTlsPolicies'],
  *analyze(model) {
    const targets = model.backendTlsPolicies
      .filter(({ annotations }) => annotations['istio.io/ignore-policy-attachment'] !== 'true')
      .flatMap((policy) =>
        (policy.spec.targetRefs ?? []).map((target, index) => ({ policy, target, index })),
      );
    const alike = grouped(targets, ({ policy, target: { group = '', kind, name, sectionName } }) =>
      JSON.stringify([policy.namespace, group === 'core' ? '' : group, kind, name, sectionName]),
    );
    for (const several of alike.values()) {
      const [first, ...rest] = several.sort((a, b) => (isBefore(a.policy, b.policy) ? -1 : 1));
      if (first === undefined) continue;
      for (const { policy, target, index } of rest) {
        if (policy === first.policy) continue;
        const { kind, name, sectionName } = target;
        yield {
          rule: 'backend-tls-conflict',
          about: policy,
          path: ['spec', 'targetRefs', index],
          message: `${shown(first.policy)} is for ${sectionName ? `port ${sectionName} of ` : ''}${kind} ${name} too: the oldest holds, of the same age the first by name, and this one is ignored`,
          also: [first.policy],
        };
      }
    }
  },
};

/** What no cluster has made yet is made later. */
function isBefore(a: Policy, b: Policy): boolean {
  const ages = [a.created || '~', b.created || '~'] as const;
  return ages[0] === ages[1] ? a.name < b.name : ages[0] < ages[1];
}
