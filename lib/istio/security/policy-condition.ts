import type { AuthorizationPolicySpecRulesWhen } from '../../../imports/security.istio.io/authorization-policy';
import { fault, within } from '../../diagnostics/fault';
import { suggest } from '../../diagnostics/nearest-name';
import { anyText, type Check, every, list, text } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { isPort } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { subnet } from '../../values/subnet';
import { wildcard } from '../../values/wildcard';

/** What Istio knows of a request without asking who sent it. */
export type AnonymousKey =
  | `request.headers[${string}]`
  | 'source.ip'
  | 'remote.ip'
  | 'destination.ip'
  | 'destination.port'
  | 'connection.sni'
  | `experimental.envoy.filters.${string}[${string}]`;

/** What ztunnel knows of a connection. */
export type ConnectionKey =
  | 'source.ip'
  | 'source.namespace'
  | 'source.principal'
  | 'destination.ip'
  | 'destination.port';

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

const plainKeys: readonly string[] = [
  'source.ip',
  'remote.ip',
  'destination.ip',
  'destination.port',
  'connection.sni',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
] satisfies ConditionKey[];

const anonymousKey =
  /^(request\.headers|experimental\.envoy\.filters\.[^[\]]+)\[[^\]].*\]$|^(source|remote|destination)\.ip$|^destination\.port$|^connection\.sni$/s;
const bracketedKey =
  /^(request\.headers|request\.auth\.claims|experimental\.envoy\.filters\.[^[\]]+)\[.+\]$/s;

const key = text({
  holds: (name) => plainKeys.includes(name) || bracketedKey.test(name),
  problem: 'Istio knows no condition of this key, or not what its brackets name',
  instead: (name) => `write for example 'request.headers[x-token]'; ${suggest(name, plainKeys)}`,
});

const filled = text({
  holds: (value) => value !== '',
  problem: 'the value of a condition is not empty',
  instead: "write '*' for any value",
});

const account = text({
  holds: (value) => /^([^/*]+\/)?[^/*]+$/.test(value),
  problem: 'a service account is written with its namespace or alone',
  instead: "write for example 'demo/bookinfo-reviews'",
});

const port = text({
  holds: (value) => /^[1-9]\d*$/.test(value) && isPort(Number(value)),
  problem: 'a port must be a whole number from 1 to 65535',
  instead: "write for example '9080'",
});

const any = wildcard('the value of a condition');
const values: ReadonlyMap<string, Check<string>> = new Map([
  ['source.ip', subnet],
  ['remote.ip', subnet],
  ['destination.ip', subnet],
  ['destination.port', port],
  ['source.serviceAccount', account],
  ['source.namespace', any],
  ['source.principal', any],
  ['source.trustDomain', any],
  ['request.auth.principal', any],
  ['connection.sni', any],
]);

type Parts = Partial<ConditionValues> & { readonly key: ConditionKey };

export const condition = shape<Parts>(
  { key, values: optional(list(anyText)), notValues: optional(list(anyText)) },
  {
    atLeastOne: ['values', 'notValues'],
    rule: (value) => {
      const check = list(values.get(value.key) ?? filled);
      return (
        (value.values && within('values', check(value.values))) ??
        (value.notValues && within('notValues', check(value.notValues)))
      );
    },
  },
);

/** A condition that an external authorizer can be asked by. */
export const anonymousCondition: Check<Parts> = every(condition, (value: Parts) =>
  anonymousKey.test(value.key)
    ? undefined
    : within(
        'key',
        fault(
          'it depends on who the caller is, which comes later',
          value.key,
          'ask for headers, addresses or ports',
        ),
      ),
);

export function renderCondition(condition: Condition): AuthorizationPolicySpecRulesWhen {
  const { key, values, notValues }: Parts = condition;
  return defined<AuthorizationPolicySpecRulesWhen>({
    key,
    values: values && [...values],
    notValues: notValues && [...notValues],
  });
}
