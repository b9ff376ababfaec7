import type { HttpRouteSpec } from '../../model/kinds/virtual-service';
import type { RedirectAction, RouteAction } from '../envoy/route-configuration';
import type { RoutingRule } from './rule';

/** The port that a route is for. */
interface Listening {
  readonly port: number;
  /** Whether the proxy ends TLS on it. */
  readonly tls: boolean;
}

const redirectCodes = new Set([301, 302, 303, 307, 308]);

/** Where a route sends a request elsewhere; a code that nobody knows leaves it without an answer. */
export function redirectOf(
  { semantics }: RoutingRule,
  redirect: NonNullable<HttpRouteSpec['redirect']>,
  context: Listening,
): RouteAction {
  const status = redirect.redirectCode || 301;
  if (!redirectCodes.has(status)) return { kind: 'nothing' };
  const port = redirectPort(redirect, context);
  const prefix = '%PREFIX()%';
  const isPrefix = semantics === 'gateway-api' && redirect.uri?.startsWith(prefix);
  const path: RedirectAction['path'] = redirect.uri
    ? isPrefix
      ? { kind: 'prefix', value: redirect.uri.slice(prefix.length) }
      : { kind: 'whole', value: redirect.uri }
    : undefined;
  return {
    kind: 'redirect',
    status,
    ...(redirect.scheme && { scheme: redirect.scheme }),
    ...(redirect.authority && { host: redirect.authority }),
    ...(port && { port }),
    ...(path && { path }),
  };
}

/** The port that stands in the location: not where it is the scheme's own. */
function redirectPort(
  { port, derivePort, scheme }: NonNullable<HttpRouteSpec['redirect']>,
  context: Listening,
): number | undefined {
  const wanted = port ?? (derivePort === 'FROM_REQUEST_PORT' ? context.port : undefined);
  const used = scheme || (context.tls ? 'https' : 'http');
  return (wanted === 80 && used === 'http') || (wanted === 443 && used === 'https') ? undefined : wanted;
}
