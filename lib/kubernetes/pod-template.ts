/** The kinds that make pods, as `group/Kind`, and where each keeps the template of them. */
const templates: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'apps/Deployment': ['spec', 'template'],
    'apps/StatefulSet': ['spec', 'template'],
    'apps/DaemonSet': ['spec', 'template'],
    'apps/ReplicaSet': ['spec', 'template'],
    '/ReplicationController': ['spec', 'template'],
    'batch/Job': ['spec', 'template'],
    'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
    '/Pod': [],
  }),
);

/** The kinds that make pods, by their names alone, and the Pod. */
export const podKinds: readonly string[] = [...templates.keys()].map((kind) =>
  kind.slice(kind.indexOf('/') + 1),
);

/** Where a kind keeps the template of its pods: `[]` for a Pod, which is its own; undefined for other kinds. */
export function podTemplatePath(group: string, kind: string): readonly string[] | undefined {
  return templates.get(`${group}/${kind}`);
}

const usualPath = ['spec', 'template'];

/** The same for an object of a kind that is not Kubernetes' own: Rollouts and the like keep it where Deployments do. */
export function foreignTemplatePath(manifest: object): readonly string[] | undefined {
  const { spec } = manifest as {
    readonly spec?: { readonly template?: { readonly spec?: { containers?: unknown } } };
  };
  return Array.isArray(spec?.template?.spec?.containers) ? usualPath : undefined;
}
