import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import { describedNamespace } from '../references/namespace-ref';
import { type AnyPlace, foreignWaypoint, unnamedFault } from '../references/policy-place';
import { isPolicyTargets } from '../references/policy-targets';
import { isServiceIdentity } from '../references/workload';
import type { ObjectPlace } from '../resource';
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
  'destination.ip',
  'destination.port',
] satisfies ConnectionKey[];

/**
 * Refuses, where ztunnel keeps a policy, an action that asks anything of requests: ztunnel, which goes by the labels of
 * pods and by namespaces, reads connections alone, and would let nothing through.
 */
export function actionFault(
  { action, workload, namespace }: AnyPlace & { readonly action: PolicyAction },
  place: ObjectPlace,
): Fault | undefined {
  if (workload !== undefined && isPolicyTargets(workload)) return undefined;
  if (workload !== undefined) {
    const own = workload.requestsReadBy ?? 'sidecar';
    const reader = own === 'sidecar' ? (namespace?.requestsReadBy ?? own) : own;
    return reader === 'sidecar' ? undefined : asksFault(action, ofPods[reader]);
  }
  const space = namespace ?? describedNamespace(place.construct, place.namespace);
  if (space === undefined || space.requestsReadBy === 'sidecar') return undefined;
  // What says of itself that it asks for connections is left to ztunnel, and held to that.
  if (space.requestsReadBy === 'nobody' || action.asks === 'connections')
    return asksFault(action, ofNamespace);
  if (namespace !== undefined) return within('namespace', foreignWaypoint(namespace));
  return asksFault(action, '') && unnamedFault(space);
}

/** What to write instead, by who reads the requests to the pods. */
const ofPods = {
  waypoint:
    'give workload: PolicyTargets.of(the service), which its waypoint keeps, or ask for connections alone',
  nobody:
    "give it, or its namespace, waypoint: new Waypoint(this, 'waypoint'), and PolicyTargets.of(the service) here",
} as const;

const ofNamespace =
  "give the namespace waypoint: new Waypoint(this, 'waypoint'), or ask for connections alone, as allowConnections does";

function asksFault(action: PolicyAction, instead: string): Fault | undefined {
  if (action.kind === 'allow-nothing') return undefined;
  if (action.kind === 'custom' || action.kind === 'audit') {
    return within('action', within('kind', fault('ztunnel allows and denies alone', action.kind, instead)));
  }
  const { rules } = action;
  return within(
    'action',
    within(
      'rules',
      firstFault(rules.length, (index) => within(index, ruleFault(rules[index] as Rule, instead))),
    ),
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
