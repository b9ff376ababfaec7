import { identity, type KubernetesObject } from '../../kubernetes/identity';
import type { Kubectl } from '../kubectl';
import { shortened } from '../printable';
import { pause } from '../time-limit';
import { applicationsMadeBy, deletionStages, endSyncs } from './argo-applications';
import { liveObjects, references } from './live-objects';
import type { CleanUpPlan } from './plan';

/** What a deletion left behind. */
export interface Remains {
  readonly object: KubernetesObject;
  readonly why: string;
}

/**
 * Carries a plan out: deletes in its order, takes labels back, and waits until all is gone or the limit is over.
 * What Argo CD would bring back goes after its Applications, each wave of which after the one before is gone.
 *
 * @param limit milliseconds
 * @throws ConfigError where the cluster refuses to delete
 */
export async function carryOut(
  kubectl: Kubectl,
  plan: CleanUpPlan,
  limit: number,
  waiting: (left: readonly KubernetesObject[], elapsed: number) => void,
  stop?: AbortSignal,
): Promise<Remains[]> {
  const began = Date.now();
  const doomed = plan.doomed.map(({ live }) => live);
  for (const { live, takeBack } of plan.kept) if (takeBack.length > 0) await release(kubectl, live, takeBack);
  // An Application of Argo CD may make more of them than dist/ has by now, and goes after the last.
  const watched = withoutDoubles([...doomed, ...doomed.flatMap(applicationsMadeBy)]);
  let left: readonly KubernetesObject[] = doomed;
  for (const stage of deletionStages(doomed)) {
    // What somebody has made anew in the meantime was in no plan.
    const uids = new Set(left.map(({ metadata }) => metadata.uid));
    const going = stage.filter(({ metadata }) => uids.has(metadata.uid));
    if (going.length === 0) continue;
    for (const part of references(going))
      await kubectl.text(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], part);
    for (;;) {
      left = await liveObjects(kubectl, watched);
      if (among(going, left).length === 0) break;
      const refused = await endSyncs(kubectl, left);
      const elapsed = Date.now() - began;
      if (elapsed > limit) return left.map((object) => ({ object, why: whyLeft(object, doomed, refused) }));
      waiting(left, elapsed);
      // Most is gone at once, a namespace takes its time.
      await pause(Math.min(2000, 200 + elapsed / 4, limit - elapsed + 1), stop);
    }
  }
  if (left === doomed) return [];
  return among(left, doomed).map((object) => ({ object, why: whyLeft(object, doomed, new Map()) }));
}

function among(
  objects: readonly KubernetesObject[],
  others: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const known = new Set(others.map(identity));
  return objects.filter((object) => known.has(identity(object)));
}

function withoutDoubles(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((object) => [identity(object), object])).values()];
}

/** Takes off the labels, and kubectl's note of what it applied, so that the namespace is as it was. */
async function release(kubectl: Kubectl, live: KubernetesObject, labels: readonly string[]): Promise<void> {
  const object = [live.kind.toLowerCase(), live.metadata.name];
  await kubectl.text(['label', ...object, ...labels.map((label) => `${label}-`)]);
  await kubectl.text(['annotate', ...object, 'kubectl.kubernetes.io/last-applied-configuration-']);
}

function whyLeft(
  object: KubernetesObject,
  doomed: readonly KubernetesObject[],
  refused: ReadonlyMap<string, string>,
): string {
  const { metadata, kind } = object;
  const before = doomed.find((one) => identity(one) === identity(object));
  if (before !== undefined && before.metadata.uid !== metadata.uid)
    return 'was deleted, and something made it again';
  if (metadata.deletionTimestamp === undefined) return 'was not deleted';
  const refusal = refused.get(identity(object));
  if (refusal !== undefined)
    return `is being deleted; its sync still runs and was not to be ended: ${refusal}`;
  const { finalizers = [] } = metadata;
  if (finalizers.length > 0) return `is being deleted and waits for ${finalizers.join(', ')}`;
  return kind === 'Namespace' ? `is being deleted; ${conditions(object)}` : 'is being deleted';
}

/** What the namespace controller says that it waits for. */
function conditions(namespace: KubernetesObject): string {
  const { status } = namespace as {
    readonly status?: { readonly conditions?: readonly { status: string; message?: string }[] };
  };
  const messages = (status?.conditions ?? [])
    .filter((one) => one.status === 'True')
    .flatMap((one) => (one.message === undefined ? [] : [shortened(one.message, 300)]));
  return messages.join('; ') || 'Kubernetes has not finished yet';
}
