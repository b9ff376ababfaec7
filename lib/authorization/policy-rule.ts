import type { AuthorizationRuleSpec, OperationSpec, SourceSpec } from '../model/kinds/security';
import { isSubnet } from '../values/subnet';
import { type TextMatcher, wildcardMatcher } from '../values/text-matcher';
import {
  identityMatcher,
  namespaceMatcher,
  serviceAccountMatcher,
  trustDomainMatcher,
} from './identity-matcher';
import { pathPredicate } from './path-template';
import type { Predicate, RbacRule } from './rbac';
import { claimsPredicate, requestPrincipals } from './request-identity';
import { principalsOfAliases, trustDomainsOfAliases } from './trust-domain';

/** What a rule is read in. */
export interface PolicyContext {
  /** Of the policy: service accounts without a namespace are of it. */
  readonly namespace: string;
  readonly transport: 'http' | 'tcp';
  readonly action: 'allow' | 'deny' | 'audit';
  /** The mesh's own and its aliases. */
  readonly trustDomains: readonly string[];
  readonly escapesPatterns: boolean;
}

/** A condition that can't be asked: it drops an allowing rule, and falls out of a denying one. */
class Unaskable extends Error {}

/** What a value becomes. */
type Make = (value: string) => Predicate;
interface Condition {
  readonly make: Make;
  readonly values: readonly string[] | undefined;
  readonly notValues: readonly string[] | undefined;
}

/** A rule as the proxy has it; undefined where it is left out. */
export function rbacRuleOf(
  { from = [], to = [], when = [] }: AuthorizationRuleSpec,
  context: PolicyContext,
): RbacRule | undefined {
  try {
    const ofPermission: Condition[] = [];
    const ofPrincipal: Condition[] = [];
    for (const { key = '', values, notValues } of when) {
      const found = whenCondition(key, context);
      if (found === undefined) return undefined;
      const expanded = { make: found.make, values: found.expand(values), notValues: found.expand(notValues) };
      (found.side === 'permission' ? ofPermission : ofPrincipal).push(expanded);
    }
    const principals = (from.length === 0 ? [undefined] : from).map((one) =>
      together([...sourceConditions(one?.source ?? {}, context), ...ofPrincipal], context),
    );
    const permissions = (to.length === 0 ? [undefined] : to).map((one) =>
      together([...operationConditions(one?.operation ?? {}, context), ...ofPermission], context),
    );
    return { permissions, principals };
  } catch (error) {
    if (error instanceof Unaskable) return undefined;
    throw error;
  }
}

function together(conditions: readonly Condition[], context: PolicyContext): Predicate {
  const of = conditions.flatMap(({ make, values, notValues }) => {
    const wanted = oneOf(values, make, context);
    const unwanted = oneOf(notValues, make, context);
    return [...(wanted ? [wanted] : []), ...(unwanted ? [{ kind: 'not' as const, of: unwanted }] : [])];
  });
  return of.length === 0 ? { kind: 'always' } : { kind: 'all', of };
}

function oneOf(
  values: readonly string[] | undefined,
  make: Make,
  { action }: PolicyContext,
): Predicate | undefined {
  const of: Predicate[] = [];
  for (const value of values ?? []) {
    try {
      of.push(make(value));
    } catch (error) {
      if (!(error instanceof Unaskable) || action === 'allow') throw error;
    }
  }
  return of.length === 0 ? undefined : { kind: 'one', of };
}

function sourceConditions(source: SourceSpec, context: PolicyContext): Condition[] {
  const { escapesPatterns: escapes, namespace, trustDomains } = context;
  return [
    condition(
      identity((value) => identityMatcher(value, escapes)),
      source.principals,
      source.notPrincipals,
      (all) => principalsOfAliases(all, trustDomains),
    ),
    condition(http(context, requestPrincipals), source.requestPrincipals, source.notRequestPrincipals),
    condition(
      identity((value) => serviceAccountMatcher(value, namespace)),
      source.serviceAccounts,
      source.notServiceAccounts,
    ),
    condition(identity(trustDomainMatcher), source.trustDomains, source.notTrustDomains, (all) =>
      trustDomainsOfAliases(all, trustDomains),
    ),
    condition(
      identity((value) => namespaceMatcher(value, escapes)),
      source.namespaces,
      source.notNamespaces,
    ),
    condition(address('remote'), source.remoteIpBlocks, source.notRemoteIpBlocks),
    condition(address('source'), source.ipBlocks, source.notIpBlocks),
  ];
}

function operationConditions(operation: OperationSpec, context: PolicyContext): Condition[] {
  return [
    condition(http(context, hostPredicate), operation.hosts, operation.notHosts),
    condition(
      http(context, (value) => headerPredicate(':method', value)),
      operation.methods,
      operation.notMethods,
    ),
    condition(http(context, pathPredicate), operation.paths, operation.notPaths),
    condition(portPredicate, operation.ports, operation.notPorts),
  ];
}

function condition(
  make: Make,
  values: readonly string[] | undefined,
  notValues: readonly string[] | undefined,
  expand: (values: readonly string[]) => readonly string[] = (all) => all,
): Condition {
  return { make, values: values && expand(values), notValues: notValues && expand(notValues) };
}

interface WhenCondition {
  readonly side: 'permission' | 'principal';
  readonly make: Make;
  readonly expand: (values: readonly string[] | undefined) => readonly string[] | undefined;
}

/** What a `when` looks at; undefined for a key that Istio does not know, which drops the rule. */
function whenCondition(key: string, context: PolicyContext): WhenCondition | undefined {
  const { escapesPatterns: escapes, namespace, trustDomains } = context;
  const same = (values: readonly string[] | undefined) => values;
  const principal = (make: Make, expand: WhenCondition['expand'] = same): WhenCondition => ({
    side: 'principal',
    make,
    expand,
  });
  const permission = (make: Make): WhenCondition => ({ side: 'permission', make, expand: same });
  switch (key) {
    case 'destination.ip':
      return permission(address('destination'));
    case 'destination.port':
      return permission(portPredicate);
    case 'connection.sni':
      return permission((value) => ({ kind: 'server-name', value: wildcardMatcher(value) }));
    case 'source.ip':
      return principal(address('source'));
    case 'remote.ip':
      return principal(address('remote'));
    case 'source.namespace':
      return principal(identity((value) => namespaceMatcher(value, escapes)));
    case 'source.serviceAccount':
      return principal(identity((value) => serviceAccountMatcher(value, namespace)));
    case 'source.trustDomain':
      return principal(
        identity(trustDomainMatcher),
        (all) => all && trustDomainsOfAliases(all, trustDomains),
      );
    case 'source.principal':
      return principal(
        identity((value) => identityMatcher(value, escapes)),
        (all) => all && principalsOfAliases(all, trustDomains),
      );
    case 'request.auth.principal':
      return principal(http(context, requestPrincipals));
    case 'request.auth.audiences':
      return principal(http(context, (value) => claimsPredicate(['aud'], value)));
    case 'request.auth.presenter':
      return principal(http(context, (value) => claimsPredicate(['azp'], value)));
    default:
      return bracketed(key, context, principal, permission);
  }
}

function bracketed(
  key: string,
  context: PolicyContext,
  principal: (make: Make) => WhenCondition,
  permission: (make: Make) => WhenCondition,
): WhenCondition | undefined {
  if (key.startsWith('experimental.envoy.filters.'))
    return permission(() => ({ kind: 'unknown', what: key }));
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1];
  if (header !== undefined) {
    return principal(http(context, (value) => headerPredicate(header.toLowerCase(), value)));
  }
  const claim = /^request\.auth\.claims(\[.+\])$/.exec(key)?.[1];
  if (claim === undefined) return undefined;
  const path =
    claim.replace(/\[[^[\]]*\]/g, '') === '' ? claim.slice(1, -1).split('][') : [claim.slice(1, -1)];
  return principal(http(context, (value) => claimsPredicate(path, value)));
}

/** What only HTTP has. */
function http({ transport }: PolicyContext, make: Make): Make {
  return (value) => {
    if (transport === 'tcp') throw new Unaskable();
    return make(value);
  };
}

function identity(matcher: (value: string) => TextMatcher): Make {
  return (value) => ({ kind: 'identity', value: matcher(value) });
}

function address(kind: 'source' | 'remote' | 'destination'): Make {
  return (range) => {
    if (!isSubnet(range)) throw new Unaskable();
    return { kind, range };
  };
}

function portPredicate(value: string): Predicate {
  if (!/^\d+$/.test(value) || Number(value) > 65535) throw new Unaskable();
  return { kind: 'port', port: Number(value) };
}

/** `*` asks only whether the header is there. */
function headerPredicate(name: string, value: string): Predicate {
  return { kind: 'header', name, ...(value !== '*' && { value: wildcardMatcher(value) }) };
}

/** Hosts are compared in any case. */
function hostPredicate(value: string): Predicate {
  if (value === '*') return { kind: 'header', name: ':authority' };
  return {
    kind: 'header',
    name: ':authority',
    value: { ...wildcardMatcher(value), ignoreCase: true } as TextMatcher,
  };
}
