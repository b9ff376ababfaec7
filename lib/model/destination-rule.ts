import { carries, type Labels } from '../kubernetes/label-selector';
import { fullHost, hostCovers } from './host-name';
import type { ObjectOf, ObjectsOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import { exportOf, isExportedTo } from './visibility';

/**
 * The DestinationRules in force for a client of a host, merged by istiod into one: of the client's namespace, else of
 * the service's, else of the root namespace; within a namespace those of the most specific host. Rules of other
 * namespaces are for nobody.
 *
 * @param owner the namespace of the service; undefined for a host that no service has
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
 */
export function destinationRulesFor(
  model: MeshModel,
  host: string,
  owner: string | undefined,
  client: { readonly namespace: string; readonly labels?: Labels },
): ObjectsOf<'destinationRules'> {
  const { rootNamespace } = model.settings;
  const places = [
    // What lies in the root namespace is looked at last, for its own workloads too, unless they are the clients.
    client.namespace,
    ...(owner === undefined ? [] : [owner]),
    rootNamespace,
  ];
  for (const place of new Set(places)) {
    const found = rulesOf(model, place, host).filter((rule) => {
      const isSeen =
        place === client.namespace || isExportedTo(exportOf(rule, model), rule.namespace, client.namespace);
      const selector = rule.spec.workloadSelector?.matchLabels ?? rule.spec.workloadSelector?.labels;
      const isMeant =
        selector === undefined || (place === client.namespace && carries(client.labels, selector));
      return isSeen && isMeant;
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The rules of a namespace for a host: those that name it, else those with the longest wildcard that covers it. */
function rulesOf(model: MeshModel, namespace: string, host: string): ObjectsOf<'destinationRules'> {
  let best: ObjectOf<'destinationRules'>[] = [];
  let bestHost = '';
  for (const rule of model.destinationRulesByNamespace.get(namespace) ?? []) {
    const ruled = ruledHost(rule, model);
    if (!hostCovers(ruled, host)) continue;
    const isBetter = ruled === host ? bestHost !== host : bestHost !== host && ruled.length > bestHost.length;
    if (isBetter) {
      best = [rule];
      bestHost = ruled;
    } else if (ruled === bestHost) best.push(rule);
  }
  return best;
}

/** The full host of a DestinationRule. */
export function ruledHost(rule: ObjectOf<'destinationRules'>, model: MeshModel): string {
  return fullHost(rule.spec.host ?? '', rule.namespace, model.settings.domain);
}
