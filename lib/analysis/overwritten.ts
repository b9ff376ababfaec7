import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../kubernetes/identity';
import type { MeshModel } from '../model/mesh-model';
import { refOf } from './analyze';
import { catalogue } from './catalogue';
import type { FoundFinding } from './found-finding';

/** Where an object comes from. */
interface Place {
  readonly construct?: string;
  readonly origin?: { readonly file?: string };
}

/**
 * Objects in whose place another comes that says something else: what constructs made, or one file has twice. Several
 * files may be alternatives, of which only one is meant to be applied.
 */
export function overwritten(
  replaced: MeshModel['replaced'],
  places: ReadonlyMap<KubernetesObject, Place>,
): FoundFinding[] {
  return [...replaced].flatMap(([first, last]) => {
    const [place, other] = [places.get(first), places.get(last.manifest)];
    if (place?.origin?.file !== other?.origin?.file || isDeepStrictEqual(first, last.manifest)) return [];
    const where = other?.construct ?? other?.origin?.file;
    return {
      finding: {
        rule: 'object-twice',
        level: place?.construct === undefined ? 'warning' : 'error',
        message: `the same object is written again${where === undefined ? '' : ` (${where})`}: only that one is left in the cluster`,
        object: refOf(last),
        suggestion: catalogue['object-twice'].instead,
      },
      object: first,
      path: [],
    };
  });
}
