import type { KubernetesObject, ManagedFields } from '../../kubernetes/identity';
import { ownershipLabel } from '../../kubernetes/ownership-label';
import { projectOf } from './argo-applications';

const nameLabel = 'f:kubernetes.io/metadata.name';

/** Whose an object is that has the identity of one in `dist/`, where somebody says so; `undefined` where nobody does. */
export function foreignness(live: KubernetesObject, wanted: KubernetesObject): string | undefined {
  const release = live.metadata.annotations?.['meta.helm.sh/release-name'];
  if (release !== undefined) return `belongs to the Helm release ${release}`;
  const project = projectOf(live);
  if (project !== projectOf(wanted)) return `belongs to the Argo CD project ${project}`;
  return undefined;
}

/**
 * Why an object that has the identity of one in `dist/` may be another's all the same; `undefined` where it carries
 * the label that `dist/` gives it, and so was made from there. A name alone says nothing: Istio's own samples have
 * the same.
 */
export function unlabelled(live: KubernetesObject, wanted: KubernetesObject): string | undefined {
  const project = wanted.metadata.labels?.[ownershipLabel];
  if (project === undefined) return `has no label ${ownershipLabel} in dist/, by which ours are known`;
  if (live.metadata.labels?.[ownershipLabel] === project) return undefined;
  const maker = (live.metadata.managedFields ?? []).find(
    ({ subresource }) => subresource === undefined,
  )?.manager;
  const made = maker === undefined ? '' : ` (made by ${maker})`;
  return `does not carry the label ${ownershipLabel}=${project} of dist/${made}`;
}

/**
 * Who made a namespace before it was applied; `undefined` where it was made by applying. The one who made it owns the
 * label that the API server gives to a new namespace, and whoever made it from our file owns our labels too.
 */
export function madeBefore(live: KubernetesObject, wanted: KubernetesObject): string | undefined {
  const { managedFields = [] } = live.metadata;
  const maker = managedFields.find((fields) => nameLabel in labelsOf(fields));
  // Without an owner it was made by server-side apply, which does not own what the server adds.
  if (maker === undefined || isApply(maker)) return undefined;
  const ours = Object.keys(wanted.metadata.labels ?? {});
  const fromFile = ours.length > 0 && ours.every((key) => `f:${key}` in labelsOf(maker));
  return fromFile ? undefined : (maker.manager ?? 'someone else');
}

/** The labels of `dist/` that only applying put on a namespace. */
export function labelsToTakeBack(live: KubernetesObject, wanted: KubernetesObject): string[] {
  return Object.entries(wanted.metadata.labels ?? {})
    .filter(([key, value]) => live.metadata.labels?.[key] === value)
    .map(([key]) => key)
    .filter((key) => {
      const owners = (live.metadata.managedFields ?? []).filter((fields) => `f:${key}` in labelsOf(fields));
      return owners.length > 0 && owners.every(isApply);
    });
}

function isApply({ manager = '', operation }: ManagedFields): boolean {
  return operation === 'Apply' || manager === 'kubectl-client-side-apply' || manager.startsWith('argocd');
}

function labelsOf({ fieldsV1 = {} }: ManagedFields): Readonly<Record<string, unknown>> {
  const metadata = fieldsV1['f:metadata'] as Readonly<Record<string, unknown>> | null | undefined;
  const labels = metadata?.['f:labels'];
  return typeof labels === 'object' && labels !== null ? (labels as Readonly<Record<string, unknown>>) : {};
}
