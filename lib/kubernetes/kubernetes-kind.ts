import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
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

export const KubernetesKind = {
  /** The kind that an object is of, by its `apiVersion` and `kind`. */
  of(object: { readonly apiVersion: string; readonly kind: string }): KubernetesKind {
    return { group: groupOf(object.apiVersion), kind: object.kind };
  },
};

export const KindsByScope = {
  /** Each kind once, sorted by group and name. */
  of(kinds: readonly KubernetesKind[]): KindsByScope {
    const named = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
    const sorted = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
    const inCluster = ({ group, kind }: KubernetesKind) => isClusterScoped(`${group}/`, kind);
    return { cluster: sorted.filter(inCluster), namespaced: sorted.filter((kind) => !inCluster(kind)) };
  },

  /** The kinds of all objects below some constructs. */
  below(scopes: readonly IConstruct[]): KindsByScope {
    const objects = scopes.flatMap((scope) => scope.node.findAll().filter(ApiObject.isApiObject));
    return KindsByScope.of(objects.map(KubernetesKind.of));
  },

  /** The kinds of several together. */
  union(...parts: readonly KindsByScope[]): KindsByScope {
    return KindsByScope.of(parts.flatMap(({ cluster, namespaced }) => [...cluster, ...namespaced]));
  },
};
