import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/authorization-policy';
import { within } from '../../diagnostics/fault';
import { optional, shape } from '../../values/shape';
import {
  type AnySubject,
  foreignSubject,
  type PolicySubject,
  policySubject,
  readerOfSubject,
  renderSubject,
} from '../references/policy-targets';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import { connectionFault } from './connection-action';
import { type ConnectionAction, type PolicyAction, policyAction, renderAction } from './policy-action';

/**
 * What can be said of requests to pods: anything where sidecars read them, and of pods in ambient mode what ztunnel reads
 * of connections. What is more is attached to the objects that a waypoint serves: {@link PolicyTargets}.
 */
export type ActionFor<Subject> = Subject extends { readonly requestsReadBy?: infer Reader }
  ? unknown extends Reader
    ? PolicyAction
    : Extract<Reader, 'waypoint' | 'nobody'> extends never
      ? PolicyAction
      : ConnectionAction
  : PolicyAction;

export interface AuthorizationPolicyProps<Subject extends AnySubject = PolicySubject>
  extends IstioObjectProps {
  /**
   * The pods or objects that are called, in the policy's own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: Subject;
  /** What is let through; in ambient mode by labels of pods only connections are. */
  readonly action: ActionFor<Subject>;
}

interface Properties extends IstioObjectProps {
  readonly workload?: AnySubject;
  readonly action: PolicyAction;
}

const authorizationPolicy = resourceKind<Properties, generated.AuthorizationPolicySpec>({
  generated: generated.AuthorizationPolicy,
  check: shape<Properties>({
    ...objectProps,
    workload: optional(policySubject),
    action: policyAction,
  }),
  rule: ({ workload, action }, place) =>
    foreignSubject(workload === undefined ? {} : { workload }, place) ??
    within('action', connectionFault(action, readerOfSubject(workload))),
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
export class AuthorizationPolicy<
  const Subject extends AnySubject = PolicySubject,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps<Subject>) {
    super(scope, id, authorizationPolicy, props as unknown as Properties);
  }
}
