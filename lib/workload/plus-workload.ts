import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { fault, within } from '../diagnostics/fault';
import type { IServiceIdentity, IWorkload } from '../istio/references/workload';
import { aConstruct } from '../values/a-construct';
import { type Check, every, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { labels } from '../values/labels';

/** What all objects of cdk8s-plus have. */
export interface PlusResource extends IConstruct {
  readonly name: string;
  readonly metadata: { readonly namespace?: string | undefined };
}

/** A Deployment, StatefulSet, DaemonSet or Job of cdk8s-plus, of any of its releases: known by its shape. */
export interface PlusWorkload extends PlusResource {
  /** The labels that its pods are found by. */
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly serviceAccount?: { readonly name: string } | undefined;
}

/** What cdk8s-plus makes, by as much of its shape as is read here. */
export function plusResource(what: string): Check<PlusResource> {
  return (value: unknown) =>
    aConstruct(value as never) === undefined &&
    typeof (value as PlusResource).name === 'string' &&
    isPlain((value as PlusResource).metadata)
      ? undefined
      : fault(`${what} of cdk8s-plus is expected`, value, 'give what its constructor makes');
}

/** A workload of cdk8s-plus. */
export const plusWorkloadShape: Check<PlusWorkload> = every<PlusWorkload>(
  plusResource('a workload'),
  ({ matchLabels, serviceAccount }) =>
    within('matchLabels', labels(matchLabels)) ??
    (serviceAccount === undefined || typeof serviceAccount?.name === 'string'
      ? undefined
      : within(
          'serviceAccount',
          fault('an account is expected', serviceAccount, 'leave it as cdk8s-plus makes it'),
        )),
);

/**
 * The pods of a Deployment made with cdk8s-plus, and the account that they run as: what a policy is for, and who is
 * allowed to call.
 *
 * @example
 * const caller = plusWorkload(deployment);
 * new AuthorizationPolicy(this, 'nobody', { workload: caller, action: allowNothing });
 * new AuthorizationPolicy(this, 'callers', { workload: ratings, action: allow({ from: [caller] }) });
 * @throws ConfigError where neither it nor its chart has a namespace, and where it selects no pods by labels
 */
export function plusWorkload(workload: PlusWorkload): IWorkload & IServiceIdentity {
  checkedCall('plusWorkload', plusWorkloadShape, workload);
  const namespace = plusNamespace(workload);
  const selected = workload.matchLabels;
  if (Object.keys(selected).length === 0) {
    throw new ConfigError({
      at: workload,
      problem: 'its pods are found by labels',
      got: selected,
      instead: "leave 'select' out, or select them with matchLabels",
    });
  }
  return {
    kind: 'pod',
    labels: selected,
    namespace,
    serviceAccount: workload.serviceAccount?.name ?? 'default',
  };
}

/** The namespace of an object of cdk8s-plus, which has taken that of its chart. */
export function plusNamespace(resource: PlusResource): string {
  const { namespace } = resource.metadata;
  if (namespace !== undefined) return namespace;
  throw new ConfigError({
    at: resource,
    problem: 'the mesh knows an object by its namespace',
    got: namespace,
    instead: "give its chart one, such as new Chart(app, 'bookinfo', { namespace: 'demo' })",
  });
}
