import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { fault } from '../diagnostics/fault';
import { aConstruct } from '../values/a-construct';
import { anyText, type Check, filledText, isPlain, list } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { shape } from '../values/shape';
import { isClusterScoped } from './cluster-scoped-kinds';
import { groupOf } from './identity';

/** A kind of object in Kubernetes, whichever version of it. */
export interface KubernetesKind {
  /** The API group; empty for the core kinds, such as Namespace and Service. */
  readonly group: string;
  readonly kind: string;
}

/** Kinds, parted by whether their objects lie in a namespace. */
export interface KindsByScope {
  readonly cluster: readonly KubernetesKind[];
  readonly namespaced: readonly KubernetesKind[];
}

/** The kinds of an app, perhaps none. */
const kindList = list(shape<KubernetesKind>({ group: anyText, kind: filledText('a kind', "'Deployment'") }), {
  least: 0,
});

export const kindsByScope = shape<KindsByScope>({ cluster: kindList, namespaced: kindList });

type Typed = { readonly apiVersion: string; readonly kind: string };

const typedObject: Check<Typed> = (value: unknown) =>
  isPlain(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string'
    ? undefined
    : fault('an object of Kubernetes is expected', value, 'give one with apiVersion and kind');

export const KubernetesKind = {
  /** The kind that an object is of, by its `apiVersion` and `kind`. */
  of(object: Typed): KubernetesKind {
    checkedCall('KubernetesKind.of', typedObject, object);
    return { group: groupOf(object.apiVersion), kind: object.kind };
  },
};

export const KindsByScope = {
  /** Each kind once, sorted by group and name. */
  of(kinds: readonly KubernetesKind[]): KindsByScope {
    checkedCall('KindsByScope.of', kindList, kinds);
    const named = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
    const sorted = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
    const inCluster = ({ group, kind }: KubernetesKind) => isClusterScoped(`${group}/`, kind);
    return { cluster: sorted.filter(inCluster), namespaced: sorted.filter((kind) => !inCluster(kind)) };
  },

  /** The kinds of all objects below some constructs. */
  below(scopes: readonly IConstruct[]): KindsByScope {
    checkedCall('KindsByScope.below', list(aConstruct, { least: 0 }), scopes);
    const objects = scopes.flatMap((scope) => scope.node.findAll().filter(ApiObject.isApiObject));
    return KindsByScope.of(objects.map(KubernetesKind.of));
  },

  /** The kinds of several together. */
  union(...parts: readonly KindsByScope[]): KindsByScope {
    checkedCall('KindsByScope.union', list(kindsByScope, { least: 0 }), parts);
    return KindsByScope.of(parts.flatMap(({ cluster, namespaced }) => [...cluster, ...namespaced]));
  },
};
