import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { destinationRulesFor, ruledHost } from '../../../model/destination-rule';
import { destinationsOf } from '../../../model/destinations';
import { grouped } from '../../../model/grouped';
import { hostCovers } from '../../../model/host-name';
import { isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { servicesNamed } from '../../../model/visibility';
import { type Analyzer, listed, type Path, shown, type Told } from '../../analyzer';
import { clientName, clientsOf, type RuleClient } from './clients';

type DestinationRule = ObjectOf<'destinationRules'>;

/** The subsets that VirtualServices name, as those see them who route. */
export const subsets: Analyzer = {
  rules: ['vs-subset-missing', 'dr-outside-lookup-path', 'export-hides-subset'],
  reads: [
    'virtualServices',
    'destinationRules',
    'gateways',
    'services',
    'workloads',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    const byHost = rulesByHost(model);
    for (const service of model.virtualServices) {
      for (const written of destinationsOf(service, model)) {
        const { destination, host } = written;
        const { subset } = destination;
        if (!subset) continue;
        const owner = servicesNamed(model, host)[0]?.namespace;
        const path = [...written.path, 'subset'];
        for (const client of clientsOf(model, service, written)) {
          const inForce = destinationRulesFor(model, host, owner, client);
          if (inForce.some((rule) => definesSubset(rule, subset))) continue;
          const all = byHost(host);
          const defining = all.filter((rule) => definesSubset(rule, subset));
          const told =
            defining.length > 0
              ? hidden(model, service, path, subset, client, owner, defining, inForce)
              : absent(model, service, path, subset, host, owner, all);
          if (told === undefined) continue;
          yield told;
          break;
        }
      }
    }
  },
};

function definesSubset(rule: DestinationRule, subset: string): boolean {
  return (rule.spec.subsets ?? []).some(({ name }) => name === subset);
}

/** Every DestinationRule that could be meant for a host, wherever it lies. */
function rulesByHost(model: MeshModel): (host: string) => readonly DestinationRule[] {
  const exact = grouped(model.destinationRules, (rule) => ruledHost(rule, model));
  const wild = model.destinationRules.filter((rule) => ruledHost(rule, model).startsWith('*'));
  return (host) => [
    ...(exact.get(host) ?? []),
    ...wild.filter((rule) => hostCovers(ruledHost(rule, model), host)),
  ];
}

function absent(
  model: MeshModel,
  about: ObjectOf<'virtualServices'>,
  path: Path,
  subset: string,
  host: string,
  owner: string | undefined,
  all: readonly DestinationRule[],
): Told | undefined {
  // One that is for more hosts, or says no subsets, stands beside another.
  const isOfSubsets = ({ spec }: DestinationRule) =>
    Boolean(spec.subsets?.length) && !spec.host?.startsWith('*');
  const isSure =
    model.complete ||
    all.some(isOfSubsets) ||
    (owner !== undefined && isKnown(model, owner, 'destinationRules'));
  if (!isSure) return undefined;
  const known = [...new Set(all.flatMap(({ spec }) => (spec.subsets ?? []).map(({ name = '' }) => name)))];
  const nearest = nearestName(subset, known);
  return {
    rule: 'vs-subset-missing',
    about,
    path,
    message: `no DestinationRule of ${host} defines subset ${subset}${known.length > 0 ? `, only ${listed(known)}` : ''}: requests that are routed there get 503`,
    ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    also: all,
  };
}

function hidden(
  model: MeshModel,
  about: ObjectOf<'virtualServices'>,
  path: Path,
  subset: string,
  client: RuleClient,
  owner: string | undefined,
  defining: readonly DestinationRule[],
  inForce: readonly DestinationRule[],
): Told | undefined {
  const places = new Set([client.namespace, owner, model.settings.rootNamespace]);
  const near = defining.filter(({ namespace }) => places.has(namespace));
  const [rule] = near.length > 0 ? near : defining;
  if (rule === undefined) return undefined;
  const [closer] = inForce;
  if (closer !== undefined) {
    return {
      rule: 'vs-subset-missing',
      about,
      path,
      message: `${shown(closer)} is in force for ${clientName(client)} and does not define subset ${subset}, which only ${shown(rule)} does: requests that are routed there get 503`,
      also: [closer, rule],
    };
  }
  if (near.length > 0) {
    return {
      rule: 'export-hides-subset',
      about,
      path,
      message: `${shown(rule)} is exported to ${(rule.spec.exportTo ?? []).map((to) => (to === '.' ? rule.namespace : to)).join(', ')} only: ${clientName(client)} does not see subset ${subset}, and requests get 503`,
      also: [rule],
    };
  }
  // Where the service is not known, its namespace may be the one that the rule lies in.
  if (owner === undefined && !model.complete) return undefined;
  return {
    rule: 'dr-outside-lookup-path',
    about,
    path,
    message: `${shown(rule)} lies neither in ${client.namespace}, where it is used, nor in ${owner ?? 'the namespace of the service'}, nor in ${model.settings.rootNamespace}: nobody sees subset ${subset}, and requests get 503`,
    suggestion: `move ${shown(rule)} into namespace ${owner ?? client.namespace}`,
    also: [rule],
  };
}
