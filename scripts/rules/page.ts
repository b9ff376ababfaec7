import { catalogue, type Rule } from '../../lib/analysis/catalogue';
import { documentRules } from '../../lib/analysis/catalogue/documents';
import { gatewayRules } from '../../lib/analysis/catalogue/gateways';
import { policyRules } from '../../lib/analysis/catalogue/policies';
import { routeRules } from '../../lib/analysis/catalogue/routes';
import { serviceRules } from '../../lib/analysis/catalogue/services';
import { virtualServiceRules } from '../../lib/analysis/catalogue/virtual-services';
import { workloadRules } from '../../lib/analysis/catalogue/workloads';
import { examples, world } from './examples';

const sections = {
  'Documents and single objects': documentRules,
  Gateways: gatewayRules,
  VirtualServices: virtualServiceRules,
  'DestinationRules, Services, ServiceEntries, Sidecars, EnvoyFilters': serviceRules,
  'Namespaces, workloads, the installation': workloadRules,
  Policies: policyRules,
  'Gateway API': routeRules,
} as const;

/** docs/rules.md, made from the catalogue and the examples. */
export function rulesPage(): string {
  const shown = new Map(examples().map((example) => [example.rule, example.diff]));
  const parts = Object.entries(sections).map(([title, rules]) => {
    const entries = Object.entries(rules).map(([name, rule]) => ruleOf(name, rule, shown.get(name) ?? ''));
    return `## ${title}\n\n${entries.join('\n')}`;
  });
  return `# Everything that can be told

Made from the catalogue by \`npm run rules\`; \`npx cdk8s-istio analyze --list\` prints it. ${Object.keys(catalogue).length} rules. [docs/analyze.md](analyze.md) says how they are asked for.

Each example is the difference between objects of which the rule is told (\`-\`) and of which nothing is (\`+\`). They are added to, or take the place of, the objects [at the end](#the-world-of-the-examples), which are all there is.

${parts.join('\n')}
## The world of the examples

\`\`\`yaml
${world()}\`\`\`
`;
}

function ruleOf(name: string, { levels, codes = [], on, says, instead }: Rule, diff: string): string {
  const facts = [levels.join(' or '), ...codes.map((code) => `istioctl ${code}`), ...on];
  return `### ${name}

${facts.join(' · ')}

${says} ${instead.charAt(0).toUpperCase()}${instead.slice(1)}.

\`\`\`diff
${diff}
\`\`\`
`;
}
