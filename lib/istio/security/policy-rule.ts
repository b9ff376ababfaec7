import type { AuthorizationPolicySpecRules } from '../../../imports/security.istio.io/authorization-policy';
import { type Check, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape, variants } from '../../values/shape';
import type { MeshSettings } from '../references/mesh-settings';
import {
  type AnonymousKey,
  anonymousCondition,
  type Condition,
  type ConnectionKey,
  condition,
  renderCondition,
} from './policy-condition';
import { type ConnectionOperation, type Operation, operation, renderOperation } from './policy-operation';
import {
  type AddressSource,
  addressSource,
  type ConnectionSource,
  renderSources,
  type Source,
  source,
} from './policy-source';

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

/** What a rule can ask of connections, which ztunnel reads. */
export interface ConnectionRuleParts {
  /** Who calls, by certificate or by address. */
  readonly from: NonEmpty<ConnectionSource>;
  /** At which ports. */
  readonly to: NonEmpty<ConnectionOperation>;
  readonly when: NonEmpty<Condition<ConnectionKey>>;
}

/** Which connections an action is for. */
export type ConnectionRule = AnyRequest | AtLeastOne<ConnectionRuleParts>;

/** What a rule can ask before an external authorizer is asked: nothing that depends on who the caller is. */
export interface AnonymousRuleParts {
  readonly from: NonEmpty<AddressSource>;
  readonly to: NonEmpty<Operation>;
  readonly when: NonEmpty<Condition<AnonymousKey>>;
}

/** Which requests an external authorizer is asked about. */
export type AnonymousRule = AnyRequest | AtLeastOne<AnonymousRuleParts>;

const anyRequestShape = variants<AnyRequest>('a rule', { 'any-request': {} });

const conditionsRule = shape<Partial<RuleParts>>(
  { from: optional(list(source)), to: optional(list(operation)), when: optional(list(condition)) },
  { atLeastOne: ['from', 'to', 'when'] },
);

const anonymousConditionsRule = shape<Partial<AnonymousRuleParts>>(
  {
    from: optional(list(addressSource)),
    to: optional(list(operation)),
    when: optional(list(anonymousCondition)),
  },
  { atLeastOne: ['from', 'to', 'when'] },
);

export const rule: Check<Rule> = (value: Rule) =>
  isAnyRequest(value) ? anyRequestShape(value) : conditionsRule(value);

export const anonymousRule: Check<AnonymousRule> = (value: AnonymousRule) =>
  isAnyRequest(value) ? anyRequestShape(value) : anonymousConditionsRule(value);

export function renderRule(rule: Rule, mesh: MeshSettings): AuthorizationPolicySpecRules {
  const { from, to, when } = partsOf(rule);
  return defined<AuthorizationPolicySpecRules>({
    from: from && renderSources(from, mesh),
    to: to?.map((operation) => ({ operation: renderOperation(operation) })),
    when: when?.map(renderCondition),
  });
}

function partsOf(rule: Rule): Partial<RuleParts> {
  return isAnyRequest(rule) ? {} : rule;
}

function isAnyRequest(rule: Rule | AnonymousRule): rule is AnyRequest {
  return typeof rule === 'object' && rule !== null && 'kind' in rule;
}
