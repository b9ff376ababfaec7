import type { MeshObject } from '../../model/mesh-object';
import type { ObjectReference } from '../envoy/origin';

/** What an answer calls an object by. */
export function referenceTo(object: MeshObject): ObjectReference {
  const { kind, namespace, name, manifest } = object;
  return { kind, namespace, name, manifest };
}
