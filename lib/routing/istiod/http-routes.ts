import type { DestinationSpec, HttpRouteSpec } from '../../model/kinds/virtual-service';
import { quoted } from '../../values/re2';
import { secondsOf } from '../../values/seconds';
import type { LeftOut } from '../envoy/configuration';
import type { RouteOrigin } from '../envoy/origin';
import type {
  ForwardAction,
  PathMatcher,
  PathRewrite,
  RetryPolicy,
  Route,
  RouteAction,
  WeightedCluster,
} from '../envoy/route-configuration';
import { corsPolicyOf, faultOf } from './faults';
import { authorityOf, operationsOf, together } from './header-operations';
import { redirectOf } from './redirects';
import { routeMatchOf, takesAll } from './route-match';
import type { HttpRule, HttpRuleMatch, RoutingRule } from './rule';

/** The proxy that routes are made for, and the port. */
export interface RouteContext {
  readonly port: number;
  /** `mesh`, or the Gateway that the rule is bound to. */
  readonly gateway: string;
  /** Of the proxy's workload; left out at a waypoint, which knows nobody's. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace: string;
  /** Whether the proxy ends TLS on this port. */
  readonly tls: boolean;
  /** The cluster of a destination. */
  readonly cluster: (destination: DestinationSpec | undefined) => string;
  /** What holds where a route says nothing of retries. */
  readonly defaultRetries: HttpRouteSpec['retries'] | undefined;
}

/** The routes of a rule for a proxy, in their order, and the matches that are not for it. */
export function routesOf(
  rule: RoutingRule,
  context: RouteContext,
): { readonly routes: readonly Route[]; readonly left: readonly LeftOut[] } {
  const routes: Route[] = [];
  const left: LeftOut[] = [];
  for (const http of rule.http) {
    const matches = http.matches.length === 0 ? [undefined] : http.matches;
    for (const match of matches) {
      const origin = originOf(http, match);
      const because = match && whyNotHere(match, context);
      if (because !== undefined) {
        left.push({ origin, because });
        continue;
      }
      const route = routeOf(rule, http, match, origin, context);
      routes.push(route);
      // Nothing behind a route that takes everything is ever reached: istiod leaves it out.
      if (match === undefined || takesAll(route.match)) return { routes, left };
    }
  }
  return { routes, left };
}

function originOf({ origin }: HttpRule, match: HttpRuleMatch | undefined): RouteOrigin {
  if (match === undefined) return origin;
  const { index, spec } = match;
  return { ...origin, match: { index, ...(spec.name && { name: spec.name }) } };
}

/** Why a match is not for this proxy and port; undefined where it is. */
function whyNotHere({ spec }: HttpRuleMatch, context: RouteContext): string | undefined {
  if (spec.port && spec.port !== context.port) return `it is for port ${spec.port}, not ${context.port}`;
  const wanted = Object.entries(spec.sourceLabels ?? {});
  if (context.labels === undefined && wanted.length > 0)
    return 'a waypoint does not know the labels of clients';
  if (spec.gateways !== undefined && spec.gateways.length > 0) {
    if (spec.gateways.includes(context.gateway)) return undefined;
    return `it is for ${spec.gateways.join(', ')}, not ${context.gateway}`;
  }
  const label = wanted.find(([key, value]) => context.labels?.[key] !== value);
  if (label !== undefined) return `it is for clients labelled ${label.join('=')}`;
  if (!spec.sourceNamespace || spec.sourceNamespace === context.namespace) return undefined;
  return `it is for clients in namespace ${spec.sourceNamespace}`;
}

function routeOf(
  rule: RoutingRule,
  { spec }: HttpRule,
  match: HttpRuleMatch | undefined,
  origin: RouteOrigin,
  context: RouteContext,
): Route {
  const routeMatch = routeMatchOf(match?.spec, rule.semantics);
  const action = actionOf(rule, spec, routeMatch.path, context);
  const [only] = (spec.route ?? []).length === 1 ? (spec.route ?? []) : [];
  const single = action.kind === 'forward' ? only : undefined;
  const requestHeaders = together(
    operationsOf(spec.headers?.request),
    operationsOf(single?.headers?.request),
  );
  const responseHeaders = together(
    operationsOf(spec.headers?.response),
    operationsOf(single?.headers?.response),
  );
  const cors = spec.corsPolicy && corsPolicyOf(spec.corsPolicy);
  const fault = spec.fault && faultOf(spec.fault);
  return {
    name: match?.spec.name ? `${spec.name ?? ''}.${match.spec.name}` : (spec.name ?? ''),
    match: routeMatch,
    action,
    ...(requestHeaders && { requestHeaders }),
    ...(responseHeaders && { responseHeaders }),
    ...(cors && { cors }),
    ...(fault && { fault }),
    origin,
  };
}

function actionOf(
  rule: RoutingRule,
  spec: HttpRouteSpec,
  path: PathMatcher,
  context: RouteContext,
): RouteAction {
  if (spec.redirect !== undefined) return redirectOf(rule, spec.redirect, context);
  if (spec.directResponse !== undefined) {
    const { status = 0, body } = spec.directResponse;
    const bytes = body?.bytes === undefined ? undefined : Buffer.from(body.bytes, 'base64').toString('utf8');
    const text = body?.string ?? bytes;
    return { kind: 'respond', status, ...(text !== undefined && { body: text }) };
  }
  return forwardOf(rule, spec, path, context);
}

function forwardOf(
  { semantics }: RoutingRule,
  spec: HttpRouteSpec,
  path: PathMatcher,
  context: RouteContext,
): ForwardAction {
  const destinations = destinationsOf(spec, context);
  const [only] = (spec.route ?? []).length === 1 ? (spec.route ?? []) : [];
  const rewrite = spec.rewrite && rewriteOf(spec.rewrite, path, semantics);
  const host =
    spec.rewrite?.authority || authorityOf(spec.headers?.request) || authorityOf(only?.headers?.request);
  const retries = retriesOf(spec.retries ?? context.defaultRetries);
  return {
    kind: 'forward',
    destinations,
    missing: semantics === 'gateway-api' ? 500 : 503,
    timeout: secondsOf(spec.timeout) ?? 0,
    mirrors: mirrorsOf(spec, context),
    ...(rewrite && { rewrite }),
    ...(host && { host }),
    ...(retries && { retries }),
  };
}

function destinationsOf(spec: HttpRouteSpec, context: RouteContext): WeightedCluster[] {
  const route = spec.route ?? [];
  const [first] = route;
  if (route.length === 1 && first !== undefined) {
    return [{ cluster: context.cluster(first.destination), weight: 1 }];
  }
  return route
    .filter(({ weight }) => (weight ?? 0) > 0)
    .map(({ destination, weight = 0, headers }) => {
      const requestHeaders = operationsOf(headers?.request);
      const responseHeaders = operationsOf(headers?.response);
      const host = authorityOf(headers?.request);
      return {
        cluster: context.cluster(destination),
        weight,
        ...(requestHeaders && { requestHeaders }),
        ...(responseHeaders && { responseHeaders }),
        ...(host && { host }),
      };
    });
}

function rewriteOf(
  { uri, uriRegexRewrite }: NonNullable<HttpRouteSpec['rewrite']>,
  path: PathMatcher,
  semantics: RoutingRule['semantics'],
): PathRewrite | undefined {
  if (uriRegexRewrite !== undefined) {
    const { match = '', rewrite = '' } = uriRegexRewrite;
    return { kind: 'regex', expression: match, substitution: rewrite };
  }
  if (!uri) return undefined;
  if (semantics === 'gateway-api' && uri === '/') {
    // The prefix goes; a slash stays where all of the path would.
    const matched = path.kind === 'segments' ? path.value : '';
    return { kind: 'regex', expression: `^${quoted(matched)}(/?)(.*)`, substitution: '/\\2' };
  }
  return { kind: 'prefix', with: uri };
}

function mirrorsOf(spec: HttpRouteSpec, context: RouteContext): ForwardAction['mirrors'] {
  const single = spec.mirror && {
    destination: spec.mirror,
    percent: spec.mirrorPercentage ? (spec.mirrorPercentage.value ?? 0) : (spec.mirrorPercent ?? 100),
  };
  const several = (spec.mirrors ?? []).map(({ destination, percentage }) => ({
    destination,
    percent: percentage ? (percentage.value ?? 0) : 100,
  }));
  return [...(single ? [single] : []), ...several]
    .filter(({ destination, percent }) => destination !== undefined && percent > 0)
    .map(({ destination, percent }) => ({ cluster: context.cluster(destination), percent }));
}

const defaultRetryOn = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

/** Istio's own retries where nothing is said: two, of what can't have been handled. */
export function retriesOf(spec: HttpRouteSpec['retries'] | undefined): RetryPolicy | undefined {
  if (spec === undefined) return { attempts: 2, on: defaultRetryOn };
  const attempts = spec.attempts ?? 0;
  if (attempts <= 0) return undefined;
  const perTryTimeout = secondsOf(spec.perTryTimeout);
  const timed = perTryTimeout === undefined ? {} : { perTryTimeout };
  if (!spec.retryOn) return { attempts, on: defaultRetryOn, ...timed };
  const parts = spec.retryOn.split(',').map((part) => part.trim());
  const statuses = parts.filter((part) => /^[1-5]\d\d$/.test(part)).map(Number);
  const words = parts.filter((part) => part !== '' && !/^[1-5]\d\d$/.test(part));
  if (statuses.length > 0 && !words.includes('retriable-status-codes')) words.push('retriable-status-codes');
  return { attempts, on: words.join(','), ...(statuses.length > 0 && { statuses }), ...timed };
}
