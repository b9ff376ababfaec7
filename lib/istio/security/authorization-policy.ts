import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/authorization-policy';
import type { PolicyTargets } from '../references/policy-targets';
import { TrustDomain } from '../references/trust-domain';
import { checkWorkloadNamespace, type IWorkload } from '../references/workload';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';
import { type PolicyAction, renderAction } from './policy-action';

export interface AuthorizationPolicyProps extends IstioObjectProps {
  /**
   * The pods or objects that are called, in the policy's own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: IWorkload | PolicyTargets;
  /** What is let through. */
  readonly action: PolicyAction;
}

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
export class AuthorizationPolicy extends Construct {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    const { workload, action, metadata } = props;
    if (workload && 'labels' in workload) {
      checkWorkloadNamespace(this, workload, metadata?.namespace ?? Chart.of(this).namespace);
    }
    const spec: Plain<generated.AuthorizationPolicySpec> = {
      ...(workload && renderWorkload(workload)),
      ...renderAction(action, TrustDomain.of(this)),
    };
    this.object = istioObject(this, generated.AuthorizationPolicy, spec, props);
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }
}

function renderWorkload(workload: IWorkload | PolicyTargets) {
  return 'targets' in workload
    ? { targetRefs: workload.targets.map((target) => ({ ...target })) }
    : { selector: { matchLabels: { ...workload.labels } } };
}
