import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { ConfigMap, PersistentVolumeClaim, Service, ServiceAccount } from 'kubernetes-types/core/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import { KubernetesObject } from '../kubernetes/kubernetes-object';

/** The kinds that add-ons are made of. They are types alone: nothing is loaded for them at run time. */
interface Kinds {
  readonly ClusterRole: ClusterRole;
  readonly ClusterRoleBinding: ClusterRoleBinding;
  readonly ConfigMap: ConfigMap;
  readonly Deployment: Deployment;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly Role: Role;
  readonly RoleBinding: RoleBinding;
  readonly Service: Service;
  readonly ServiceAccount: ServiceAccount;
}

const apiVersions = {
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  Deployment: 'apps/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
} as const satisfies Record<keyof Kinds, string>;

/** What an object is called. Cluster-wide kinds have no namespace. */
export interface ObjectName {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One Kubernetes object in Kubernetes' own fields. */
export function kubeObject<Kind extends keyof Kinds>(
  scope: Construct,
  kind: Kind,
  metadata: ObjectName,
  fields: Omit<Kinds[Kind], 'apiVersion' | 'kind' | 'metadata' | 'status'>,
): ApiObject {
  const { name, namespace } = metadata;
  const id = [kind, ...(namespace === undefined ? [] : [namespace]), name].join('-');
  return new KubernetesObject(scope, id, { apiVersion: apiVersions[kind], kind, metadata, ...fields });
}
