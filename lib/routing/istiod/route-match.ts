import type { HttpMatchSpec, StringMatchSpec } from '../../model/kinds/virtual-service';
import type { TextMatcher } from '../../values/text-matcher';
import { inTextOrder } from '../../values/text-order';
import type { ClaimMatcher, HeaderMatcher, PathMatcher, RouteMatch } from '../envoy/route-configuration';
import type { RoutingRule } from './rule';

/** The conditions of a route that the proxy checks for each request. */
export function routeMatchOf(
  spec: HttpMatchSpec | undefined,
  semantics: RoutingRule['semantics'],
): RouteMatch {
  if (spec === undefined) return { path: { kind: 'prefix', value: '/' } };
  const headers = [...headersOf(spec.headers, false), ...headersOf(spec.withoutHeaders, true)].sort((a, b) =>
    inTextOrder(a.name, b.name),
  );
  const pseudo = [
    [':method', spec.method],
    [':authority', spec.authority],
    [':scheme', spec.scheme],
  ] as const;
  for (const [name, match] of pseudo) {
    if (match !== undefined) headers.push(headerOf(name, match, false));
  }
  const claims = [...claimsOf(spec.headers, false), ...claimsOf(spec.withoutHeaders, true)];
  const query = Object.entries(spec.queryParams ?? {}).map(([name, match]) => ({
    name,
    ...comparisonOf(match),
  }));
  return {
    path: pathOf(spec, semantics),
    ...(headers.length > 0 && { headers }),
    ...(query.length > 0 && { query }),
    ...(claims.length > 0 && { claims }),
  };
}

/** Whether a route takes everything, so that nothing after it is ever asked. */
export function takesAll({ path, headers, query, claims }: RouteMatch): boolean {
  const everyPath =
    ((path.kind === 'prefix' || path.kind === 'segments') && path.value === '/') ||
    (path.kind === 'regex' && path.value === '.*');
  return everyPath && headers === undefined && query === undefined && claims === undefined;
}

function pathOf({ uri, ignoreUriCase }: HttpMatchSpec, semantics: RoutingRule['semantics']): PathMatcher {
  const ignore = ignoreUriCase ? { ignoreCase: true } : {};
  if (uri?.exact !== undefined) return { kind: 'exact', value: uri.exact, ...ignore };
  if (uri?.regex !== undefined) return { kind: 'regex', value: uri.regex };
  if (uri?.prefix === undefined) return { kind: 'prefix', value: '/', ...ignore };
  if (semantics === 'istio' || uri.prefix === '/') return { kind: 'prefix', value: uri.prefix, ...ignore };
  return { kind: 'segments', value: uri.prefix.replace(/\/$/, ''), ...ignore };
}

type Matches = Readonly<Record<string, StringMatchSpec>> | undefined;

function headersOf(matches: Matches, invert: boolean): HeaderMatcher[] {
  return Object.entries(matches ?? {})
    .filter(([name]) => claimPath(name) === undefined)
    .map(([name, match]) => headerOf(name.toLowerCase(), match, invert));
}

function headerOf(name: string, match: StringMatchSpec, invert: boolean): HeaderMatcher {
  const value = comparisonOf(match);
  return {
    name,
    ...value,
    ...(invert && { invert }),
    ...(invert && value.value && { missingIsEmpty: true }),
  };
}

function claimsOf(matches: Matches, invert: boolean): ClaimMatcher[] {
  return Object.entries(matches ?? {}).flatMap(([name, match]) => {
    const path = claimPath(name);
    const value = textMatcherOf(match);
    return path === undefined || value === undefined ? [] : [{ path, value, ...(invert && { invert }) }];
  });
}

/** `@request.auth.claims.a.b` and `@request.auth.claims[a][b]` are the claim `b` in `a`. */
function claimPath(name: string): readonly string[] | undefined {
  const prefix = '@request.auth.claims';
  if (!name.toLowerCase().startsWith(prefix)) return undefined;
  const rest = name.slice(prefix.length);
  if (rest.startsWith('.') && rest.length > 1) return rest.slice(1).split('.');
  return rest !== '' && rest.replace(/\[[^[\]]+\]/g, '') === '' ? rest.slice(1, -1).split('][') : undefined;
}

/** No value for a match that only asks whether something is there. */
function comparisonOf(match: StringMatchSpec): { value?: TextMatcher } {
  const value = match.regex === '*' ? undefined : textMatcherOf(match);
  return value === undefined ? {} : { value };
}

/** How the proxy compares; undefined for an empty match. */
export function textMatcherOf(match: StringMatchSpec): TextMatcher | undefined {
  if (match.exact !== undefined) return { kind: 'exact', text: match.exact };
  if (match.prefix !== undefined) return { kind: 'prefix', text: match.prefix };
  return match.regex === undefined ? undefined : { kind: 'regex', expression: match.regex };
}
