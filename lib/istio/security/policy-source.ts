import type { AuthorizationPolicySpecRulesFromSource } from '../../../imports/security.istio.io/authorization-policy';
import { fault } from '../../diagnostics/fault';
import { type Check, every, list, text, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, type Shape, shape } from '../../values/shape';
import { subnet } from '../../values/subnet';
import { wildcard } from '../../values/wildcard';
import type { MeshSettings } from '../references/mesh-settings';
import {
  type IServiceIdentity,
  isServiceIdentity,
  renderPrincipal,
  serviceIdentity,
} from '../references/workload';
import { type RequestPrincipal, renderRequestPrincipal, requestPrincipal } from './jwt-issuer';

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
  /** Whom a JWT was issued to: an issuer, one of its subjects, or a text `<issuer>/<subject>` with a `*` at one end. */
  readonly requestPrincipals: NonEmpty<RequestPrincipal | string>;
  readonly notRequestPrincipals: NonEmpty<RequestPrincipal | string>;
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

/** Who connects: a workload by its identity, or conditions that no request is read for. */
export type ConnectionSource =
  | IServiceIdentity
  | AtLeastOne<
      Omit<
        SourceConditions,
        | 'requestPrincipals'
        | 'notRequestPrincipals'
        | 'remoteIpBlocks'
        | 'notRemoteIpBlocks'
        | 'trustDomains'
        | 'notTrustDomains'
      >
    >;

/** A caller that an external authorizer is asked about: by its addresses only. */
export type AddressSource = AtLeastOne<AddressConditions>;

const mostAccounts = 16;

const addresses = optional(list(subnet));
const addressConditions = {
  ipBlocks: addresses,
  notIpBlocks: addresses,
  remoteIpBlocks: addresses,
  notRemoteIpBlocks: addresses,
} satisfies Shape<Partial<AddressConditions>>;

const addressNames = Object.keys(addressConditions) as (keyof AddressConditions)[];

/** A caller by addresses alone. */
export const addressSource = shape<Partial<AddressConditions>>(addressConditions, {
  atLeastOne: addressNames,
});

const principals = optional(list(textOr<string, IServiceIdentity>(wildcard('a principal'), serviceIdentity)));
const requestPrincipals = optional(
  list(textOr<string, RequestPrincipal>(wildcard('a request principal'), requestPrincipal)),
);
const namespaces = optional(list(wildcard('a namespace')));
const accounts = optional(list(serviceIdentity, { most: mostAccounts }));
const trustDomains = optional(
  list(
    every(
      wildcard('a trust domain'),
      text({
        holds: (domain) => !domain.includes('/'),
        problem: 'a trust domain is the beginning of an identity, up to the first slash',
        instead: "write for example 'cluster.local'",
      }),
    ),
  ),
);

const conditions: Shape<Partial<SourceConditions>> = {
  ...addressConditions,
  principals,
  notPrincipals: principals,
  requestPrincipals,
  notRequestPrincipals: requestPrincipals,
  namespaces,
  notNamespaces: namespaces,
  serviceAccounts: accounts,
  notServiceAccounts: accounts,
  trustDomains,
  notTrustDomains: trustDomains,
};

const conditionsSource = shape<Partial<SourceConditions>>(conditions, {
  atLeastOne: Object.keys(conditions) as (keyof SourceConditions)[],
  rule: (source) => {
    const { principals, notPrincipals, namespaces, notNamespaces } = source;
    if ((source.serviceAccounts ?? source.notServiceAccounts) === undefined) return undefined;
    if ((principals ?? notPrincipals ?? namespaces ?? notNamespaces) === undefined) return undefined;
    return fault(
      'a source names service accounts without principals and namespaces',
      Object.keys(source),
      'write several sources, or all of them as principals',
    );
  },
});

export const source: Check<Source> = (value: Source) =>
  isServiceIdentity(value) ? serviceIdentity(value) : conditionsSource(value);

type Rendered = AuthorizationPolicySpecRulesFromSource;

/** Writes sources; workloads that are named without conditions become one. */
export function renderSources(sources: readonly Source[], mesh: MeshSettings): { source: Rendered }[] {
  const identities = sources.filter(isServiceIdentity);
  const principals = identities.map((identity) => renderPrincipal(identity, mesh));
  const conditions = sources.flatMap((source) => (isServiceIdentity(source) ? [] : [source]));
  return [
    ...(principals.length === 0 ? [] : [{ source: { principals } }]),
    ...conditions.map((source) => ({ source: renderConditions(source, mesh) })),
  ];
}

function renderConditions(source: Partial<SourceConditions>, mesh: MeshSettings): Rendered {
  const principal = (one: Principal) => (typeof one === 'string' ? one : renderPrincipal(one, mesh));
  const account = (one: IServiceIdentity) => `${one.namespace}/${one.serviceAccount}`;
  const jwt = (one: RequestPrincipal | string) =>
    typeof one === 'string' ? one : renderRequestPrincipal(one);
  const { requestPrincipals, notRequestPrincipals, ...others } = source;
  const { principals, notPrincipals, serviceAccounts, notServiceAccounts, ...texts } = others;
  return defined<Rendered>({
    ...copies(defined<Readonly<Record<string, readonly string[]>>>(texts)),
    principals: principals?.map(principal),
    notPrincipals: notPrincipals?.map(principal),
    requestPrincipals: requestPrincipals?.map(jwt),
    notRequestPrincipals: notRequestPrincipals?.map(jwt),
    serviceAccounts: serviceAccounts?.map(account),
    notServiceAccounts: notServiceAccounts?.map(account),
  });
}

function copies(lists: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string[]>> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
}
