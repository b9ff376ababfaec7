import { carries } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';
import { remembered } from '../values/remembered';
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
  // What lies in the root namespace is looked at last, for its own workloads too, unless they are the clients.
  const places = [client.namespace, owner, model.settings.rootNamespace];
  for (const [index, place] of places.entries()) {
    if (place === undefined || places.indexOf(place) < index) continue;
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

/** The rules of a namespace by their hosts, ready to be asked. */
interface RuleIndex {
  readonly exact: ReadonlyMap<string, ObjectsOf<'destinationRules'>>;
  /** The longest wildcard first. */
  readonly wild: readonly (readonly [host: string, rules: ObjectsOf<'destinationRules'>])[];
}

const indexes = new WeakMap<ObjectsOf<'destinationRules'>, RuleIndex>();

/** The rules of a namespace for a host: those that name it, else those with the longest wildcard that covers it. */
function rulesOf(model: MeshModel, namespace: string, host: string): ObjectsOf<'destinationRules'> {
  const rules = model.destinationRulesByNamespace.get(namespace);
  if (rules === undefined) return [];
  const index = remembered(indexes, rules, () => indexOf(rules, model));
  return index.exact.get(host) ?? index.wild.find(([wildcard]) => hostCovers(wildcard, host))?.[1] ?? [];
}

function indexOf(rules: ObjectsOf<'destinationRules'>, model: MeshModel): RuleIndex {
  const exact = new Map<string, ObjectOf<'destinationRules'>[]>();
  for (const rule of rules) {
    const host = ruledHost(rule, model);
    const same = exact.get(host);
    if (same === undefined) exact.set(host, [rule]);
    else same.push(rule);
  }
  const wild = [...exact].filter(([host]) => host.startsWith('*'));
  return { exact, wild: wild.sort(([a], [b]) => b.length - a.length) };
}

/** Asked of one DestinationRule by many; each belongs to one model. */
const hosts = new WeakMap<ObjectOf<'destinationRules'>, string>();

/** The full host of a DestinationRule. */
export function ruledHost(rule: ObjectOf<'destinationRules'>, model: MeshModel): string {
  return remembered(hosts, rule, () => fullHost(rule.spec.host ?? '', rule.namespace, model.settings.domain));
}

type Subset = NonNullable<ObjectOf<'destinationRules'>['spec']['subsets']>[number];

/** The first subset of a name that rules of one host have. */
export function subsetOf(rules: ObjectsOf<'destinationRules'>, name: string): Subset | undefined {
  for (const { spec } of rules) {
    const found = spec.subsets?.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
