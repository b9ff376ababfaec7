import { carries, labelText } from '../../../kubernetes/label-selector';
import { ruledHost } from '../../../model/destination-rule';
import { destinationsOf } from '../../../model/destinations';
import { serviceEntry } from '../../../model/kinds/networking';
import { isGiven, isKnown } from '../../../model/knowledge';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshService } from '../../../model/service';
import { serviceWorkloads } from '../../../model/service-workloads';
import { servicesNamed } from '../../../model/visibility';
import type { Labels } from '../../../values/labels';
import type { Analyzer } from '../../analyzer';

/** Subsets: those that no workload is in, and those that are there twice. */
export const destinationRuleSubsets: Analyzer = {
  rules: ['dr-subset-no-workload', 'dr-duplicate-subset'],
  reads: ['destinationRules', 'virtualServices', 'services', 'workloads', 'namespaces', 'settings'],
  *analyze(model) {
    let routed: ReadonlySet<string> | undefined;
    for (const rule of model.destinationRules) {
      const subsets = rule.spec.subsets ?? [];
      const names = new Set<string>();
      for (const [index, { name = '' }] of subsets.entries()) {
        if (names.has(name)) {
          yield {
            rule: 'dr-duplicate-subset',
            about: rule,
            path: ['spec', 'subsets', index, 'name'],
            message: `subset ${name} is defined twice: one of the two is ignored`,
          };
        }
        names.add(name);
      }
      const host = ruledHost(rule, model);
      if (subsets.length === 0 || host.startsWith('*')) continue;
      const services = servicesNamed(model, host);
      const answering = services.map((service) => labelsOf(model, service));
      if (services.length === 0 || answering.some((labels) => labels === undefined)) continue;
      const all = answering.flatMap((labels) => labels ?? []);
      for (const [index, { name = '', labels = {} }] of subsets.entries()) {
        if (all.some((own) => carries(own, labels))) continue;
        const wanted = withoutPlaces(labels);
        if (all.some((own) => carries(own, wanted))) continue;
        routed ??= routedSubsets(model);
        const isRouted = routed.has(`${host} ${name}`);
        yield {
          rule: 'dr-subset-no-workload',
          level:
            isRouted || services.every(({ namespace }) => isGiven(model, namespace)) ? 'error' : 'warning',
          about: rule,
          path: ['spec', 'subsets', index, 'labels'],
          message: `no workload of ${host} is labelled ${labelText(wanted)}: requests to subset ${name} get 503`,
          also: services.map(({ object }) => object),
        };
      }
    }
  },
};

function routedSubsets(model: MeshModel): ReadonlySet<string> {
  const routed = new Set<string>();
  for (const service of model.virtualServices) {
    for (const { destination, host } of destinationsOf(service, model))
      if (destination.subset) routed.add(`${host} ${destination.subset}`);
  }
  return routed;
}

/** The labels of what answers for a service; undefined where these are not known. */
function labelsOf(model: MeshModel, service: MeshService): readonly Labels[] | undefined {
  if (service.selector !== undefined) {
    const workloads = serviceWorkloads(model, service);
    if (!isKnown(model, service.namespace, 'workloads')) return undefined;
    // Of a part of the world, a Service that selects nothing is told of itself.
    if (workloads.length === 0 && !isGiven(model, service.namespace)) return undefined;
    return workloads.map(({ labels }) => labels);
  }
  if (service.origin !== 'service-entry' || service.resolution === 'none') return undefined;
  const endpoints =
    serviceEntry((service.object.manifest as unknown as { readonly spec?: unknown }).spec)?.endpoints ?? [];
  return endpoints.length === 0 ? undefined : endpoints.map(({ labels }) => labels ?? {});
}

/** Where something runs is no label of the pod: Istio adds it from the node. An empty one nothing has. */
function withoutPlaces(labels: Labels): Labels {
  const isPlace = (key: string) =>
    /^topology\.(?:kubernetes|istio)\.io\/|^kubernetes\.io\/hostname$/.test(key);
  return Object.fromEntries(Object.entries(labels).filter(([key, value]) => value === '' || !isPlace(key)));
}
