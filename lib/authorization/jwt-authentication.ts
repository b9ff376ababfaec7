import type { HttpRequest } from './request-view';
import { type JsonWebKey, parseToken, type Token, type TokenTrouble, troubleOf } from './token';

/**
 * The tokens that a workload believes.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export interface JwtAuthentication {
  readonly rules: readonly JwtRule[];
}

/** One issuer. */
export interface JwtRule {
  /** `<namespace>/<name>` of the RequestAuthentication. */
  readonly origin: string;
  readonly issuer: string;
  /** Every audience is taken where left out. */
  readonly audiences?: readonly string[];
  readonly headers: readonly { readonly name: string; readonly prefix: string }[];
  readonly params: readonly string[];
  readonly cookies: readonly string[];
  /** Undefined where the keys are fetched at run time. */
  readonly keys?: readonly JsonWebKey[];
  readonly forward: boolean;
  readonly payloadHeader?: string;
  readonly claimHeaders: readonly { readonly header: string; readonly claim: string }[];
  /** Claims that are lists, written with spaces. */
  readonly spaced: readonly string[];
}

/** What came of a request's tokens. */
export interface Authenticated {
  readonly refused?: TokenTrouble & { readonly rule: JwtRule };
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The request's headers afterwards, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The path afterwards: a token in the query is taken out. */
  readonly path: string;
  /** A token was believed although its keys are not in the manifests. */
  readonly unverified?: JwtRule;
}

/**
 * Looks for tokens where each issuer has them, verifies them, and changes the headers as the issuers' rules say. No
 * token is no trouble; a wrong one is, also where another would do.
 *
 * @param at - seconds since 1970
 */
export function authenticate({ rules }: JwtAuthentication, request: HttpRequest, at: number): Authenticated {
  if (isPreflight(request)) return { headers: request.headers, path: request.path };
  const headers: Record<string, string> = { ...request.headers };
  // What the proxy says of a token, no client may say.
  for (const { payloadHeader, claimHeaders } of rules) {
    if (payloadHeader !== undefined) delete headers[payloadHeader];
    for (const { header } of claimHeaders) delete headers[header];
  }
  const outcomes = rules.map((rule) => ({ rule, outcome: outcomeOf(rule, request, at) }));
  const good = outcomes.filter(({ outcome }) => outcome.token !== undefined);
  const bad = outcomes.filter(({ outcome }) => outcome.trouble !== undefined);
  // One good token is enough where several issuers share a place; otherwise each that is there must be good.
  if (bad.length > 0 && good.length === 0) {
    const told = bad.filter(({ outcome }) => outcome.trouble?.kind !== 'unknown-issuer').at(-1) ?? bad.at(-1);
    if (told?.outcome.trouble !== undefined) {
      return { refused: { ...told.outcome.trouble, rule: told.rule }, headers, path: request.path };
    }
  }
  let path = request.path;
  let claims: Readonly<Record<string, unknown>> | undefined;
  let unverified: JwtRule | undefined;
  for (const { rule, outcome } of good) {
    const { token, place } = outcome;
    if (token === undefined) continue;
    claims = { ...claims, ...spacedClaims(token.claims, rule.spaced) };
    if (rule.keys === undefined) unverified = rule;
    if (!rule.forward && place !== undefined) path = withoutToken(place, headers, path);
    if (rule.payloadHeader !== undefined) headers[rule.payloadHeader] = token.payload;
    for (const { header, claim } of rule.claimHeaders) {
      const value = headerValue(nested(token.claims, claim));
      if (value !== undefined) headers[header] = value;
    }
  }
  return { ...(claims && { claims }), headers, path, ...(unverified && { unverified }) };
}

function isPreflight({ method, headers }: HttpRequest): boolean {
  return method === 'OPTIONS' && !!headers.origin && !!headers['access-control-request-method'];
}

interface Place {
  readonly kind: 'header' | 'param' | 'cookie';
  readonly name: string;
}

interface Outcome {
  readonly token?: Token;
  readonly place?: Place;
  readonly trouble?: TokenTrouble;
}

function outcomeOf(rule: JwtRule, request: HttpRequest, at: number): Outcome {
  let trouble: TokenTrouble | undefined;
  for (const { text, place } of tokensOf(rule, request)) {
    const token = parseToken(text);
    trouble = 'kind' in token ? token : troubleOf(token, rule, at);
    if (trouble === undefined && !('kind' in token)) return { token, place };
  }
  return trouble === undefined ? {} : { trouble };
}

/** The texts at the rule's places: a bearer token and the parameter `access_token` where it names none. */
function tokensOf(rule: JwtRule, { headers, path }: HttpRequest): { text: string; place: Place }[] {
  const standard = rule.headers.length + rule.params.length + rule.cookies.length === 0;
  const places = standard ? [{ name: 'authorization', prefix: 'Bearer ' }] : rule.headers;
  const found: { text: string; place: Place }[] = [];
  for (const { name, prefix } of places) {
    const value = headers[name];
    const start = value === undefined ? -1 : value.indexOf(prefix);
    if (value === undefined || start === -1) continue;
    const text = /[A-Za-z0-9._\-+/=]*/.exec(value.slice(start + prefix.length).trimStart())?.[0] ?? '';
    found.push({ text, place: { kind: 'header', name } });
  }
  for (const name of standard ? ['access_token'] : rule.params) {
    const text = new URLSearchParams(path.split('?')[1] ?? '').get(name);
    if (text !== null) found.push({ text, place: { kind: 'param', name } });
  }
  for (const name of rule.cookies) {
    const text = cookieOf(headers.cookie, name);
    if (text !== undefined) found.push({ text, place: { kind: 'cookie', name } });
  }
  return found;
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const cookie = header?.split(';').find((one) => one.trim().startsWith(`${name}=`));
  return cookie?.trim().slice(name.length + 1);
}

function withoutToken({ kind, name }: Place, headers: Record<string, string>, path: string): string {
  if (kind === 'header') delete headers[name];
  if (kind !== 'param') return path;
  const [bare = '', query = ''] = path.split('?');
  const rest = query.split('&').filter((part) => !part.startsWith(`${name}=`));
  return rest.length === 0 ? bare : `${bare}?${rest.join('&')}`;
}

function spacedClaims(
  claims: Readonly<Record<string, unknown>>,
  spaced: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      spaced.includes(name) && typeof value === 'string' ? value.split(' ') : value,
    ]),
  );
}

/** `a.b` is `b` in `a`, where there is no claim of the whole name. */
function nested(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Texts, numbers and truth as they are; what has parts as Base64 of its JSON. */
function headerValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') return Buffer.from(JSON.stringify(value)).toString('base64');
  return String(value);
}
