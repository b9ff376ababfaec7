import { documentRules } from './documents';
import { gatewayRules } from './gateways';
import { policyRules } from './policies';
import { routeRules } from './routes';
import type { Rule } from './rule';
import { serviceRules } from './services';
import { virtualServiceRules } from './virtual-services';
import { workloadRules } from './workloads';

/** Everything that can be told of manifests, by name: findings come only from here. */
export const catalogue = {
  ...documentRules,
  ...gatewayRules,
  ...virtualServiceRules,
  ...serviceRules,
  ...workloadRules,
  ...policyRules,
  ...routeRules,
} as const satisfies Readonly<Record<string, Rule>>;

/** The name of a rule. */
export type RuleName = keyof typeof catalogue;

/** Whether there is a rule of a name. */
export function isRuleName(name: string): name is RuleName {
  return typeof name === 'string' && Object.hasOwn(catalogue, name);
}

export type { Rule } from './rule';
