import { isKnown, slipOf } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { exportOf, isExportedTo } from '../../../model/visibility';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { contradict } from './match-conflict';

type VirtualService = ObjectOf<'virtualServices'>;

/** VirtualServices that hand over to others. */
export const delegates: Analyzer = {
  rules: [
    'vs-delegate-missing',
    'vs-delegate-not-a-delegate',
    'vs-delegate-orphan',
    'vs-delegate-match-conflict',
  ],
  reads: ['virtualServices', 'services', 'workloads', 'namespaces', 'settings'],
  *analyze(model) {
    const named = new Set<VirtualService>();
    for (const root of model.virtualServices) {
      for (const [index, { delegate, match = [] }] of (root.spec.http ?? []).entries()) {
        if (delegate === undefined) continue;
        const namespace = delegate.namespace || root.namespace;
        const name = delegate.name ?? '';
        const found = virtualService(model, namespace, name);
        const path = ['spec', 'http', index, 'delegate'];
        if (found !== undefined) named.add(found);
        if (found === undefined) {
          if (isKnown(model, namespace, 'virtualServices') && !isOutside(model, namespace, name)) {
            yield {
              rule: 'vs-delegate-missing',
              about: root,
              path,
              message: `there is no VirtualService ${namespace}/${name}: the route is dropped`,
            };
          }
        } else if ((found.spec.hosts ?? []).length > 0) {
          yield {
            rule: 'vs-delegate-not-a-delegate',
            about: root,
            path,
            message: `${shown(found)} has hosts, so that nothing can be delegated to it: the route is dropped`,
            also: [found],
          };
        } else if (!isExportedTo(exportOf(found, model), found.namespace, root.namespace)) {
          yield {
            rule: 'vs-delegate-missing',
            about: root,
            path,
            message: `${shown(found)} is not exported to ${root.namespace}: the route is dropped`,
            suggestion: `export ${shown(found)} to ${root.namespace}`,
            also: [found],
          };
        } else yield* conflicts(root, index, match, found);
      }
    }
    if (!model.complete) return;
    for (const service of model.virtualServices) {
      if ((service.spec.hosts ?? []).length > 0 || named.has(service)) continue;
      yield {
        rule: 'vs-delegate-orphan',
        about: service,
        path: ['spec'],
        message: 'it has no hosts and no VirtualService delegates to it: it does nothing',
      };
    }
  },
};

function virtualService(model: MeshModel, namespace: string, name: string): VirtualService | undefined {
  const key = keyOf({ group: 'networking.istio.io', kind: 'VirtualService', namespace, name });
  return model.byIdentity.get(key) as VirtualService | undefined;
}

type Matches = NonNullable<NonNullable<VirtualService['spec']['http']>[number]['match']>;

/** Whether a delegate is said to be another team's, and its name is no slip of the pen. */
function isOutside(model: MeshModel, namespace: string, name: string): boolean {
  if (model.complete) return false;
  const own = model.virtualServices.filter((one) => one.namespace === namespace).map((one) => one.name);
  const key = keyOf({ group: 'networking.istio.io', kind: 'VirtualService', namespace, name });
  return model.outside.has(key) && slipOf(name, own) === undefined;
}

function* conflicts(
  root: VirtualService,
  index: number,
  handedOver: Matches,
  delegate: VirtualService,
): Iterable<Told> {
  for (const [at, { match = [] }] of (delegate.spec.http ?? []).entries()) {
    if (match.length === 0 || handedOver.length === 0) continue;
    if (match.some((leaf) => handedOver.some((given) => !contradict(given, leaf)))) continue;
    yield {
      rule: 'vs-delegate-match-conflict',
      about: delegate,
      path: ['spec', 'http', at, 'match'],
      message: `what it matches is not within spec.http[${index}].match of ${shown(root)}, which hands over to it: the rule is dropped`,
      also: [root],
    };
  }
}
