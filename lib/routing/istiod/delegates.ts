import type { HttpMatchSpec, HttpRouteSpec, StringMatchSpec } from '../../model/kinds/virtual-service';
import type { HttpRule, HttpRuleMatch } from './rule';

/**
 * The routes of a delegate under the conditions of the route that delegates to it. A route whose conditions can't be
 * a part of the root's is left out.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export function mergedWithDelegate(root: HttpRule, delegate: readonly HttpRule[]): HttpRule[] {
  return delegate.flatMap((rule) => {
    const matches = mergedMatches(root.matches, rule.matches);
    if (matches === undefined) return [];
    const name = joined(root.spec.name, rule.spec.name);
    const named = name === undefined ? {} : { name };
    return [
      {
        origin: { ...rule.origin, ...named },
        spec: { ...inherited(root.spec), ...rule.spec, ...named },
        matches,
      },
    ];
  });
}

/** What a delegate's route has from its root where it does not say it itself. */
function inherited(root: HttpRouteSpec): HttpRouteSpec {
  const {
    delegate: _delegate,
    match: _match,
    route: _route,
    redirect: _redirect,
    name: _name,
    ...rest
  } = root;
  return rest;
}

function joined(root: string | undefined, own: string | undefined): string | undefined {
  return root && own ? `${root}-${own}` : own || root || undefined;
}

function mergedMatches(
  root: readonly HttpRuleMatch[],
  delegate: readonly HttpRuleMatch[],
): readonly HttpRuleMatch[] | undefined {
  if (root.length === 0) return delegate;
  if (delegate.length === 0) return root;
  const merged: HttpRuleMatch[] = [];
  for (const own of delegate) {
    const fitting = root.filter(({ spec }) => !conflict(spec, own.spec));
    if (fitting.length === 0) return undefined;
    merged.push(...fitting.map(({ spec }) => ({ index: own.index, spec: mergedMatch(spec, own.spec) })));
  }
  return merged;
}

function mergedMatch(root: HttpMatchSpec, own: HttpMatchSpec): HttpMatchSpec {
  const { ignoreUriCase: _ignoreUriCase, ...inheritedPart } = root;
  const name = joined(root.name, own.name);
  return {
    ...inheritedPart,
    ...own,
    ...(name !== undefined && { name }),
    headers: { ...root.headers, ...own.headers },
    withoutHeaders: { ...root.withoutHeaders, ...own.withoutHeaders },
    queryParams: { ...root.queryParams, ...own.queryParams },
    sourceLabels: { ...root.sourceLabels, ...own.sourceLabels },
  };
}

function conflict(root: HttpMatchSpec, own: HttpMatchSpec): boolean {
  return (
    textsConflict(root.uri, own.uri) ||
    textsConflict(root.scheme, own.scheme) ||
    textsConflict(root.method, own.method) ||
    textsConflict(root.authority, own.authority) ||
    mapsConflict(root.headers, own.headers) ||
    mapsConflict(root.withoutHeaders, own.withoutHeaders) ||
    mapsConflict(root.queryParams, own.queryParams) ||
    (root.ignoreUriCase ?? false) !== (own.ignoreUriCase ?? false) ||
    (!!root.port && !!own.port && root.port !== own.port) ||
    (!!root.sourceNamespace && own.sourceNamespace !== root.sourceNamespace) ||
    Object.entries(own.sourceLabels ?? {}).some(
      ([key, value]) => root.sourceLabels?.[key] !== undefined && root.sourceLabels[key] !== value,
    ) ||
    gatewaysConflict(root.gateways ?? [], own.gateways ?? [])
  );
}

function gatewaysConflict(root: readonly string[], own: readonly string[]): boolean {
  if (root.length === 0 || own.length === 0) return false;
  return root.length < own.length || own.some((gateway) => !root.includes(gateway));
}

type Matches = Readonly<Record<string, StringMatchSpec>> | undefined;

function mapsConflict(root: Matches, own: Matches): boolean {
  return Object.entries(own ?? {}).some(([key, match]) => textsConflict(root?.[key], match));
}

/** Whether what the delegate compares with is not a part of what the root does, as far as istiod sees. */
function textsConflict(root: StringMatchSpec | undefined, own: StringMatchSpec | undefined): boolean {
  if (root === undefined || own === undefined) return false;
  if (root.regex || own.regex) return true;
  if (root.exact) return !!own.prefix || own.exact !== root.exact;
  if (root.prefix && (own.prefix || own.exact))
    return !(own.prefix || own.exact || '').startsWith(root.prefix);
  return true;
}
