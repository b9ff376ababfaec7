import type { AuthorizationPolicySpecRules } from '../../../imports/security.istio.io/authorization-policy';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { type AnonymousKey, type Condition, checkCondition, renderCondition } from './policy-condition';
import { checkOperation, type Operation, renderOperation } from './policy-operation';
import { type AddressSource, checkSource, renderSources, type Source } from './policy-source';

/** What a rule can ask. All that are given must hold; of each list one does, but of `when` all. */
export interface RuleParts {
  /** Who calls. */
  readonly from: NonEmpty<Source>;
  /** What is called. */
  readonly to: NonEmpty<Operation>;
  readonly when: NonEmpty<Condition>;
}

/** Every request and every connection. */
export interface AnyRequest {
  readonly kind: 'any-request';
}

/** The rule that every request and every connection meets. */
export const anyRequest: AnyRequest = { kind: 'any-request' };

/**
 * Which requests an action is for.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export type Rule = AnyRequest | AtLeastOne<RuleParts>;

/** What a rule can ask before an external authorizer is asked: nothing that depends on who the caller is. */
export interface AnonymousRuleParts {
  readonly from: NonEmpty<AddressSource>;
  readonly to: NonEmpty<Operation>;
  readonly when: NonEmpty<Condition<AnonymousKey>>;
}

/** Which requests an external authorizer is asked about. */
export type AnonymousRule = AnyRequest | AtLeastOne<AnonymousRuleParts>;

/** Refuses what Istio does not take. */
export function checkRule(rule: Rule): void {
  const { from, to, when } = partsOf(rule);
  from?.forEach(checkSource);
  to?.forEach(checkOperation);
  when?.forEach(checkCondition);
}

export function renderRule(rule: Rule, trustDomain: string): AuthorizationPolicySpecRules {
  const { from, to, when } = partsOf(rule);
  return defined<AuthorizationPolicySpecRules>({
    from: from && renderSources(from, trustDomain),
    to: to?.map((operation) => ({ operation: renderOperation(operation) })),
    when: when?.map(renderCondition),
  });
}

function partsOf(rule: Rule): Partial<RuleParts> {
  return 'kind' in rule ? {} : rule;
}
