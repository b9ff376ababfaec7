import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import type { RequestReader } from '../references/request-reader';
import { isServiceIdentity } from '../references/workload';
import type { PolicyAction } from './policy-action';
import type { ConnectionKey } from './policy-condition';
import type { ConnectionOperation, OperationConditions } from './policy-operation';
import type { Rule } from './policy-rule';

const sources = [
  'ipBlocks',
  'notIpBlocks',
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
];
const operations: readonly string[] = ['ports', 'notPorts'] satisfies (keyof OperationConditions)[];
const keys: readonly string[] = [
  'source.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'destination.ip',
  'destination.port',
] satisfies ConnectionKey[];

/**
 * Refuses, of pods in ambient mode, an action that asks anything of requests: ztunnel, which goes by the labels of pods,
 * reads connections alone, and would let nothing through.
 */
export function connectionFault(action: PolicyAction, reader: RequestReader): Fault | undefined {
  if (reader === 'sidecar' || action.kind === 'allow-nothing') return undefined;
  const instead =
    reader === 'waypoint'
      ? 'give workload: PolicyTargets.of(the service), which its waypoint keeps, or ask for connections alone'
      : "give it, or its namespace, waypoint: new Waypoint(this, 'waypoint'), and PolicyTargets.of(the service) here";
  if (action.kind === 'custom' || action.kind === 'audit') {
    return within('kind', fault('ztunnel allows and denies alone', action.kind, instead));
  }
  const { rules } = action;
  return within(
    'rules',
    firstFault(rules.length, (index) => within(index, ruleFault(rules[index] as Rule, instead))),
  );
}

function ruleFault(rule: Rule, instead: string): Fault | undefined {
  if ('kind' in rule) return undefined;
  const { from = [], to = [], when = [] } = rule;
  const other = (value: object, known: readonly string[]) =>
    Object.keys(value).find(
      (name) => !known.includes(name) && (value as Readonly<Record<string, unknown>>)[name] !== undefined,
    );
  const asked = (list: readonly object[], known: readonly string[]) =>
    firstFault(list.length, (index) => {
      const one = list[index] as object;
      const name = isServiceIdentity(one) ? undefined : other(one, known);
      return name === undefined ? undefined : within(index, fault(asksRequests, name, instead));
    });
  return (
    within('from', asked(from, sources)) ??
    within('to', asked(to as readonly ConnectionOperation[], operations)) ??
    within(
      'when',
      firstFault(when.length, (index) => {
        const { key } = when[index] as { readonly key: string };
        return keys.includes(key)
          ? undefined
          : within(index, within('key', fault(asksRequests, key, instead)));
      }),
    )
  );
}

const asksRequests =
  'it is asked of requests, and these pods are in ambient mode: ztunnel reads connections alone';
