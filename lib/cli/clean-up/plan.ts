import { identity, type KubernetesObject, shown } from '../../kubernetes/identity';
import { discover } from '../discovery';
import type { Kubectl } from '../kubectl';
import type { Manifest, ManifestFolder } from '../manifests';
import { type ApplicationName, applicationsOf, deletionStages } from './argo-applications';
import { foreignHeld, foreignItems } from './foreign-items';
import { liveObjects } from './live-objects';
import { namespaceContents } from './namespace-contents';
import { foreignness, labelsToTakeBack, madeBefore, unlabelled } from './ownership';

/** An object that will be deleted. */
export interface Doomed {
  readonly file: string;
  /** As the cluster has it. */
  readonly live: KubernetesObject;
}

/** The option by which a kept object is deleted all the same. */
export type KeptBut = '--unlabelled' | '--delete-foreign';

/** An object of `dist/` that stays, and why. */
export interface Kept {
  readonly live: KubernetesObject;
  readonly why: string;
  readonly but: KeptBut;
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
  readonly applications: readonly ApplicationName[];
}

/** What may be deleted besides what is ours without a doubt. */
export interface Permission {
  /** Also what belongs to others. */
  readonly deleteForeign: boolean;
  /** Whether an object of `dist/` is deleted though it does not carry our label. */
  unlabelled(object: KubernetesObject): boolean;
}

/**
 * Looks up each object of `dist/` in the cluster and decides whether it is deleted: the last applied first.
 *
 * @throws ConfigError where an answer leaves open what is there
 */
export async function planCleanUp(
  kubectl: Kubectl,
  folders: readonly ManifestFolder[],
  permission: Permission,
): Promise<CleanUpPlan> {
  const manifests: Manifest[] = folders.flatMap((folder) => folder.manifests).reverse();
  const discovery = await discover(
    kubectl,
    manifests.map(({ object }) => object.apiVersion),
  );
  const placed = new Map<string, Manifest>();
  let unserved = 0;
  for (const { file, object } of manifests) {
    const one = discovery.placed(object);
    if (one === undefined) unserved++;
    else if (!placed.has(identity(one))) placed.set(identity(one), { file, object: one });
  }
  const wanted = [...placed.values()].map(({ object }) => object);
  const live = new Map((await liveObjects(kubectl, wanted)).map((object) => [identity(object), object]));
  const found = [...placed].flatMap(([key, { file, object }]): Found[] => {
    const one = live.get(key);
    return one === undefined ? [] : [{ file, live: one, wanted: object }];
  });
  const kept = await keptOf(kubectl, found, permission);
  const stays = new Set(kept.map((one) => one.live));
  const doomed = inOrder(found.filter((one) => !stays.has(one.live)));
  return {
    doomed,
    kept,
    absent: placed.size + unserved - found.length,
    applications: applicationsOf(
      [...live.values()],
      doomed.map((one) => one.live),
    ),
  };
}

/** As they will go: those of Argo CD first, since they would bring the rest back. */
function inOrder(found: readonly Found[]): Found[] {
  const byLive = new Map(found.map((one) => [one.live, one]));
  return deletionStages([...byLive.keys()]).flatMap((stage) =>
    stage.map((live) => byLive.get(live) as Found),
  );
}

/** An object of `dist/` that is in the cluster. */
interface Found extends Doomed {
  /** As `dist/` has it, where kubectl puts it. */
  readonly wanted: KubernetesObject;
}

/** Which objects stay. Whether a namespace does depends on the rest: with it goes all that is in it. */
async function keptOf(kubectl: Kubectl, found: readonly Found[], permission: Permission): Promise<Kept[]> {
  const others = found.flatMap(({ live, wanted }): Kept[] => {
    const whose = permission.deleteForeign ? undefined : foreignness(live, wanted);
    if (whose !== undefined)
      return [{ live, why: whose, but: '--delete-foreign', ours: false, takeBack: [] }];
    const why = permission.unlabelled(wanted) ? undefined : unlabelled(live, wanted);
    return why === undefined ? [] : [{ live, why, but: '--unlabelled', ours: false, takeBack: [] }];
  });
  if (permission.deleteForeign) return others;
  const stays = new Set(others.map(({ live }) => live));
  const ours = found.filter(({ live }) => !stays.has(live));
  const namespaces: Kept[] = [];
  for (const one of ours) {
    if (one.wanted.kind === 'Namespace' && one.wanted.apiVersion === 'v1')
      namespaces.push(...(await keptNamespace(kubectl, one, ours)));
  }
  return [...others, ...namespaces];
}

async function keptNamespace(
  kubectl: Kubectl,
  { live, wanted }: Found,
  ours: readonly Found[],
): Promise<Kept[]> {
  const foreign = { but: '--delete-foreign', takeBack: [] } as const;
  const maker = madeBefore(live, wanted);
  const { name } = wanted.metadata;
  const { items, unseen } = await namespaceContents(kubectl, name);
  const inside = ours.map((one) => one.live).filter(({ metadata }) => metadata.namespace === name);
  const others = foreignItems(items, inside);
  // Kubernetes takes away what an object owns, whoever made that.
  const held = [...foreignHeld(others, inside)].map(
    ([object, theirs]): Kept => ({
      ...foreign,
      live: object,
      why: `with it would go what is not of dist/: ${named(theirs)}`,
      ours: true,
    }),
  );
  if (maker !== undefined) {
    const takeBack = labelsToTakeBack(live, wanted);
    return [...held, { ...foreign, live, why: `was there before (made by ${maker})`, ours: false, takeBack }];
  }
  if (others.length > 0) {
    return [...held, { ...foreign, live, why: `holds what is not of dist/: ${named(others)}`, ours: true }];
  }
  if (unseen === undefined) return [];
  return [{ ...foreign, live, why: `may hold more than can be seen: ${unseen}`, ours: true }];
}

function named(objects: readonly KubernetesObject[]): string {
  const names = objects.map(({ kind, apiVersion, metadata }) =>
    shown({ apiVersion, kind, metadata: { name: metadata.name } }),
  );
  const more = names.length - 10;
  return more > 0 ? `${names.slice(0, 10).join(', ')} and ${more} more` : names.join(', ');
}
