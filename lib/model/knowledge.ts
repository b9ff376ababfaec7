import type { MeshKind } from './mesh-kinds';
import type { MeshModel } from './mesh-model';

/**
 * Whether objects of a kind that are not given for a namespace do not exist: because all there is was given, or
 * because the namespace itself is declared here, with some of that kind. Nobody declares the root namespace so: it
 * belongs to the installation, of which an application gives parts.
 */
export function isKnown(model: MeshModel, namespace: string, kind: MeshKind | 'workloads'): boolean {
  if (model.complete || model.completeNamespaces.has(namespace)) return true;
  if (namespace === model.settings.rootNamespace) return false;
  const isDeclared = model.namespaces.get(namespace)?.object !== undefined;
  return isDeclared && model.kindsByNamespace.get(namespace)?.has(kind) === true;
}

/** Whether a namespace is sure not to exist. */
export function lacksNamespace(model: MeshModel, namespace: string): boolean {
  return model.complete && !model.namespaces.has(namespace);
}
