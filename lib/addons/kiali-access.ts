import type { Construct } from 'constructs';
import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';
import type { VariantKind } from './variant';

const read = ['get', 'list', 'watch'];

/** What the pages show, all of it kept in Kiali's memory as it changes: without one of these it does not start. */
const shown: readonly PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'endpoints', 'namespaces', 'pods', 'replicationcontrollers', 'services'],
    verbs: read,
  },
  {
    apiGroups: ['apps'],
    resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: read,
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: read },
  {
    apiGroups: [
      'extensions.istio.io',
      'networking.istio.io',
      'security.istio.io',
      'telemetry.istio.io',
      'gateway.networking.k8s.io',
      'inference.networking.k8s.io',
    ],
    resources: ['*'],
    verbs: read,
  },
  // Which control planes there are, and which pods each injects into.
  { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: read },
];

/** Who logs in reads logs with rights of his own; where nobody does, Kiali reads them for him. */
const logs: PolicyRule = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] };

const forwardPorts: PolicyRule = { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] };

/**
 * Lets Kiali read the mesh, and change nothing.
 *
 * @param asksIstiod whether it may forward ports of pods in its own namespace
 */
export function addKialiAccess(
  scope: Construct,
  addon: Addon,
  { kind, asksIstiod }: { readonly kind: VariantKind; readonly asksIstiod: boolean },
): void {
  const object = objectOf(addon);
  const { name, labels } = object;
  const roleRef = (role: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: role, name });
  const subjects = [{ kind: 'ServiceAccount', name, namespace: addon.namespace }];
  kubeObject(
    scope,
    'ClusterRole',
    { name, labels },
    { rules: [...shown, ...(kind === 'demo' ? [logs] : [])] },
  );
  kubeObject(scope, 'ClusterRoleBinding', { name, labels }, { roleRef: roleRef('ClusterRole'), subjects });
  if (!asksIstiod) return;
  kubeObject(scope, 'Role', object, { rules: [forwardPorts] });
  kubeObject(scope, 'RoleBinding', object, { roleRef: roleRef('Role'), subjects });
}
