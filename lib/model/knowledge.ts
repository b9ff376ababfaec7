import { nearest } from '../diagnostics/nearest-name';
import type { MeshKind } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import { isOfInstallation } from './mesh-settings';

/** Whether all there is of a namespace is among the objects. */
export function isGiven(model: MeshModel, namespace: string): boolean {
  return model.complete || model.completeNamespaces.has(namespace);
}

/**
 * Whether objects of a kind that are not given for a namespace do not exist: because all there is was given, or
 * because the namespace is declared here, or that of a chart, with some of that kind. Nobody declares the root
 * namespace or that of istiod so: these belong to the installation, of which an application gives parts.
 */
export function isKnown(model: MeshModel, namespace: string, kind: MeshKind | 'workloads'): boolean {
  if (isGiven(model, namespace)) return true;
  if (isOfInstallation(model.settings, namespace)) return false;
  return model.ownNamespaces.has(namespace) && model.kindsByNamespace.get(namespace)?.has(kind) === true;
}

/** Whether a namespace is sure not to exist. */
export function lacksNamespace(model: MeshModel, namespace: string): boolean {
  return model.complete && !model.namespaces.has(namespace);
}

/** The namespace that was probably meant by a name that none has: one that is declared and differs by a letter or two. */
export function meantNamespace(model: MeshModel, written: string): string | undefined {
  if (written === '' || model.namespaces.has(written)) return undefined;
  return nearest(written, [...model.ownNamespaces], written.length < 4 ? 1 : 2);
}

/**
 * What to make of a name that is said to exist outside, and is not among the objects: it does, unless it is one of
 * these with a letter more or less.
 *
 * @returns the name that was probably meant; undefined where the one that was written is
 */
export function slipOf(written: string, own: readonly string[]): string | undefined {
  return nearest(
    written,
    own.filter((name) => name.length !== written.length),
    written.length < 4 ? 1 : 2,
  );
}
