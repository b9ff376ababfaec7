import { identity, type KubernetesObject } from '../../kubernetes/identity';
import { isAutomatic, madeBy, type NamespaceItem } from './namespace-item';

/**
 * The objects in a namespace that are neither ours, nor made from ours, nor put into every namespace by Kubernetes
 * and Istio themselves. What a foreign object owns is not repeated.
 *
 * @param ours what carries our label
 */
export function foreignItems(
  items: readonly NamespaceItem[],
  ours: readonly KubernetesObject[],
): NamespaceItem[] {
  const identities = new Set(ours.map(identity));
  const tokens = new Set(items.flatMap((item) => item.tokens));
  const owned = ownedBy(items);
  const known = items.filter((item) => {
    const isOurs = (kind: string, name: string) =>
      identities.has(identity({ apiVersion: 'v1', kind, metadata: { ...item.metadata, name } }));
    return identities.has(identity(item)) || isAutomatic(item, isOurs, tokens);
  });
  const accounted = reached(known, (owner) =>
    (owned.get(owner.metadata.uid ?? '') ?? []).filter((item) =>
      item.owners.some((one) => one.uid === owner.metadata.uid && madeBy(item, owner, one)),
    ),
  );
  const foreign = items.filter((item) => !accounted.has(item));
  const uids = new Set(foreign.map(({ metadata }) => metadata.uid));
  const roots = new Set(foreign.filter(({ owners }) => !owners.some(({ uid }) => uids.has(uid))));
  const repeated = reached(roots, (owner) => owned.get(owner.metadata.uid ?? '') ?? []);
  // What owns each other in a circle has no root, and each is named.
  return foreign.filter((item) => roots.has(item) || !repeated.has(item));
}

/** Those of ours that Kubernetes would take foreign objects away with: their owners, and the accounts of their tokens. */
export function foreignHeld(
  foreign: readonly NamespaceItem[],
  ours: readonly KubernetesObject[],
): ReadonlyMap<KubernetesObject, readonly NamespaceItem[]> {
  const held = ours.map((one): [KubernetesObject, NamespaceItem[]] => [
    one,
    foreign.filter(
      ({ owners, tokenOf }) =>
        owners.some(({ uid }) => uid === one.metadata.uid) ||
        (one.kind === 'ServiceAccount' && tokenOf === one.metadata.name),
    ),
  ]);
  return new Map(held.filter(([, items]) => items.length > 0));
}

function ownedBy(items: readonly NamespaceItem[]): ReadonlyMap<string, readonly NamespaceItem[]> {
  const owned = new Map<string, NamespaceItem[]>();
  for (const item of items) {
    for (const { uid } of item.owners) {
      const others = owned.get(uid);
      if (others === undefined) owned.set(uid, [item]);
      else others.push(item);
    }
  }
  return owned;
}

/** All that can be reached from some, those among them. */
function reached<T>(from: Iterable<T>, next: (one: T) => readonly T[]): ReadonlySet<T> {
  const seen = new Set(from);
  for (const one of seen) for (const other of next(one)) seen.add(other);
  return seen;
}
