import type { HttpRequest } from '../../authorization/request-view';
import { rewrittenPath } from './rewrite';
import type { PathMatcher, RedirectAction } from './route-configuration';

/**
 * Where a redirect sends a request.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-redirectaction
 */
export function locationOf(action: RedirectAction, matcher: PathMatcher, request: HttpRequest): string {
  const scheme = action.scheme ?? request.scheme;
  const port = action.port ? `:${action.port}` : '';
  const host = action.host || keptHost(request, scheme, port !== '');
  return `${scheme}://${host}${port}${redirectedPath(action, matcher, request.path)}`;
}

/** The request's host; its port goes where another is set, and where it was the old scheme's own. */
function keptHost({ host, scheme }: HttpRequest, newScheme: string, newPort: boolean): string {
  const colon = host.endsWith(']') ? -1 : host.lastIndexOf(':');
  if (colon === -1) return host;
  const port = host.slice(colon);
  const usual = scheme !== newScheme && port === (scheme === 'https' ? ':443' : ':80');
  return newPort || usual ? host.slice(0, colon) : host;
}

function redirectedPath({ path }: RedirectAction, matcher: PathMatcher, given: string): string {
  if (path === undefined) return rooted(given);
  if (path.kind === 'prefix')
    return rooted(rewrittenPath(given, matcher, { kind: 'prefix', with: path.value }));
  const query = given.indexOf('?');
  return rooted(path.value.includes('?') || query === -1 ? path.value : path.value + given.slice(query));
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
