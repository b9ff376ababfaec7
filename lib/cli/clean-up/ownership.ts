import type { KubernetesObject, ManagedFields } from '../../kubernetes/identity';
import { argoApplication, projectOf } from './argo-applications';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const nameLabel = 'f:kubernetes.io/metadata.name';

/**
 * Why an object that has the identity of one in `dist/` is not ours all the same; `undefined` where it is ours.
 * Ours is what was applied (by kubectl or Argo CD), and what holds all that `dist/` says, however it was made;
 * what a Helm release or another project of Argo CD holds is not. Labels of our own would tell it more simply, but
 * the objects of `dist/` mean what upstream's mean.
 */
export function foreignness(live: KubernetesObject, wanted: KubernetesObject): string | undefined {
  const { annotations = {}, managedFields = [] } = live.metadata;
  const release = annotations['meta.helm.sh/release-name'];
  if (release !== undefined) return `belongs to the Helm release ${release}`;
  const project = projectOf(live);
  if (project !== projectOf(wanted)) return `belongs to the Argo CD project ${project}`;
  const applied =
    annotations[lastApplied] !== undefined ||
    argoApplication(live) !== undefined ||
    managedFields.some(({ operation, subresource }) => operation === 'Apply' && subresource === undefined);
  if (applied || holds(live, wanted)) return undefined;
  const maker = managedFields.find(({ subresource }) => subresource === undefined)?.manager;
  return `was not applied from dist/ and is another${maker === undefined ? '' : ` (made by ${maker})`}`;
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
  const metadata = fieldsV1['f:metadata'] as Readonly<Record<string, unknown>> | undefined;
  return (metadata?.['f:labels'] ?? {}) as Readonly<Record<string, unknown>>;
}

/** Whether `live` has every value that `wanted` has; what the API server adds is no difference. */
function holds(live: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(live)) return false;
    // Injection adds containers and volumes beside ours, so what has a name may stand anywhere.
    if (wanted.length > 0 && wanted.every(isNamed)) {
      return wanted.every((item) => live.some((one) => holds(one, item)));
    }
    return live.length === wanted.length && wanted.every((item, index) => holds(live[index], item));
  }
  if (typeof wanted !== 'object' || wanted === null) return live === wanted;
  if (typeof live !== 'object' || live === null) return false;
  return Object.entries(wanted).every(
    // Versions of a kind are one object; which one it is read in says nothing about it.
    ([key, value]) => key === 'apiVersion' || holds((live as Record<string, unknown>)[key], value),
  );
}

function isNamed(value: unknown): boolean {
  return typeof (value as { readonly name?: unknown } | null)?.name === 'string';
}
