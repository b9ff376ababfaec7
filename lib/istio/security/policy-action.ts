import type { AuthorizationPolicySpec } from '../../../imports/security.istio.io/authorization-policy';
import { filledText, list, oneOf } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { optional, reference, variants } from '../../values/shape';
import type { MeshSettings } from '../references/mesh-settings';
import type { Plain } from '../resource';
import {
  type AnonymousRule,
  anonymousRule,
  anyRequest,
  type ConnectionRule,
  type Rule,
  renderRule,
  rule,
} from './policy-rule';

/** An external authorizer: an entry of the mesh configuration's `extensionProviders`. */
export interface IAuthorizationProvider {
  readonly kind: 'authorization-provider';
  /** The name that the mesh configuration gives it. */
  readonly name: string;
}

/** Names who decides in the place of the rules. */
export const AuthorizationProvider = {
  /** One of the mesh configuration's `extensionProviders`. */
  named(name: string): IAuthorizationProvider {
    return { kind: 'authorization-provider', name };
  },
};

/** What becomes of the requests that meet at least one of the rules. */
export type PolicyAction =
  | { readonly kind: 'allow-nothing'; readonly asks?: 'connections' }
  | {
      readonly kind: 'allow' | 'deny' | 'audit';
      readonly rules: NonEmpty<Rule>;
      /** Nothing but connections, as {@link allowConnections} says. @default - whatever the rules ask */
      readonly asks?: 'connections';
    }
  | {
      readonly kind: 'custom';
      readonly provider: IAuthorizationProvider;
      readonly rules: NonEmpty<AnonymousRule>;
      readonly asks?: never;
    };

/** What becomes of connections, of which ztunnel keeps the account in ambient mode: nothing is asked of requests. */
export type ConnectionAction =
  | { readonly kind: 'allow-nothing'; readonly asks: 'connections' }
  | {
      readonly kind: 'allow' | 'deny';
      readonly rules: NonEmpty<ConnectionRule>;
      readonly asks: 'connections';
    };

/** Nothing is let through but what another policy allows. */
export const allowNothing: ConnectionAction = { kind: 'allow-nothing', asks: 'connections' };

/** Everything is let through that no other policy denies. */
export const allowEverything: ConnectionAction = { kind: 'allow', rules: [anyRequest], asks: 'connections' };

/** Nothing is let through, whatever other policies allow. */
export const denyEverything: ConnectionAction = { kind: 'deny', rules: [anyRequest], asks: 'connections' };

/**
 * Lets through what meets at least one of the rules, and, unless another policy allows it, nothing else.
 *
 * @example
 * allow({ from: [reviews], to: [get('/ratings/*')] });
 */
export function allow(...rules: NonEmpty<Rule>): PolicyAction {
  return { kind: 'allow', rules };
}

/**
 * Lets through connections, by who calls and at which port, and, unless another policy allows them, no others. What
 * needs no waypoint in ambient mode.
 *
 * @example
 * allowConnections({ from: [reviews], to: [{ ports: [9080] }] });
 */
export function allowConnections(...rules: NonEmpty<ConnectionRule>): ConnectionAction {
  return { kind: 'allow', rules, asks: 'connections' };
}

/** Lets no connections through that meet at least one of the rules; what needs no waypoint in ambient mode. */
export function denyConnections(...rules: NonEmpty<ConnectionRule>): ConnectionAction {
  return { kind: 'deny', rules, asks: 'connections' };
}

/** Lets nothing through that meets at least one of the rules, whatever other policies allow. */
export function deny(...rules: NonEmpty<Rule>): PolicyAction {
  return { kind: 'deny', rules };
}

/** Marks what meets at least one of the rules, for proxies that audit; lets nothing through and holds nothing up. */
export function audit(...rules: NonEmpty<Rule>): PolicyAction {
  return { kind: 'audit', rules };
}

/** Lets an external authorizer decide about what meets at least one of the rules, before other policies do. */
export function custom(provider: IAuthorizationProvider, ...rules: NonEmpty<AnonymousRule>): PolicyAction {
  return { kind: 'custom', provider, rules };
}

const asks = optional(oneOf('connections'));

const rules = { rules: list(rule), asks };

export const policyAction = variants<PolicyAction>('a policy action', {
  'allow-nothing': { asks },
  allow: rules,
  deny: rules,
  audit: rules,
  custom: {
    provider: reference<IAuthorizationProvider>(
      'an external authorizer',
      "give AuthorizationProvider.named('ext-authz')",
      ['authorization-provider'],
      {
        name: filledText(
          'the name of an authorizer',
          "'ext-authz', as in the mesh configuration's extensionProviders",
        ),
      },
    ),
    rules: list(anonymousRule),
    asks: optional(oneOf()),
  },
});

type Rendered = Plain<Pick<AuthorizationPolicySpec, 'action' | 'provider' | 'rules'>>;

const actions = { allow: 'ALLOW', deny: 'DENY', audit: 'AUDIT' } as const satisfies Record<
  string,
  Rendered['action']
>;

/** Writes an action; Istio reads no action and no rules as allowing nothing. */
export function renderAction(action: PolicyAction, mesh: MeshSettings): Rendered {
  const render = (rule: Rule) => renderRule(rule, mesh);
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
