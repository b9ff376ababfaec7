import { ruledHost } from '../../../model/destination-rule';
import { grouped } from '../../../model/grouped';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { exportOf } from '../../../model/visibility';
import { type Analyzer, shown } from '../../analyzer';

type DestinationRule = ObjectOf<'destinationRules'>;

/** Several DestinationRules for the same clients of one host: istiod merges them, and keeps one of what they both say. */
export const destinationRuleConflict: Analyzer = {
  rules: ['dr-conflict'],
  reads: ['destinationRules', 'settings'],
  *analyze(model) {
    const ofHosts = grouped(model.destinationRules, (rule) => `${rule.namespace} ${ruledHost(rule, model)}`);
    const several = [...ofHosts.values()].filter((rules) => rules.length > 1);
    for (const rules of several.flatMap((all) => [
      ...grouped(all, (rule) => clientsOf(rule, model)).values(),
    ])) {
      let policy: DestinationRule | undefined;
      const subsets = new Map<string, DestinationRule>();
      for (const rule of rules) {
        const { trafficPolicy } = rule.spec;
        if (trafficPolicy !== undefined) {
          if (policy !== undefined) {
            yield {
              rule: 'dr-conflict',
              about: rule,
              path: ['spec', 'trafficPolicy'],
              message: `${shown(policy)} has a trafficPolicy for ${ruledHost(rule, model)} too: only that one is used`,
              also: [policy],
            };
          }
          policy ??= rule;
        }
        for (const [index, { name = '' }] of (rule.spec.subsets ?? []).entries()) {
          const other = subsets.get(name);
          if (other !== undefined && other !== rule) {
            yield {
              rule: 'dr-conflict',
              about: rule,
              path: ['spec', 'subsets', index, 'name'],
              message: `${shown(other)} defines subset ${name} of ${ruledHost(rule, model)} too: only that one is used`,
              also: [other],
            };
          }
          if (other === undefined) subsets.set(name, rule);
        }
      }
    }
  },
};

/** Whom a rule is for, as a text. */
function clientsOf(rule: DestinationRule, model: MeshModel): string {
  const selector = Object.entries(rule.spec.workloadSelector?.matchLabels ?? {}).sort();
  return JSON.stringify([[...exportOf(rule, model)].sort(), selector]);
}
