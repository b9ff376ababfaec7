import { discover } from '../discovery';
import { identity, type KubernetesObject, shown } from '../identity';
import type { Kubectl } from '../kubectl';
import type { Manifest, ManifestFolder } from '../manifests';
import { liveObjects } from './live-objects';
import { foreignItems, namespaceContents } from './namespace-contents';
import { argoApplication, foreignness, labelsToTakeBack, madeBefore } from './ownership';

/** An object that will be deleted. */
export interface Doomed {
  readonly file: string;
  /** As the cluster has it. */
  readonly live: KubernetesObject;
}

/** An object of `dist/` that stays, and why. */
export interface Kept {
  readonly live: KubernetesObject;
  readonly why: string;
  /** Whether the object itself is ours: the clean-up then leaves something of ours. */
  readonly ours: boolean;
  /** Labels that applying put on it, which are taken off. */
  readonly takeBack: readonly string[];
}

/** What a clean-up will do. */
export interface CleanUpPlan {
  /** In the order of deletion. */
  readonly doomed: readonly Doomed[];
  readonly kept: readonly Kept[];
  /** How many objects of `dist/` are not in the cluster. */
  readonly absent: number;
  /** Argo CD applications that would bring objects back. */
  readonly applications: readonly string[];
}

/**
 * Looks up each object of `dist/` in the cluster and decides whether it is deleted: the last applied first.
 *
 * @param deleteForeign also delete what is not ours
 */
export async function planCleanUp(
  kubectl: Kubectl,
  folders: readonly ManifestFolder[],
  deleteForeign: boolean,
): Promise<CleanUpPlan> {
  const manifests = inOrderOfDeletion(folders);
  const discovery = await discover(
    kubectl,
    manifests.map(({ object }) => object.apiVersion),
  );
  const askable = manifests.flatMap(({ object }) => {
    const apiVersion = discovery.apiVersionFor(object.apiVersion, object.kind);
    return apiVersion === undefined ? [] : [{ ...object, apiVersion }];
  });
  const live = new Map((await liveObjects(kubectl, askable)).map((object) => [identity(object), object]));
  const doomed: Doomed[] = [];
  const kept: Kept[] = [];
  for (const manifest of manifests) {
    const found = live.get(identity(manifest.object));
    if (found === undefined) continue;
    const reason = deleteForeign ? undefined : await reasonToKeep(kubectl, found, manifest, manifests);
    if (reason === undefined) doomed.push({ file: manifest.file, live: found });
    else kept.push({ live: found, ...reason });
  }
  const applications = [...live.values()].flatMap((object) => argoApplication(object) ?? []);
  return {
    doomed,
    kept,
    absent: manifests.length - doomed.length - kept.length,
    applications: [...new Set(applications)].filter(
      (name) =>
        !doomed.some(({ live: { kind, metadata } }) => kind === 'Application' && metadata.name === name),
    ),
  };
}

/** Argo CD's applications go first, since they would bring the rest back; then all else, the last applied first. */
function inOrderOfDeletion(folders: readonly ManifestFolder[]): Manifest[] {
  return folders.flatMap(({ manifests }) => manifests).reverse();
}

async function reasonToKeep(
  kubectl: Kubectl,
  live: KubernetesObject,
  { object }: Manifest,
  manifests: readonly Manifest[],
): Promise<Omit<Kept, 'live'> | undefined> {
  const foreign = foreignness(live, object);
  if (foreign !== undefined) return { why: foreign, ours: false, takeBack: [] };
  if (object.kind !== 'Namespace') return undefined;
  const takeBack = labelsToTakeBack(live, object);
  const maker = madeBefore(live, object);
  if (maker !== undefined) return { why: `was there before (made by ${maker})`, ours: false, takeBack };
  const { items, unseen } = await namespaceContents(kubectl, object.metadata.name);
  const ours = manifests.map((manifest) => manifest.object);
  const others = foreignItems(items, ours);
  if (others.length > 0)
    return { why: `holds what is not of dist/: ${named(others)}`, ours: true, takeBack: [] };
  if (unseen !== undefined)
    return { why: `may hold more than can be seen: ${unseen}`, ours: true, takeBack: [] };
  return undefined;
}

function named(objects: readonly KubernetesObject[]): string {
  const names = objects.map(({ kind, apiVersion, metadata }) =>
    shown({ apiVersion, kind, metadata: { name: metadata.name } }),
  );
  const more = names.length - 10;
  return more > 0 ? `${names.slice(0, 10).join(', ')} and ${more} more` : names.join(', ');
}
