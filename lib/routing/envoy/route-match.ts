import {
  claimHolds,
  claimOf,
  headerOf,
  queryValueOf,
  type RequestView,
} from '../../authorization/request-view';
import { fullMatch } from '../../values/re2';
import { describeMatcher, matchesText, type TextMatcher } from '../../values/text-matcher';
import type {
  ClaimMatcher,
  HeaderMatcher,
  PathMatcher,
  QueryMatcher,
  RouteMatch,
} from './route-configuration';

/**
 * Whether a route takes a request.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-routematch
 */
export function routeMatches(match: RouteMatch, request: RequestView): boolean {
  return (
    pathMatches(match.path, request.bare) &&
    (match.headers === undefined || match.headers.every((header) => headerMatches(header, request))) &&
    (match.query === undefined || match.query.every((query) => queryMatches(query, request))) &&
    (match.claims === undefined || match.claims.every((claim) => claimMatches(claim, request)))
  );
}

/** The first condition that does not hold, in words; undefined where the route takes the request. */
export function whyNot(match: RouteMatch, request: RequestView): string | undefined {
  if (!pathMatches(match.path, request.bare)) return `the path '${request.bare}' ${describePath(match.path)}`;
  const header = match.headers?.find((one) => !headerMatches(one, request));
  if (header !== undefined) return describeHeader(header, headerOf(request, header.name));
  const query = match.query?.find((one) => !queryMatches(one, request));
  if (query !== undefined) {
    return failed(`the query parameter ${query.name}`, query.value, queryValueOf(request.path, query.name));
  }
  const claim = match.claims?.find((one) => !claimMatches(one, request));
  if (claim === undefined) return undefined;
  const value = claimOf(request.claims, claim.path);
  const name = `the claim ${claim.path.join('.')}`;
  return claim.invert
    ? `${name} ${describeMatcher(claim.value)}`
    : failed(name, claim.value, value === undefined ? undefined : JSON.stringify(value));
}

function pathMatches({ kind, value, ignoreCase }: PathMatcher, bare: string): boolean {
  if (kind === 'regex') return fullMatch(value, bare);
  const path = ignoreCase ? bare.toLowerCase() : bare;
  const wanted = ignoreCase ? value.toLowerCase() : value;
  switch (kind) {
    case 'exact':
      return path === wanted;
    case 'prefix':
      return path.startsWith(wanted);
    case 'segments':
      return path.startsWith(wanted) && (path.length === wanted.length || path[wanted.length] === '/');
    default:
      return kind satisfies never;
  }
}

function headerMatches(
  { name, value, invert, missingIsEmpty }: HeaderMatcher,
  request: RequestView,
): boolean {
  const given = headerOf(request, name) ?? (missingIsEmpty ? '' : undefined);
  const holds = given !== undefined && (value === undefined || matchesText(value, given));
  return holds !== (invert ?? false);
}

function queryMatches({ name, value }: QueryMatcher, request: RequestView): boolean {
  const given = queryValueOf(request.path, name);
  return given !== undefined && (value === undefined || matchesText(value, given));
}

function claimMatches({ path, value, invert }: ClaimMatcher, request: RequestView): boolean {
  return claimHolds(value, claimOf(request.claims, path)) !== (invert ?? false);
}

function describePath({ kind, value, ignoreCase }: PathMatcher): string {
  const anyCase = ignoreCase ? ' in any case' : '';
  switch (kind) {
    case 'exact':
      return `is not '${value}'${anyCase}`;
    case 'prefix':
      return `does not begin with '${value}'${anyCase}`;
    case 'segments':
      return `is not below '${value}'${anyCase}`;
    case 'regex':
      return `does not match ${value}`;
    default:
      return kind satisfies never;
  }
}

function describeHeader({ name, value, invert }: HeaderMatcher, given: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    ':method': 'the method',
    ':authority': 'the host',
    ':scheme': 'the scheme',
  };
  const what = words[name] ?? `the header ${name}`;
  if (!invert) return failed(what, value, given);
  return value === undefined ? `${what} is there` : `${what} ${describeMatcher(value)}`;
}

function failed(what: string, value: TextMatcher | undefined, given: string | undefined): string {
  if (given === undefined) return `${what} is missing`;
  return value === undefined
    ? `${what} is missing`
    : `${what} is '${given}': wanted is one that ${describeMatcher(value)}`;
}
