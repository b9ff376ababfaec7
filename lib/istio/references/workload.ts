import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { checkNamespace } from '../../values/dns-label';
import { checkLabels } from '../../values/labels';

/** Pods that carry certain labels, in one namespace or in any: the source of a request, or what a policy is for. */
export interface IWorkload {
  readonly labels: Readonly<Record<string, string>>;
  /** `undefined`: pods of any namespace. */
  readonly namespace: string | undefined;
}

/** Who a workload is by its certificate: the service account that its pods run as. */
export interface IServiceIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
}

export const Workload = {
  /**
   * Pods described elsewhere that carry all of these labels.
   *
   * @throws ConfigError without labels, or for labels that no pod can carry
   */
  labelled(
    labels: Readonly<Record<string, string>>,
    options: { readonly namespace?: string } = {},
  ): IWorkload {
    checkLabels(labels, 'a workload');
    if (options.namespace !== undefined) checkNamespace(options.namespace);
    return { labels, namespace: options.namespace };
  },
};

/** Refuses a workload of another namespace: an object's selector finds pods of its own namespace only. */
export function checkWorkloadNamespace(
  owner: IConstruct,
  workload: IWorkload,
  namespace: string | undefined,
): void {
  if (workload.namespace === undefined || workload.namespace === namespace) return;
  throw new ConfigError({
    at: owner.node.path,
    problem: `the object is for workloads of its own namespace, which is ${namespace === undefined ? 'not known here' : `'${namespace}'`}`,
    got: workload.namespace,
    instead: `put it into a chart of the namespace '${workload.namespace}'`,
  });
}
