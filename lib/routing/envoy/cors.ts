import type { HttpRequest } from '../../authorization/request-view';
import { matchesText } from '../../values/text-matcher';
import type { CorsPolicy } from './route-configuration';

/** What the CORS filter does with a request. */
export interface CorsOutcome {
  /** The proxy answers the preflight itself. */
  readonly answered: boolean;
  /** Headers that the response gets. */
  readonly headers: Readonly<Record<string, string>>;
}

const untouched: CorsOutcome = { answered: false, headers: {} };

/**
 * Judges the origin of a request; a preflight of an allowed one is answered by the proxy.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/cors_filter
 */
export function corsOutcome(policy: CorsPolicy | undefined, request: HttpRequest): CorsOutcome {
  const origin = request.headers.origin;
  if (policy === undefined || origin === undefined || origin === '') return untouched;
  // Whatever matches an asterisk allows every origin.
  const allowed = policy.origins.some((one) => matchesText(one, '*') || matchesText(one, origin));
  const preflight =
    request.method === 'OPTIONS' && (request.headers['access-control-request-method'] ?? '') !== '';
  // A preflight that does not go on is answered all the same: without the origin it allows nothing.
  if (!allowed && (!preflight || policy.forwardUnmatched)) return untouched;
  const shared = {
    ...(allowed && { 'access-control-allow-origin': origin }),
    ...(policy.credentials && { 'access-control-allow-credentials': 'true' }),
    ...(policy.expose && { 'access-control-expose-headers': policy.expose }),
  };
  if (!preflight) return { answered: false, headers: shared };
  // What is allowed without limits is told as what was asked for.
  const methods = policy.methods === '*' ? request.headers['access-control-request-method'] : policy.methods;
  const headers =
    policy.headers === '*' ? (request.headers['access-control-request-headers'] ?? '') : policy.headers;
  return {
    answered: true,
    headers: {
      ...shared,
      ...(policy.methods && methods !== undefined && { 'access-control-allow-methods': methods }),
      ...(policy.headers && headers !== undefined && { 'access-control-allow-headers': headers }),
      ...(policy.maxAge && { 'access-control-max-age': policy.maxAge }),
    },
  };
}
