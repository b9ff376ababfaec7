import type { ApplicationSpecDestination } from '../../imports/argoproj.io/application';
import { ConfigError } from '../diagnostics/error';

/** A cluster, by the address of its API server or by the name that Argo CD knows it by. */
export type Cluster = { readonly server: `https://${string}` } | { readonly name: string };

/** A namespace of a cluster: where objects go that name none, and in a project where objects may go. */
export interface ArgoDestination {
  readonly kind: 'destination';
  readonly cluster: Cluster;
  readonly namespace: string;
}

/** The cluster that Argo CD itself runs in. */
export const inCluster: Cluster = { server: 'https://kubernetes.default.svc' };

export const ArgoDestination = {
  /**
   * A namespace of a cluster.
   *
   * @param cluster default: the one that Argo CD runs in
   * @throws ConfigError where that can't be a namespace's name: a pattern would let in more than was meant
   */
  of(namespace: string, cluster: Cluster = inCluster): ArgoDestination {
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
      throw new ConfigError({
        problem: 'a destination is one namespace',
        got: namespace,
        instead: "write its name, such as 'demo'",
      });
    }
    return { kind: 'destination', cluster, namespace };
  },

  /** Whether both are the same namespace of the same cluster. */
  same(a: ArgoDestination, b: ArgoDestination): boolean {
    return JSON.stringify(renderDestination(a)) === JSON.stringify(renderDestination(b));
  },
};

/** Writes a destination the way an Application and an AppProject hold it. */
export function renderDestination({ cluster, namespace }: ArgoDestination): ApplicationSpecDestination {
  return 'server' in cluster ? { server: cluster.server, namespace } : { name: cluster.name, namespace };
}
