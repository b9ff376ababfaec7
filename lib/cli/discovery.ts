import { groupOf, type KubernetesObject } from '../kubernetes/identity';
import { flag, listOf, objectOf, optional, text } from './answer';
import type { Kubectl } from './kubectl';
import { kubectlTrouble } from './kubectl-trouble';

/** Which kinds the cluster serves, in which versions. */
export interface Discovery {
  /** The versions of an API group that are served, the preferred one first; none where the group is not there. */
  versions(group: string): readonly string[];
  /** Whether a kind is served in exactly this `apiVersion`. */
  serves(apiVersion: string, kind: string): boolean;
  /** The `apiVersion` to ask for a kind by: the wanted one, else another of its group; `undefined` for none. */
  apiVersionFor(apiVersion: string, kind: string): string | undefined;
  /**
   * The object in the version that is served and in the namespace where kubectl puts it: the context's, where the
   * file names none, and none for a kind that belongs to the whole cluster. `undefined` where the kind is not served.
   */
  placed<T extends KubernetesObject>(object: T): T | undefined;
}

const readGroups = objectOf({
  groups: listOf(
    objectOf({
      name: text,
      versions: listOf(objectOf({ groupVersion: text })),
      preferredVersion: optional(objectOf({ groupVersion: text })),
    }),
  ),
});

const readResources = objectOf({
  resources: listOf(objectOf({ name: text, kind: text, namespaced: optional(flag) })),
});

/** The kinds of one version, and whether they lie in namespaces. */
type Kinds = ReadonlyMap<string, boolean>;

/** Asks the cluster for all versions of the API groups of these `apiVersion`s; every logged-in user may. */
export async function discover(kubectl: Kubectl, apiVersions: readonly string[]): Promise<Discovery> {
  const wanted = new Set(apiVersions.map(groupOf));
  const { groups } = await kubectl.json(['get', '--raw', '/apis'], readGroups);
  const versions = new Map<string, string[]>([['', ['v1']]]);
  for (const group of groups) {
    const all = group.versions.map((version) => version.groupVersion);
    const preferred = group.preferredVersion?.groupVersion;
    versions.set(group.name, [...new Set(preferred === undefined ? all : [preferred, ...all])]);
  }
  const kinds = new Map<string, Kinds>();
  await Promise.all(
    [...wanted]
      .flatMap((group) => versions.get(group) ?? [])
      .map(async (version) => kinds.set(version, await kindsOf(kubectl, version))),
  );
  const serves = (apiVersion: string, kind: string) => kinds.get(apiVersion)?.has(kind) === true;
  const apiVersionFor = (apiVersion: string, kind: string) =>
    [apiVersion, ...(versions.get(groupOf(apiVersion)) ?? [])].find((version) => serves(version, kind));
  return {
    versions: (group) => versions.get(group) ?? [],
    serves,
    apiVersionFor,
    placed: (object) => {
      const apiVersion = apiVersionFor(object.apiVersion, object.kind);
      if (apiVersion === undefined) return undefined;
      const { namespace = kubectl.namespace, ...metadata } = object.metadata;
      const namespaced = kinds.get(apiVersion)?.get(object.kind) !== false;
      return { ...object, apiVersion, metadata: namespaced ? { ...metadata, namespace } : metadata };
    },
  };
}

async function kindsOf(kubectl: Kubectl, apiVersion: string): Promise<Kinds> {
  const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const args = ['get', '--raw', path];
  const ran = await kubectl.run(args);
  // Between the two questions the group may have gone.
  if (ran.code !== 0 && /NotFound|could not find/.test(ran.stderr)) return new Map();
  if (ran.code !== 0) throw kubectlTrouble(kubectl.context, args, ran);
  const { resources } = kubectl.read(args, ran.stdout, readResources);
  return new Map(
    resources
      .filter(({ name }) => !name.includes('/'))
      .map(({ kind, namespaced = true }) => [kind, namespaced]),
  );
}
