import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/authorization-policy';
import { shape } from '../../values/shape';
import type { INamespace } from '../references/namespace-ref';
import { type AnyPlace, keptSubject, namespaceOf, placeProps } from '../references/policy-place';
import {
  type AnySubject,
  foreignSubject,
  type PolicySubject,
  type PolicyTargets,
  renderSubject,
} from '../references/policy-targets';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import { actionFault } from './connection-action';
import { type ConnectionAction, type PolicyAction, policyAction, renderAction } from './policy-action';

/** Who reads requests, but for a sidecar. */
type Ambient = 'waypoint' | 'nobody';

/** Who reads the requests to pods; gateways read their own. */
type ReaderOfPods<Pods> = Pods extends { readonly requestsReadBy?: infer Reader }
  ? unknown extends Reader
    ? 'sidecar'
    : Reader
  : 'sidecar';

/**
 * What can be said of requests to pods: anything where sidecars read them, and of pods in ambient mode what ztunnel reads
 * of connections. What is more is attached to the objects that a waypoint serves, {@link PolicyTargets}, or to the waypoint
 * of a whole namespace.
 */
export type ActionFor<Subject, Namespace> = Subject extends PolicyTargets
  ? PolicyAction
  : Extract<ReaderOfPods<Subject>, Ambient> extends never
    ? Namespace extends INamespace<Subject extends undefined ? 'nobody' : Ambient>
      ? ConnectionAction
      : PolicyAction
    : ConnectionAction;

/** Who may do what with which workloads. */
export interface AuthorizationPolicyProps<
  Subject extends AnySubject | undefined = PolicySubject | undefined,
  Namespace extends INamespace | undefined = undefined,
> extends IstioObjectProps {
  /**
   * The pods or objects that are called, in the policy's own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: Subject;
  /**
   * The namespace that it lies in, by which it is known who reads the requests. In ambient mode its waypoint keeps what
   * is about requests, ztunnel what is about connections alone (`allowConnections`, `allowNothing`, …).
   * @default - the chart's
   */
  readonly namespace?: Namespace;
  /** What is let through; in ambient mode by labels of pods, or without a waypoint, only connections are. */
  readonly action: ActionFor<Subject, Namespace>;
}

interface Properties extends AnyPlace {
  readonly action: PolicyAction;
}

/** What a policy of connections is for stays as it is: ztunnel looks at nothing that is attached. */
function subjectOf({ action, ...place }: Properties): AnySubject | undefined {
  return action.asks === 'connections' ? place.workload : keptSubject(place);
}

const authorizationPolicy = resourceKind<Properties, generated.AuthorizationPolicySpec>({
  generated: generated.AuthorizationPolicy,
  check: shape<Properties>({ ...objectProps, ...placeProps, action: policyAction }),
  namespace: namespaceOf,
  rule: (props, place) => foreignSubject(props, place) ?? actionFault(props, place),
  render: (props, { mesh }) => ({
    ...renderSubject(subjectOf(props), mesh),
    ...renderAction(props.action, mesh),
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
  const Subject extends AnySubject | undefined = undefined,
  const Namespace extends INamespace | undefined = undefined,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps<Subject, Namespace>) {
    super(scope, id, authorizationPolicy, props as unknown as Properties);
  }
}
