import { nearest } from '../diagnostics/nearest-name';
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

/** The namespace that was probably meant by a name that none has: one that is declared and differs by a letter or two. */
export function meantNamespace(model: MeshModel, written: string): string | undefined {
  if (written === '' || model.namespaces.has(written)) return undefined;
  const declared = [...model.namespaces.values()]
    .filter(({ object }) => object !== undefined)
    .map(({ name }) => name);
  return nearest(written, declared, written.length < 4 ? 1 : 2);
}
