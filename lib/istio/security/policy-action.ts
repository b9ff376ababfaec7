import type { AuthorizationPolicySpec } from '../../../imports/security.istio.io/authorization-policy';
import { ConfigError } from '../../diagnostics/error';
import type { NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';
import { type AnonymousRule, anyRequest, checkRule, type Rule, renderRule } from './policy-rule';

/** An external authorizer: an entry of the mesh configuration's `extensionProviders`. */
export interface IAuthorizationProvider {
  /** The name that the mesh configuration gives it. */
  readonly name: string;
}

/** What becomes of the requests that meet at least one of the rules. */
export type PolicyAction =
  | { readonly kind: 'allow-nothing' }
  | { readonly kind: 'allow' | 'deny' | 'audit'; readonly rules: NonEmpty<Rule> }
  | {
      readonly kind: 'custom';
      readonly provider: IAuthorizationProvider;
      readonly rules: NonEmpty<AnonymousRule>;
    };

/** Nothing is let through but what another policy allows. */
export const allowNothing: PolicyAction = { kind: 'allow-nothing' };

/** Everything is let through that no other policy denies. */
export const allowEverything: PolicyAction = { kind: 'allow', rules: [anyRequest] };

/** Nothing is let through, whatever other policies allow. */
export const denyEverything: PolicyAction = { kind: 'deny', rules: [anyRequest] };

/**
 * Lets through what meets at least one of the rules, and, unless another policy allows it, nothing else.
 *
 * @example
 * allow({ from: [reviews], to: [get('/ratings/*')] });
 */
export function allow(...rules: NonEmpty<Rule>): PolicyAction {
  rules.forEach(checkRule);
  return { kind: 'allow', rules };
}

/** Lets nothing through that meets at least one of the rules, whatever other policies allow. */
export function deny(...rules: NonEmpty<Rule>): PolicyAction {
  rules.forEach(checkRule);
  return { kind: 'deny', rules };
}

/** Marks what meets at least one of the rules, for proxies that audit; lets nothing through and holds nothing up. */
export function audit(...rules: NonEmpty<Rule>): PolicyAction {
  rules.forEach(checkRule);
  return { kind: 'audit', rules };
}

/** Lets an external authorizer decide about what meets at least one of the rules, before other policies do. */
export function custom(provider: IAuthorizationProvider, ...rules: NonEmpty<AnonymousRule>): PolicyAction {
  if (provider.name === '') {
    throw new ConfigError({
      problem: 'an authorizer has a name',
      got: provider.name,
      instead: "write the name in the mesh configuration's extensionProviders, such as 'ext-authz'",
    });
  }
  rules.forEach(checkRule);
  return { kind: 'custom', provider, rules };
}

type Rendered = Plain<Pick<AuthorizationPolicySpec, 'action' | 'provider' | 'rules'>>;

const actions = { allow: 'ALLOW', deny: 'DENY', audit: 'AUDIT' } as const satisfies Record<
  string,
  Rendered['action']
>;

/** Writes an action; Istio reads no action and no rules as allowing nothing. */
export function renderAction(action: PolicyAction, trustDomain: string): Rendered {
  const render = (rule: Rule) => renderRule(rule, trustDomain);
  switch (action.kind) {
    case 'allow-nothing':
      return {};
    case 'allow':
    case 'deny':
    case 'audit':
      return { action: actions[action.kind], rules: action.rules.map(render) };
    case 'custom':
      return {
        action: 'CUSTOM',
        provider: { name: action.provider.name },
        rules: action.rules.map(render),
      };
    default:
      return action satisfies never;
  }
}
