import { matchesText, type TextMatcher } from '../values/text-matcher';

/** A request as a proxy reads it. */
export interface HttpRequest {
  readonly method: string;
  /** With its query, as it was written. */
  readonly path: string;
  /** The Host header. */
  readonly host: string;
  readonly scheme: 'http' | 'https';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request after the proxy has tidied it: what routes and policies look at. */
export interface RequestView extends HttpRequest {
  /** The path without query and fragment. */
  readonly bare: string;
  /** `x-forwarded-proto`, which the proxy writes where nobody before it that it trusts did. */
  readonly forwardedScheme: string;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** The value of a header, of `:method`, `:authority`, `:scheme` and `:path` too; undefined where it is missing. */
export function headerOf(request: RequestView, name: string): string | undefined {
  switch (name) {
    case ':method':
      return request.method;
    case ':authority':
    case 'host':
      return request.host;
    case ':scheme':
      return request.scheme;
    case ':path':
      return request.path;
    case 'x-forwarded-proto':
      return request.forwardedScheme;
    default:
      return Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
  }
}

/** The first value of a query parameter as it is written; undefined where the query does not have it. */
export function queryValueOf(path: string, name: string): string | undefined {
  const start = path.indexOf('?');
  if (start === -1) return undefined;
  const end = path.indexOf('#', start);
  const query = path.slice(start + 1, end === -1 ? undefined : end);
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    if ((equals === -1 ? part : part.slice(0, equals)) === name) {
      return equals === -1 ? '' : part.slice(equals + 1);
    }
  }
  return undefined;
}

/** The path without query and fragment. */
export function barePath(path: string): string {
  const query = path.indexOf('?');
  const fragment = path.indexOf('#');
  const end = query === -1 || (fragment !== -1 && fragment < query) ? fragment : query;
  return end === -1 ? path : path.slice(0, end);
}

/** The value that stands under a path of keys in a token's claims. */
export function claimOf(
  claims: Readonly<Record<string, unknown>> | undefined,
  path: readonly string[],
): unknown {
  let value: unknown = claims;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A text is compared itself, of a list one must pass. */
export function claimHolds(matcher: TextMatcher, value: unknown): boolean {
  if (typeof value === 'string') return matchesText(matcher, value);
  return Array.isArray(value) && value.some((one) => typeof one === 'string' && matchesText(matcher, one));
}
