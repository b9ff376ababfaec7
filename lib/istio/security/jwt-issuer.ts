import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, every, isPlain, text } from '../../values/check';
import { given } from '../../values/options';
import { optional, reference } from '../../values/shape';
import { isWebUrl } from '../../values/url';
import { type IJwtIssuer, issuerName, jwtIssuer } from '../references/jwt-issuer';
import { JwtKeys, jwtKeys } from './jwt-keys';

/**
 * Who issues JSON Web Tokens, and which keys its tokens are signed with. Made once: a RequestAuthentication checks its
 * tokens, policies name it as a request's principal, routes match its claims.
 *
 * @see https://istio.io/latest/docs/reference/config/security/jwt/
 */
export interface JwtIssuer extends IJwtIssuer {
  /** @default JwtKeys.discovered() */
  readonly keys?: JwtKeys;
}

/** A subject of an issuer's tokens, as a policy names it. */
export interface JwtSubject {
  readonly kind: 'jwt-subject';
  readonly issuer: IJwtIssuer;
  /** What stands in the `sub` claim, or its beginning with a `*` behind it. */
  readonly subject: string;
}

export const JwtIssuer = {
  /**
   * @param issuer what stands in the `iss` claim of its tokens
   * @example
   * const auth0 = JwtIssuer.of('https://example.auth0.com/');
   * new RequestAuthentication(this, 'tokens', { workload: productpage, jwtRules: [{ issuer: auth0 }] });
   * new AuthorizationPolicy(this, 'with-token', {
   *   workload: productpage,
   *   action: allow({ from: [{ requestPrincipals: [auth0] }] }),
   * });
   */
  of(issuer: string, options: { readonly keys?: JwtKeys } = {}): JwtIssuer {
    return { kind: 'jwt-issuer', issuer, ...given(options) };
  },

  /** One of those that an issuer's tokens are for. */
  subject(issuer: IJwtIssuer, subject: string): JwtSubject {
    return { kind: 'jwt-subject', issuer, subject };
  },
};

/** Who asks, by a token that was checked: anyone with a token of the issuer, or one subject of it. */
export type RequestPrincipal = IJwtIssuer | JwtSubject;

const ofIssuer = reference<JwtIssuer>(
  'an issuer of tokens',
  "give JwtIssuer.of('https://accounts.google.com')",
  ['jwt-issuer'],
  { issuer: issuerName, keys: optional(jwtKeys) },
);

/** An issuer whose tokens are checked: its keys can be found. */
export const issuerWithKeys: Check<JwtIssuer> = every(ofIssuer, ({ issuer, keys = JwtKeys.discovered() }) =>
  keys.kind === 'discovered' && !isWebUrl(issuer) ? within('issuer', undiscoverable(issuer)) : undefined,
);

function undiscoverable(issuer: string): Fault {
  return fault(
    'keys are discovered at the URL of an issuer, and this is none',
    issuer,
    "give its keys, such as JwtIssuer.of(…, { keys: JwtKeys.uri('https://…') })",
  );
}

/** Istio splits a principal at its last slash. */
const subject: Check<string> = text({
  holds: (name) => /^[^/*]+\*?$/s.test(name),
  problem: 'a subject has no slash, and a * at its end only',
  instead: "match the claim: when: [{ key: 'request.auth.claims[sub]', values: […] }]",
});

const jwtSubject = reference<JwtSubject>(
  'a subject of tokens',
  "give JwtIssuer.subject(issuer, 'alice')",
  ['jwt-subject'],
  { issuer: jwtIssuer, subject },
);

export const requestPrincipal: Check<RequestPrincipal> = (value: RequestPrincipal) =>
  isPlain(value) && value.kind === 'jwt-subject' ? jwtSubject(value) : jwtIssuer(value as IJwtIssuer);

/** Writes a principal as Istio has it: issuer, slash, subject. */
export function renderRequestPrincipal(principal: RequestPrincipal): string {
  return principal.kind === 'jwt-issuer'
    ? `${principal.issuer}/*`
    : `${principal.issuer.issuer}/${principal.subject}`;
}
