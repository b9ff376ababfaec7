import { ConfigError } from '../error';

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
  /** Pods described elsewhere that carry all of these labels. */
  labelled(
    labels: Readonly<Record<string, string>>,
    options: { readonly namespace?: string } = {},
  ): IWorkload {
    if (Object.keys(labels).length === 0) {
      throw new ConfigError({
        problem: 'a workload is chosen by its labels',
        got: labels,
        instead: "write at least one, such as { app: 'reviews' }",
      });
    }
    return { labels, namespace: options.namespace };
  },
};
