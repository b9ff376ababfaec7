import type { AuthorizationRuleSpec } from '../model/kinds/security';
import type { ObjectOf } from '../model/mesh-kinds';
import type { MeshModel } from '../model/mesh-model';
import { routingBehaviour } from '../release/routing-behaviour';
import { type PolicyContext, rbacRuleOf } from './policy-rule';
import { holdsIn, type PolicyPlace } from './policy-target';
import type { Rbac, RbacPolicy } from './rbac';

type AuthorizationPolicy = ObjectOf<'authorizationPolicies'>;

/** The policies of a place, and what of them can't be asked. */
export interface PoliciesInForce {
  /** In the order in which they are asked: audit, deny, allow. */
  readonly rbac: readonly Rbac[];
  readonly notModelled: readonly string[];
}

/**
 * The AuthorizationPolicies in force in a place.
 *
 * @param transport - without a look into HTTP, rules that need it are left out of what allows, and taken without their
 * conditions by what denies
 * @see https://istio.io/latest/docs/concepts/security/#implicit-enablement
 */
export function policiesIn(model: MeshModel, place: PolicyPlace, transport: 'http' | 'tcp'): PoliciesInForce {
  const policies = model.authorizationPolicies.filter((policy) => holdsIn(policy, place, model));
  const notModelled = policies
    .filter(({ spec }) => spec.action === 'CUSTOM')
    .map(
      ({ namespace, name, spec }) =>
        `AuthorizationPolicy ${namespace}/${name} asks ${spec.provider?.name || 'an external provider'}`,
    );
  const rbac = (['audit', 'deny', 'allow'] as const).flatMap((action) => {
    const found = policies.filter((policy) => actionOf(policy) === action && !isDryRun(policy));
    if (found.length === 0) return [];
    return [{ action, policies: found.map((policy) => rbacPolicy(policy, action, transport, model)) }];
  });
  return { rbac, notModelled };
}

function actionOf({ spec }: AuthorizationPolicy): Rbac['action'] | 'custom' {
  return ({ DENY: 'deny', AUDIT: 'audit', CUSTOM: 'custom' } as const)[spec.action ?? ''] ?? 'allow';
}

function isDryRun({ annotations }: AuthorizationPolicy): boolean {
  return /^(?:true|1|t)$/i.test(annotations['istio.io/dry-run'] ?? '');
}

function rbacPolicy(
  policy: AuthorizationPolicy,
  action: Rbac['action'],
  transport: 'http' | 'tcp',
  model: MeshModel,
): RbacPolicy {
  const { namespace, name, manifest, spec } = policy;
  const { trustDomain, trustDomainAliases } = model.settings;
  const context: PolicyContext = {
    namespace,
    transport,
    action,
    trustDomains: [trustDomain, ...trustDomainAliases],
    escapesPatterns: routingBehaviour(model.release).escapesPatterns,
  };
  const rules = (spec.rules ?? []).flatMap((rule: AuthorizationRuleSpec, index) => {
    const made = rbacRuleOf(rule, context);
    return made === undefined ? [] : [{ ...made, rule: index }];
  });
  return { namespace, name, manifest, rules };
}
