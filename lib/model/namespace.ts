import type { Labels } from '../values/labels';
import type { ObjectOf, ObjectsOf } from './mesh-kinds';

/** A namespace that is declared or that objects belong to. */
export interface MeshNamespace {
  readonly name: string;
  /** Absent where no Namespace object is given: it may exist all the same. */
  readonly object?: ObjectOf<'namespaceObjects'>;
  readonly labels: Labels;
  /** Whether its pods join through ztunnel, unless they say otherwise. */
  readonly ambient: boolean;
}

/** The namespaces by name, of Namespace objects and of all else that has one. */
export function namespacesOf(
  declared: ObjectsOf<'namespaceObjects'>,
  used: Iterable<string>,
): ReadonlyMap<string, MeshNamespace> {
  const namespaces = new Map<string, MeshNamespace>();
  for (const object of declared) {
    const { labels } = object;
    const isInjected = labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;
    const ambient = labels['istio.io/dataplane-mode'] === 'ambient' && !isInjected;
    namespaces.set(object.name, { name: object.name, object, labels, ambient });
  }
  for (const name of used) {
    if (name === '' || namespaces.has(name)) continue;
    // The API server gives this label to each.
    const labels = { 'kubernetes.io/metadata.name': name };
    namespaces.set(name, { name, labels, ambient: false });
  }
  return namespaces;
}
