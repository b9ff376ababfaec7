import type { ApplicationSpecDestination } from '../../imports/argoproj.io/application';
import { fault } from '../diagnostics/fault';
import { type Check, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { shape, variants } from '../values/shape';

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
   * A namespace of a cluster, by its name: a pattern would let in more than was meant.
   *
   * @param cluster default: the one that Argo CD runs in
   */
  of(namespace: string, cluster: Cluster = inCluster): ArgoDestination {
    return { kind: 'destination', cluster, namespace };
  },

  /** Whether both are the same namespace of the same cluster. */
  same(a: ArgoDestination, b: ArgoDestination): boolean {
    checkedCall('ArgoDestination.same', both, { a, b });
    return JSON.stringify(renderDestination(a)) === JSON.stringify(renderDestination(b));
  },
};

const cluster: Check<Cluster> = (value: unknown) =>
  isPlain(value) && (typeof value.server === 'string' || typeof value.name === 'string')
    ? undefined
    : fault(
        'a cluster is expected',
        value,
        "give inCluster, { name: 'production' } or { server: 'https://…' }",
      );

export const argoDestination = variants<ArgoDestination>('a destination', {
  destination: { cluster, namespace: namespaceName },
});

const both = shape<{ readonly a: ArgoDestination; readonly b: ArgoDestination }>({
  a: argoDestination,
  b: argoDestination,
});

/** Writes a destination the way an Application and an AppProject hold it. */
export function renderDestination({ cluster, namespace }: ArgoDestination): ApplicationSpecDestination {
  return 'server' in cluster ? { server: cluster.server, namespace } : { name: cluster.name, namespace };
}
