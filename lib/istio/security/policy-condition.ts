import type { AuthorizationPolicySpecRulesWhen } from '../../../imports/security.istio.io/authorization-policy';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { checkPort } from '../../values/port';
import { checkSubnet } from '../../values/subnet';
import { checkWildcard } from '../../values/wildcard';

/** What Istio knows of a request without asking who sent it. */
export type AnonymousKey =
  | `request.headers[${string}]`
  | 'source.ip'
  | 'remote.ip'
  | 'destination.ip'
  | 'destination.port'
  | 'connection.sni'
  | `experimental.envoy.filters.${string}[${string}]`;

/** What Istio knows of a request and of who sent it. */
export type ConditionKey =
  | AnonymousKey
  | 'source.namespace'
  | 'source.principal'
  | 'source.serviceAccount'
  | 'source.trustDomain'
  | 'request.auth.principal'
  | 'request.auth.audiences'
  | 'request.auth.presenter'
  | `request.auth.claims[${string}]`;

/** The values that are asked for, and those that are not; texts with a `*` at one end, addresses, ports. */
export interface ConditionValues {
  readonly values: NonEmpty<string>;
  readonly notValues: NonEmpty<string>;
}

/**
 * A further condition of a rule.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export type Condition<Key extends ConditionKey = ConditionKey> = AtLeastOne<ConditionValues> & {
  readonly key: Key;
};

/** Refuses keys without a name, and values that Istio does not take. */
export function checkCondition(condition: Condition): void {
  const { key, values, notValues }: { readonly key: ConditionKey } & Partial<ConditionValues> = condition;
  if (key.includes('[') && !/^[^[]+\[.+\]$/.test(key)) {
    throw new ConfigError({
      problem: 'the key of a condition names what is in its brackets',
      got: key,
      instead: "write for example 'request.headers[x-token]'",
    });
  }
  const check = checks[key] ?? checkText;
  for (const value of [...(values ?? []), ...(notValues ?? [])]) check(value, `the value of ${key}`);
}

type Check = (value: string, what: string) => void;

const checks: Readonly<Partial<Record<ConditionKey, Check>>> = {
  'source.ip': checkSubnet,
  'remote.ip': checkSubnet,
  'destination.ip': checkSubnet,
  'destination.port': (value, what) => checkPort(Number(value), what),
  'source.serviceAccount': checkAccount,
  'source.namespace': checkWildcard,
  'source.principal': checkWildcard,
  'source.trustDomain': checkWildcard,
  'request.auth.principal': checkWildcard,
  'connection.sni': checkWildcard,
};

function checkText(value: string, what: string): void {
  if (value !== '') return;
  throw new ConfigError({ problem: `${what} is not empty`, got: value, instead: "write '*' for any value" });
}

function checkAccount(account: string): void {
  if (/^([^/*]+\/)?[^/*]+$/.test(account)) return;
  throw new ConfigError({
    problem: 'an account is written with its namespace or alone',
    got: account,
    instead: "write for example 'demo/bookinfo-reviews'",
  });
}

export function renderCondition(condition: Condition): AuthorizationPolicySpecRulesWhen {
  const { key, values, notValues }: { readonly key: ConditionKey } & Partial<ConditionValues> = condition;
  return defined<AuthorizationPolicySpecRulesWhen>({
    key,
    values: values && [...values],
    notValues: notValues && [...notValues],
  });
}
