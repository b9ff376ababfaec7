import type { RouteSpec } from '../../model/kinds/gateway-api';
import type { HttpMatchSpec, HttpRouteSpec, StringMatchSpec } from '../../model/kinds/virtual-service';
import type { MeshModel } from '../../model/mesh-model';
import { routingBehaviour } from '../../release/routing-behaviour';
import { backendDestination, type Conversion } from './gateway-api-backends';
import { convertedFilters, headerOperations, mapOf } from './gateway-api-filters';
import { referenceTo } from './object-reference';
import type { GatewayApiRoute } from './route-parents';
import type { HttpRule } from './rule';

type Rule = NonNullable<RouteSpec['rules']>[number];
type Loose = Readonly<Record<string, unknown>>;

/** The rules of a route in the words of a VirtualService, one for each match; undefined where istiod takes none of them. */
export function convertedRules(route: GatewayApiRoute, conversion: Conversion): HttpRule[] | undefined {
  const converted: HttpRule[] = [];
  for (const [index, rule] of (route.spec.rules ?? []).entries()) {
    const spec = convertedRule(route, rule, index, conversion);
    if (spec === undefined) return undefined;
    const matches = matchesOf(route, rule);
    const origin = { object: referenceTo(route), index, ...(rule.name && { name: rule.name }) };
    const port = conversion.port === undefined ? {} : { port: conversion.port };
    if (matches.length === 0) {
      const all = conversion.port === undefined ? [] : [{ index: 0, spec: port }];
      converted.push({ origin, spec, matches: all });
    }
    matches.forEach((match, place) => {
      converted.push({ origin, spec, matches: [{ index: place, spec: { ...match, ...port } }] });
    });
  }
  return converted;
}

function convertedRule(
  route: GatewayApiRoute,
  rule: Rule,
  index: number,
  conversion: Conversion,
): HttpRouteSpec | undefined {
  const filters = convertedFilters(rule.filters ?? [], route, conversion);
  if (filters === undefined) return undefined;
  const base: HttpRouteSpec = {
    name: rule.name || `${route.namespace}.${route.name}.${index}`,
    ...filters,
    ...timesOf(rule),
  };
  const backends = rule.backendRefs ?? [];
  const taken = backends.filter(({ weight }) => weight !== 0);
  if (taken.length === 0 && filters.redirect === undefined) {
    return { ...base, directResponse: { status: emptyStatus(route, backends.length, conversion.model) } };
  }
  const destinations: NonNullable<HttpRouteSpec['route']>[number][] = [];
  for (const backend of taken) {
    const found = backendDestination(backend, route, conversion);
    const own = (backend.filters ?? []).map(backendHeaders);
    if (found === undefined || own.includes(undefined)) return undefined;
    const headers = Object.assign({}, ...own) as NonNullable<HttpRouteSpec['headers']>;
    destinations.push({
      ...found,
      weight: backend.weight ?? 1,
      ...(Object.keys(headers).length > 0 && { headers }),
    });
  }
  return { ...base, route: destinations };
}

/** What a rule answers that has nowhere to go. */
function emptyStatus(route: GatewayApiRoute, backends: number, { release }: MeshModel): number {
  return route.kind === 'HTTPRoute' && backends === 0 ? routingBehaviour(release).routeWithoutBackends : 500;
}

function backendHeaders(filter: Loose): HttpRouteSpec['headers'] | undefined {
  switch (filter.type) {
    case 'RequestHeaderModifier':
      return { request: headerOperations(filter.requestHeaderModifier) };
    case 'ResponseHeaderModifier':
      return { response: headerOperations(filter.responseHeaderModifier) };
    default:
      return undefined;
  }
}

function timesOf({ timeouts, retry }: Rule): Pick<HttpRouteSpec, 'timeout' | 'retries'> {
  const backend = nonZero(timeouts?.backendRequest);
  const request = nonZero(timeouts?.request);
  if (retry === undefined)
    return { ...((backend ?? request) && { timeout: (backend ?? request) as string }) };
  const codes = Array.isArray(retry.codes) ? retry.codes.map(String) : [];
  const attempts = typeof retry.attempts === 'number' ? retry.attempts : 2;
  return {
    ...(request && { timeout: request }),
    retries: {
      attempts,
      retryOn: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', ...codes].join(','),
      ...(backend && { perTryTimeout: backend }),
      ...(typeof retry.backoff === 'string' && { backoff: retry.backoff }),
    },
  };
}

function nonZero(duration: string | undefined): string | undefined {
  return duration === undefined || /^0+(?:h|m|s|ms)$/.test(duration) ? undefined : duration;
}

/** The matches of a rule, with what the API server puts in where nothing is written. */
function matchesOf(route: GatewayApiRoute, { matches }: Rule): HttpMatchSpec[] {
  if (route.kind === 'GRPCRoute') return (matches ?? []).map(grpcMatch);
  return (matches?.length ? matches : [{}]).map((match) => ({
    uri: pathMatch(match.path as Loose | undefined),
    ...mapped('headers', match.headers),
    ...mapped('queryParams', match.queryParams),
    ...(typeof match.method === 'string' && { method: { exact: match.method } }),
  }));
}

function pathMatch(path: Loose | undefined): StringMatchSpec {
  const value = typeof path?.value === 'string' ? path.value : '/';
  switch (path?.type) {
    case 'Exact':
      return { exact: value };
    case 'RegularExpression':
      return { regex: value };
    default:
      return { prefix: value === '/' ? value : value.replace(/\/$/, '') };
  }
}

function grpcMatch(match: Loose): HttpMatchSpec {
  const { type, service, method } = (match.method ?? {}) as Readonly<Record<string, string | undefined>>;
  const uri =
    match.method === undefined ? {} : { uri: grpcPath(type === 'RegularExpression', service, method) };
  return { ...uri, ...mapped('headers', match.headers) };
}

function grpcPath(regex: boolean, service: string | undefined, method: string | undefined): StringMatchSpec {
  if (regex) return { regex: `/${service ?? '[^/]+'}/${method ?? '.+'}` };
  if (method === undefined) return { prefix: `/${service ?? ''}/` };
  return service === undefined ? { regex: `/[^/]+/${method}` } : { exact: `/${service}/${method}` };
}

function mapped(name: 'headers' | 'queryParams', written: unknown): Partial<HttpMatchSpec> {
  const matches = mapOf(written, ({ type, value }) =>
    type === 'RegularExpression' ? { regex: String(value) } : { exact: String(value) },
  );
  return Object.keys(matches).length === 0 ? {} : { [name]: matches };
}
