import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../kubernetes/identity';
import type { MeshModel } from '../model/mesh-model';
import { refOf } from './analyze';
import { catalogue } from './catalogue';
import type { FoundFinding } from './found-finding';

/** Where an object comes from. */
interface Place {
  readonly construct?: string;
  readonly file?: string;
  readonly origin?: { readonly file?: string };
}

/**
 * Objects in whose place another comes that says something else. Where constructs made them that is an error; files may
 * be alternatives, of which only one is meant to be applied.
 */
export function overwritten(
  replaced: MeshModel['replaced'],
  places: ReadonlyMap<KubernetesObject, Place>,
): FoundFinding[] {
  return [...replaced].flatMap(([first, last]) => {
    if (isOfCluster(first) || isOfCluster(last.manifest) || isDeepStrictEqual(first, last.manifest))
      return [];
    const isMade = places.get(first)?.construct !== undefined;
    return {
      finding: {
        rule: 'object-twice',
        level: isMade ? 'error' : 'warning',
        message: `the same object is written again${placeOf(places.get(last.manifest))}: only that one is left in the cluster`,
        object: refOf(last),
        suggestion: catalogue['object-twice'].instead,
      },
      object: first,
      path: [],
    };
  });
}

function placeOf(place: Place | undefined): string {
  const where = place?.construct ?? place?.origin?.file ?? place?.file;
  return where === undefined ? '' : ` (${where})`;
}

/** Whether it was read from a cluster, in which a manifest of the same name is about to replace it. */
function isOfCluster({ metadata }: KubernetesObject): boolean {
  return metadata.uid !== undefined;
}
