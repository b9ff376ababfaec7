import type { AuthorizationRuleSpec } from '../../../model/kinds/security';
import type { Path } from '../../analyzer';

/** What ztunnel knows of a connection. */
const connectionKeys: readonly string[] = [
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
];

/** What a rule asks that ztunnel does not look at: whatever is said of requests, and some of what proxies know besides. */
export function conditionsBeyondZtunnel(rule: AuthorizationRuleSpec): Path[] {
  const others = (rule.when ?? []).flatMap(({ key = '' }, index): Path[] =>
    connectionKeys.includes(key) ? [] : [['when', index, 'key']],
  );
  return [...httpConditions({ ...rule, when: [] }), ...others];
}

/** What a rule says of requests, not of connections: the ways to it, from the rule on. */
export function httpConditions({ from = [], to = [], when = [] }: AuthorizationRuleSpec): Path[] {
  const found: Path[] = [];
  const sources = [
    'requestPrincipals',
    'notRequestPrincipals',
    'remoteIpBlocks',
    'notRemoteIpBlocks',
  ] as const;
  const operations = ['methods', 'paths', 'hosts', 'notMethods', 'notPaths', 'notHosts'] as const;
  for (const [index, { operation = {} }] of to.entries())
    for (const field of operations)
      if (operation[field]?.length) found.push(['to', index, 'operation', field]);
  for (const [index, { source = {} }] of from.entries())
    for (const field of sources) if (source[field]?.length) found.push(['from', index, 'source', field]);
  for (const [index, { key = '' }] of when.entries())
    if (/^(?:request\.|remote\.ip)/.test(key)) found.push(['when', index, 'key']);
  return found;
}
