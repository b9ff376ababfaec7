import type { ApplicationSpecDestination } from '../../imports/argoproj.io/application';
import { fault } from '../diagnostics/fault';
import { type Check, filledText, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { shape, variants } from '../values/shape';
import { webUrl } from '../values/url';

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

const byServer = shape<Extract<Cluster, { server: unknown }>>({
  server: webUrl('the address of an API server', 'https://kubernetes.default.svc'),
});

const byName = shape<Extract<Cluster, { name: unknown }>>({
  name: filledText('the name of a cluster', "'production'"),
});

const cluster: Check<Cluster> = (value: unknown) => {
  if (isPlain(value) && value.server !== undefined) return byServer(value as never);
  if (isPlain(value) && value.name !== undefined) return byName(value as never);
  return fault(
    'a cluster is expected',
    value,
    "give inCluster, { name: 'production' } or { server: 'https://…' }",
  );
};

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
