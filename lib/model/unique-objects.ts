import { isClusterScoped } from '../kubernetes/cluster-scoped-kinds';
import { groupOf, type KubernetesObject, keyText } from '../kubernetes/identity';
import { type MeshKind, meshKindOf } from './mesh-kinds';
import type { KindPlace } from './mesh-object';
import { text } from './shape';

/** A kind as objects of it are read. */
interface KnownKind extends KindPlace {
  /** The list that they are in; undefined for a kind that a mesh is not made of. */
  readonly name: MeshKind | undefined;
}

/** What is known of kinds, looked up once for all their objects. */
function kindLookup(): (apiVersion: string, kind: string) => KnownKind {
  const known = new Map<string, Map<string, KnownKind>>();
  return (apiVersion, kind) => {
    const kinds = known.get(apiVersion) ?? new Map<string, KnownKind>();
    if (kinds.size === 0) known.set(apiVersion, kinds);
    let found = kinds.get(kind);
    if (found === undefined) {
      const group = groupOf(apiVersion);
      found = { group, isOfCluster: isClusterScoped(apiVersion, kind), name: meshKindOf(group, kind) };
      kinds.set(kind, found);
    }
    return found;
  };
}

/** An object, and those before it that it takes the place of. */
interface UniqueObject {
  readonly manifest: KubernetesObject;
  readonly kind: KnownKind;
  readonly replaced: readonly KubernetesObject[];
}

const none: readonly KubernetesObject[] = [];

/** Objects by what a cluster tells them from each other by: of each that is there twice the last. */
export function uniqueObjects(
  objects: Iterable<KubernetesObject>,
  namespace: string,
): ReadonlyMap<string, UniqueObject> {
  const found = new Map<string, UniqueObject>();
  const kindOf = kindLookup();
  for (const manifest of objects) {
    const kind = kindOf(manifest.apiVersion, manifest.kind);
    const metadata = manifest.metadata as unknown as Readonly<Record<string, unknown>>;
    const place = kind.isOfCluster ? '' : text(metadata.namespace) || namespace;
    const name = text(metadata.name) ?? `${text(metadata.generateName)} ${found.size}`;
    const key = keyText({ group: kind.group, kind: manifest.kind, namespace: place, name });
    const before = found.get(key);
    found.set(key, { manifest, kind, replaced: before ? [...before.replaced, before.manifest] : none });
  }
  return found;
}
