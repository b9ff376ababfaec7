import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/authorization-policy';
import { optional, shape } from '../../values/shape';
import {
  foreignSubject,
  type PolicySubject,
  policySubject,
  renderSubject,
} from '../references/policy-targets';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import { type PolicyAction, policyAction, renderAction } from './policy-action';

export interface AuthorizationPolicyProps extends IstioObjectProps {
  /**
   * The pods or objects that are called, in the policy's own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: PolicySubject;
  /** What is let through. */
  readonly action: PolicyAction;
}

const authorizationPolicy = resourceKind<AuthorizationPolicyProps, generated.AuthorizationPolicySpec>({
  generated: generated.AuthorizationPolicy,
  check: shape<AuthorizationPolicyProps>({
    ...objectProps,
    workload: optional(policySubject),
    action: policyAction,
  }),
  rule: foreignSubject,
  render: ({ workload, action }, { mesh }) => ({
    ...renderSubject(workload, mesh),
    ...renderAction(action, mesh),
  }),
});

/**
 * Decides which requests workloads let through. A request is refused if a policy denies it, or if there are policies
 * that allow something and none of them allows it.
 *
 * @example
 * new AuthorizationPolicy(this, 'allow-nothing', { action: allowNothing });
 * new AuthorizationPolicy(this, 'ratings-callers', {
 *   workload: ratings,
 *   action: allow({ from: [reviews], to: [get('/ratings/*')] }),
 * });
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AuthorizationPolicy extends IstioResource<AuthorizationPolicyProps> {
  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id, authorizationPolicy, props);
  }
}
