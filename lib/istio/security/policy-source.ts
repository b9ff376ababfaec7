import type { AuthorizationPolicySpecRulesFromSource } from '../../../imports/security.istio.io/authorization-policy';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { checkSubnet } from '../../values/subnet';
import { checkWildcards } from '../../values/wildcard';
import { isServiceIdentity } from '../references/service-identity';
import { renderPrincipal } from '../references/trust-domain';
import type { IServiceIdentity } from '../references/workload';

/** A workload's identity, or a text such as `cluster.local/ns/demo/sa/curl`, `*` for any, with a `*` at one end. */
export type Principal =
  | IServiceIdentity
  | `${string}/ns/${string}/sa/${string}`
  | `*${string}`
  | `${string}*`;

/** Where a connection comes from, by its addresses. */
export interface AddressConditions {
  /** Addresses and CIDR blocks that the connection itself comes from. */
  readonly ipBlocks: NonEmpty<string>;
  readonly notIpBlocks: NonEmpty<string>;
  /** Addresses and CIDR blocks of the first client, as trusted proxies tell it. */
  readonly remoteIpBlocks: NonEmpty<string>;
  readonly notRemoteIpBlocks: NonEmpty<string>;
}

/** Everything that the caller can be held against. All that are given must hold; of each list one does. */
export interface SourceConditions extends AddressConditions {
  /** Identities of workloads by their certificate; needs mutual TLS. */
  readonly principals: NonEmpty<Principal>;
  readonly notPrincipals: NonEmpty<Principal>;
  /** Whom a JWT was issued to: `<issuer>/<subject>`, `*` for any, with a `*` at one end. */
  readonly requestPrincipals: NonEmpty<string>;
  readonly notRequestPrincipals: NonEmpty<string>;
  /** Namespaces of workloads by their certificate, with a `*` at one end; needs mutual TLS. */
  readonly namespaces: NonEmpty<string>;
  readonly notNamespaces: NonEmpty<string>;
  /** Accounts of any trust domain, up to 16; not together with principals and namespaces. Newer releases only. */
  readonly serviceAccounts: NonEmpty<IServiceIdentity>;
  readonly notServiceAccounts: NonEmpty<IServiceIdentity>;
  /** Trust domains of workloads by their certificate, with a `*` at one end. Newer releases only. */
  readonly trustDomains: NonEmpty<string>;
  readonly notTrustDomains: NonEmpty<string>;
}

/**
 * Who calls: a workload by its identity, or conditions.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export type Source = IServiceIdentity | AtLeastOne<SourceConditions>;

/** A caller that an external authorizer is asked about: by its addresses only. */
export type AddressSource = AtLeastOne<AddressConditions>;

const mostAccounts = 16;

/** Refuses what Istio does not take. */
export function checkSource(source: Source): void {
  if (isServiceIdentity(source)) return;
  const conditions: Partial<SourceConditions> = source;
  for (const side of [conditions, negated(conditions)]) {
    const { principals, requestPrincipals, namespaces, serviceAccounts, trustDomains } = side;
    [...(side.ipBlocks ?? []), ...(side.remoteIpBlocks ?? [])].forEach(checkSubnet);
    checkWildcards(
      principals?.filter((principal) => typeof principal === 'string'),
      'a principal',
    );
    checkWildcards(requestPrincipals, 'a request principal');
    checkWildcards(namespaces, 'a namespace');
    checkWildcards(trustDomains, 'a trust domain');
    trustDomains?.forEach(checkTrustDomain);
    checkAccounts(conditions, serviceAccounts);
  }
}

function checkTrustDomain(domain: string): void {
  if (!domain.includes('/')) return;
  throw new ConfigError({
    problem: 'a trust domain is the beginning of an identity, up to the first slash',
    got: domain,
    instead: "write for example 'cluster.local'",
  });
}

function checkAccounts(
  source: Partial<SourceConditions>,
  accounts: readonly IServiceIdentity[] | undefined,
): void {
  if (accounts === undefined) return;
  if (accounts.length > mostAccounts) {
    throw new ConfigError({
      problem: `a source names at most ${mostAccounts} accounts`,
      got: accounts.length,
      instead: 'write several sources',
    });
  }
  const { principals, notPrincipals, namespaces, notNamespaces } = source;
  if (principals ?? notPrincipals ?? namespaces ?? notNamespaces) {
    throw new ConfigError({
      problem: 'a source names accounts without principals and namespaces',
      got: Object.keys(source),
      instead: 'write several sources, or all of them as principals',
    });
  }
}

type Side = Omit<Partial<SourceConditions>, `not${string}`>;

/** The conditions that must not hold, by the names of those that must. */
function negated(source: Partial<SourceConditions>): Side {
  return defined<Side>({
    principals: source.notPrincipals,
    requestPrincipals: source.notRequestPrincipals,
    namespaces: source.notNamespaces,
    ipBlocks: source.notIpBlocks,
    remoteIpBlocks: source.notRemoteIpBlocks,
    serviceAccounts: source.notServiceAccounts,
    trustDomains: source.notTrustDomains,
  });
}

type Rendered = AuthorizationPolicySpecRulesFromSource;

/** Writes sources; workloads that are named without conditions become one. */
export function renderSources(sources: readonly Source[], trustDomain: string): { source: Rendered }[] {
  const identities = sources.filter(isServiceIdentity);
  const principals = identities.map((identity) => renderPrincipal(identity, trustDomain));
  const conditions = sources.flatMap((source) => (isServiceIdentity(source) ? [] : [source]));
  return [
    ...(principals.length === 0 ? [] : [{ source: { principals } }]),
    ...conditions.map((source) => ({ source: renderConditions(source, trustDomain) })),
  ];
}

function renderConditions(source: Partial<SourceConditions>, trustDomain: string): Rendered {
  const principal = (one: Principal) => (typeof one === 'string' ? one : renderPrincipal(one, trustDomain));
  const account = (one: IServiceIdentity) => `${one.namespace}/${one.serviceAccount}`;
  const { principals, notPrincipals, serviceAccounts, notServiceAccounts, ...texts } = source;
  return defined<Rendered>({
    ...copies(texts),
    principals: principals?.map(principal),
    notPrincipals: notPrincipals?.map(principal),
    serviceAccounts: serviceAccounts?.map(account),
    notServiceAccounts: notServiceAccounts?.map(account),
  });
}

function copies(lists: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string[]>> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
}
