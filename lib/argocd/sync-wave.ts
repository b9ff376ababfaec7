import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { aConstruct } from '../values/a-construct';
import { checkedCall } from '../values/checked-call';
import { count } from '../values/count';

/** Argo CD reads the number of a wave into 32 bits. */
const limit = 2 ** 31 - 1;

const annotation = 'argocd.argoproj.io/sync-wave';

/**
 * The order in which Argo CD applies the objects of one Application: wave by wave, each only when the one before is
 * healthy. Within a wave it goes by kind (Namespace, then accounts and configuration, Services, workloads, then all
 * custom resources alike) and then by name; files and their order do not count.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const SyncWave = {
  /** The annotation of a wave; none for the first, which is where objects without it belong. */
  annotation(wave: number): Readonly<Record<string, string>> {
    checkedCall('SyncWave.annotation', count(-limit, limit), wave);
    return wave === 0 ? {} : { [annotation]: String(wave) };
  },

  /**
   * Puts each VirtualService that names a DestinationRule's subsets into the wave after it. Both are custom resources,
   * so Argo CD would take them by name alone, and a route to a subset that is not there yet answers 503. All other
   * objects stay in the first wave: either their kinds are in order, or their order does not matter.
   */
  subsetsBeforeRoutes(scope: IConstruct): void {
    checkedCall('SyncWave.subsetsBeforeRoutes', aConstruct, scope);
    const objects = scope.node.findAll().filter(ApiObject.isApiObject);
    for (const route of objects.filter((object) => object.kind === 'VirtualService')) {
      const needed = route.node.scopes.flatMap((construct) => construct.node.dependencies);
      if (needed.some(holdsDestinationRule)) route.metadata.addAnnotation(annotation, '1');
    }
  },
};

function holdsDestinationRule(construct: IConstruct): boolean {
  return construct.node.findAll().some((c) => ApiObject.isApiObject(c) && c.kind === 'DestinationRule');
}
