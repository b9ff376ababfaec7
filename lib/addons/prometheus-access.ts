import type { Construct } from 'constructs';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';
import { type Access, accessOf, type ScrapeJob } from './scrape-job';

/**
 * Lets Prometheus read what its jobs need, where they need it, and nothing else. Each role says in its description
 * which rule is for what.
 */
export function addPrometheusAccess(scope: Construct, addon: Addon, jobs: readonly ScrapeJob[]): void {
  const access = jobs.flatMap(accessOf);
  const subjects = [{ kind: 'ServiceAccount', name: addon.name, namespace: addon.namespace }];
  const everywhere = access.filter(({ namespaces }) => namespaces === undefined);
  if (everywhere.length > 0) {
    const { name, labels } = objectOf(addon);
    kubeObject(
      scope,
      'ClusterRole',
      { name, labels, annotations: described(everywhere) },
      rulesOf(everywhere),
    );
    kubeObject(
      scope,
      'ClusterRoleBinding',
      { name, labels },
      { roleRef: roleRef('ClusterRole', name), subjects },
    );
  }
  const namespaces = new Set(access.flatMap((one) => one.namespaces ?? []));
  for (const namespace of [...namespaces].sort()) {
    const here = access.filter((one) => one.namespaces?.includes(namespace));
    const object = { ...objectOf(addon), namespace };
    kubeObject(scope, 'Role', { ...object, annotations: described(here) }, rulesOf(here));
    kubeObject(scope, 'RoleBinding', object, { roleRef: roleRef('Role', object.name), subjects });
  }
}

function described(access: readonly Access[]) {
  return { 'kubernetes.io/description': access.map(({ reason }) => reason).join('\n') };
}

function rulesOf(access: readonly Access[]) {
  return { rules: access.map(({ rule }) => rule) };
}

function roleRef(kind: 'ClusterRole' | 'Role', name: string) {
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}
