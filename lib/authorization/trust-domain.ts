import { istioNames } from '../values/mesh-names';

/** The name by which policies call whatever the mesh's own trust domain is. */
const { trustDomain: own } = istioNames;

/**
 * Principals, each also under the aliases of its trust domain; one of a domain that the mesh does not know stays as it
 * is.
 *
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/
 */
export function principalsOfAliases(
  principals: readonly string[],
  trustDomains: readonly string[],
): string[] {
  return principals.flatMap((principal) => {
    const parts = principal.split('/');
    const [domain = ''] = parts;
    if (parts.length !== 5 || domain === '*') return [principal];
    if (domain !== own && !trustDomains.some((one) => matchesDomain(one, domain))) return [principal];
    const rest = parts.slice(1).join('/');
    return [...new Set(trustDomains.map((one) => (isSuffixOf(domain, one) ? principal : `${one}/${rest}`)))];
  });
}

/** A trust domain of the mesh with all of its aliases. */
export function trustDomainsOfAliases(domains: readonly string[], trustDomains: readonly string[]): string[] {
  return [...new Set(domains.flatMap((one) => (trustDomains.includes(one) ? trustDomains : [one])))];
}

/** `*-td` ends like `old-td`. */
function isSuffixOf(pattern: string, domain: string): boolean {
  return pattern.startsWith('*') && domain.endsWith(pattern.slice(1));
}

function matchesDomain(domain: string, pattern: string): boolean {
  return (
    domain === pattern ||
    isSuffixOf(pattern, domain) ||
    (pattern.endsWith('*') && domain.startsWith(pattern.slice(0, -1)))
  );
}
