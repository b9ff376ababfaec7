import { identity, type KubernetesObject, shown } from '../../kubernetes/identity';
import { discover } from '../discovery';
import type { Kubectl } from '../kubectl';
import type { Manifest, ManifestFolder } from '../manifests';
import { type ApplicationName, argoApplication, deletionStages } from './argo-applications';
import { liveObjects } from './live-objects';
import { foreignItems, namespaceContents } from './namespace-contents';
import { foreignness, labelsToTakeBack, madeBefore } from './ownership';

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
  readonly applications: readonly ApplicationName[];
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
  const manifests: Manifest[] = folders.flatMap((folder) => folder.manifests).reverse();
  const discovery = await discover(
    kubectl,
    manifests.map(({ object }) => object.apiVersion),
  );
  const askable = manifests.flatMap(({ object }) => {
    const apiVersion = discovery.apiVersionFor(object.apiVersion, object.kind);
    return apiVersion === undefined ? [] : [{ ...object, apiVersion }];
  });
  const live = new Map((await liveObjects(kubectl, askable)).map((object) => [identity(object), object]));
  const found = manifests.flatMap(({ file, object }): Found[] => {
    const one = live.get(identity(object));
    return one === undefined ? [] : [{ file, live: one, wanted: object }];
  });
  const kept = deleteForeign ? [] : await keptOf(kubectl, found);
  const doomed = inOrder(found.filter((one) => !kept.some((stays) => stays.live === one.live)));
  return {
    doomed,
    kept,
    absent: manifests.length - doomed.length - kept.length,
    applications: applicationsOf([...live.values()], doomed),
  };
}

/** As they will go: those of Argo CD first, since they would bring the rest back. */
function inOrder(found: readonly Found[]): Found[] {
  const byLive = new Map(found.map((one) => [one.live, one]));
  return deletionStages([...byLive.keys()]).flatMap((stage) =>
    stage.map((live) => byLive.get(live) as Found),
  );
}

/** The Applications that manage these objects and stay. */
function applicationsOf(objects: readonly KubernetesObject[], doomed: readonly Doomed[]): ApplicationName[] {
  const named = objects.flatMap((object) => argoApplication(object) ?? []);
  const distinct = [...new Map(named.map((one) => [`${one.namespace}/${one.name}`, one])).values()];
  return distinct.filter(
    ({ namespace, name }) =>
      !doomed.some(
        ({ live: { kind, metadata } }) =>
          kind === 'Application' &&
          metadata.name === name &&
          (namespace === undefined || metadata.namespace === namespace),
      ),
  );
}

/** An object of `dist/` that is in the cluster. */
interface Found extends Doomed {
  /** As `dist/` has it. */
  readonly wanted: KubernetesObject;
}

/** Which objects stay. Whether a namespace does depends on the rest: with it goes all that is in it. */
async function keptOf(kubectl: Kubectl, found: readonly Found[]): Promise<Kept[]> {
  const foreign = found.flatMap(({ live, wanted }): Kept[] => {
    const why = foreignness(live, wanted);
    return why === undefined ? [] : [{ live, why, ours: false, takeBack: [] }];
  });
  const ours = found.filter((one) => !foreign.some((stays) => stays.live === one.live));
  const namespaces = await Promise.all(
    ours
      .filter(({ wanted }) => wanted.kind === 'Namespace')
      .map((namespace) => keptNamespace(kubectl, namespace, ours)),
  );
  return [...foreign, ...namespaces.flat()];
}

async function keptNamespace(
  kubectl: Kubectl,
  { live, wanted }: Found,
  ours: readonly Found[],
): Promise<Kept[]> {
  const maker = madeBefore(live, wanted);
  if (maker !== undefined) {
    const takeBack = labelsToTakeBack(live, wanted);
    return [{ live, why: `was there before (made by ${maker})`, ours: false, takeBack }];
  }
  const { items, unseen } = await namespaceContents(kubectl, wanted.metadata.name);
  const others = foreignItems(
    items,
    ours.map((one) => one.wanted),
  );
  if (others.length > 0) {
    return [{ live, why: `holds what is not of dist/: ${named(others)}`, ours: true, takeBack: [] }];
  }
  if (unseen === undefined) return [];
  return [{ live, why: `may hold more than can be seen: ${unseen}`, ours: true, takeBack: [] }];
}

function named(objects: readonly KubernetesObject[]): string {
  const names = objects.map(({ kind, apiVersion, metadata }) =>
    shown({ apiVersion, kind, metadata: { name: metadata.name } }),
  );
  const more = names.length - 10;
  return more > 0 ? `${names.slice(0, 10).join(', ')} and ${more} more` : names.join(', ');
}
