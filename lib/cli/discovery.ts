import { groupOf } from '../kubernetes/identity';
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
}

interface GroupList {
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly groupVersion: string }[];
    readonly preferredVersion?: { readonly groupVersion: string };
  }[];
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string }[];
}

/** Asks the cluster for all versions of the API groups of these `apiVersion`s; every logged-in user may. */
export async function discover(kubectl: Kubectl, apiVersions: readonly string[]): Promise<Discovery> {
  const wanted = new Set(apiVersions.map(groupOf));
  const { groups } = await kubectl.json<GroupList>(['get', '--raw', '/apis']);
  const versions = new Map<string, string[]>([['', ['v1']]]);
  for (const group of groups) {
    const all = group.versions.map((version) => version.groupVersion);
    const preferred = group.preferredVersion?.groupVersion;
    versions.set(group.name, [...new Set(preferred === undefined ? all : [preferred, ...all])]);
  }
  const kinds = new Map<string, Set<string>>();
  await Promise.all(
    [...wanted]
      .flatMap((group) => versions.get(group) ?? [])
      .map(async (version) => kinds.set(version, await kindsOf(kubectl, version))),
  );
  const serves = (apiVersion: string, kind: string) => kinds.get(apiVersion)?.has(kind) === true;
  return {
    versions: (group) => versions.get(group) ?? [],
    serves,
    apiVersionFor: (apiVersion, kind) =>
      [apiVersion, ...(versions.get(groupOf(apiVersion)) ?? [])].find((version) => serves(version, kind)),
  };
}

async function kindsOf(kubectl: Kubectl, apiVersion: string): Promise<Set<string>> {
  const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const args = ['get', '--raw', path];
  const ran = await kubectl.run(args);
  // Between the two questions the group may have gone.
  if (/NotFound|could not find/.test(ran.stderr)) return new Set();
  if (ran.code !== 0) throw kubectlTrouble(kubectl.context, args, ran);
  const list = JSON.parse(ran.stdout) as ResourceList;
  return new Set(list.resources.filter(({ name }) => !name.includes('/')).map(({ kind }) => kind));
}
