import type { Facts } from '../../authorization/rbac';
import type { RequestView } from '../../authorization/request-view';
import { applyOperations, formatted, type Headers } from './header-operations';
import type { ProxyAnswer } from './respond';
import { rewrittenPath } from './rewrite';
import type { ForwardAction, WeightedCluster } from './route-configuration';

/** The request as a destination's backend sees it. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request that goes to one of a route's destinations: rewritten, its headers changed. */
export function upstreamRequest(
  { view, facts, route }: ProxyAnswer,
  action: ForwardAction,
  destination: WeightedCluster | undefined,
): UpstreamRequest {
  const headers: Headers = { ...view.headers };
  if (headers['x-forwarded-proto'] !== undefined) headers['x-forwarded-proto'] = view.forwardedScheme;
  const value = valuesOf(view, facts);
  applyOperations(headers, destination?.requestHeaders, value);
  applyOperations(headers, route?.requestHeaders, value);
  return {
    method: view.method,
    path: route === undefined ? view.path : rewrittenPath(view.path, route.match.path, action.rewrite),
    host: destination?.host ?? action.host ?? view.host,
    headers,
  };
}

/**
 * What the proxy puts on a response, also on one that it makes itself once it has a route.
 *
 * @param before what a proxy behind it has put there
 */
export function responseHeaders(
  answer: ProxyAnswer,
  destination?: WeightedCluster,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { view, facts, cors } = answer;
  const route = answer.route ?? answer.refusedRoute;
  if (cors.answered) return cors.headers;
  // A fault comes before a route that answers by itself has its say.
  if (answer.decision === 'abort' && route?.action.kind !== 'forward') return cors.headers;
  const headers: Headers = { ...before };
  // What a response tells of its request is told of the one that went on.
  const { action } = answer.route ?? {};
  const sent = action?.kind === 'forward' ? upstreamRequest(answer, action, destination) : undefined;
  const value = valuesOf(sent === undefined ? view : { ...view, ...sent }, facts);
  applyOperations(headers, destination?.responseHeaders, value);
  applyOperations(headers, route?.responseHeaders, value);
  return { ...headers, ...cors.headers };
}

function valuesOf(view: RequestView, facts: Facts): (template: string) => string {
  const request = (name: string) => (name.startsWith(':') ? pseudo(view, name) : view.headers[name]);
  return (template) =>
    formatted(template, {
      request,
      protocol: 'HTTP/1.1',
      ...(facts.source !== undefined && { address: facts.source }),
    });
}

function pseudo(view: RequestView, name: string): string | undefined {
  const values: Readonly<Record<string, string>> = {
    ':method': view.method,
    ':path': view.path,
    ':authority': view.host,
    ':scheme': view.scheme,
  };
  return values[name];
}
