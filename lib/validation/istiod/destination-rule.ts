import { isSet, list, object, type Shape } from '../shape';
import { exportTo } from './export-to';
import { dnsLabel, wildcardHost } from './hosts';
import { labels } from './labels';
import { selector } from './selection';
import { trafficPolicy } from './traffic-policy';

interface Subset {
  readonly name?: string;
}

interface DestinationRule {
  readonly host?: string;
  readonly exportTo?: readonly string[];
  readonly workloadSelector?: unknown;
}

const subset = object<Subset>({ labels, trafficPolicy }, ({ name = '' }, place) => {
  const problem = dnsLabel(name);
  if (problem !== undefined) place.report(problem, { at: ['name'] });
});

const eachSubsetOnce: Shape<readonly Subset[]> = (subsets, place) => {
  const names = new Map<string, number>();
  subsets.forEach(({ name = '' }, index) => {
    const first = names.get(name);
    if (first === undefined) names.set(name, index);
    else
      place.report(`has the name of subset ${first}: ${name}`, {
        at: [index, 'name'],
        rule: 'dr-duplicate-subset',
      });
  });
};

/** A rule for some clients stays in its namespace. */
const ownNamespace: Shape<DestinationRule> = ({ workloadSelector, exportTo: to = [] }, place) => {
  if (!workloadSelector || !isSet(to)) return;
  const { namespace } = place.context;
  const known = new Set(to.map((entry) => (entry === '.' ? namespace : entry)));
  if (known.size !== 1 || !known.has(namespace)) {
    place.report('must be . alone: a rule with a workloadSelector stays in its namespace', {
      at: ['exportTo'],
    });
  }
};

/** What istiod asks of a DestinationRule. */
export const destinationRule = object<DestinationRule>(
  {
    trafficPolicy,
    subsets: list(subset, eachSubsetOnce),
    exportTo: exportTo(),
    workloadSelector: selector,
  },
  ({ host = '' }, place) => {
    const problem = wildcardHost(host);
    if (problem !== undefined) place.report(problem, { at: ['host'] });
  },
  ownNamespace,
);
