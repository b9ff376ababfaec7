import type { RequestAuthenticationSpecJwtRules } from '../../../imports/security.istio.io/request-authentication';
import { distinct, filledText, flag, list, record } from '../../values/check';
import { defined } from '../../values/defined';
import { headerName, plainHeaderName } from '../../values/header-name';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { issuerWithKeys, type JwtIssuer } from './jwt-issuer';
import { JwtKeys, renderKeys } from './jwt-keys';

/** A header that a token is taken from. */
export interface JwtHeader {
  readonly name: string;
  /** What stands before the token, with its space. @default - nothing */
  readonly prefix?: string;
}

/**
 * Which tokens are taken, and what becomes of them. A token is looked for in all the places that are given.
 *
 * @see https://istio.io/latest/docs/reference/config/security/jwt/#JWTRule
 */
export interface JwtRule {
  readonly issuer: JwtIssuer;
  /** The audiences of which a token names one. @default - any */
  readonly audiences?: NonEmpty<string>;
  /** @default - `Authorization: Bearer …`, where no other place is given */
  readonly fromHeaders?: NonEmpty<JwtHeader>;
  /** Query parameters. @default - `access_token`, where no other place is given */
  readonly fromParams?: NonEmpty<string>;
  /** Cookies. Istio 1.21 and newer. @default - none */
  readonly fromCookies?: NonEmpty<string>;
  /** Headers for the application by the claim that each holds: `{ 'x-user': 'sub' }`. @default - none */
  readonly outputClaimToHeaders?: Readonly<Record<string, string>>;
  /** A header for the application that holds all claims, in base64url. @default - none */
  readonly outputPayloadToHeader?: string;
  /** Claims that hold several values with spaces between them, beside `scope` and `permission`. Istio 1.28 and newer. */
  readonly spaceDelimitedClaims?: NonEmpty<string>;
  /** Whether the application sees the token itself. @default false */
  readonly forwardOriginalToken?: boolean;
}

const names = (what: string, example: string) => optional(distinct(filledText(what, example)));

export const jwtRule = shape<JwtRule>({
  issuer: issuerWithKeys,
  audiences: names('an audience', "'bookinfo'"),
  fromHeaders: optional(
    list(
      shape<JwtHeader>({
        name: headerName,
        prefix: optional(filledText('what stands before a token', "'Bearer '")),
      }),
    ),
  ),
  fromParams: names('a query parameter', "'access_token'"),
  fromCookies: names('a cookie', "'session'"),
  outputClaimToHeaders: optional(
    record(filledText('a claim', "{ 'x-user': 'sub' }"), { name: plainHeaderName }),
  ),
  outputPayloadToHeader: optional(headerName),
  spaceDelimitedClaims: names('a claim', "'roles'"),
  forwardOriginalToken: optional(flag),
});

export function renderJwtRule(rule: JwtRule): RequestAuthenticationSpecJwtRules {
  const { issuer, outputClaimToHeaders } = rule;
  return defined<RequestAuthenticationSpecJwtRules>({
    issuer: issuer.issuer,
    ...renderKeys(issuer.keys ?? JwtKeys.discovered()),
    audiences: rule.audiences && [...rule.audiences],
    fromHeaders: rule.fromHeaders?.map(({ name, prefix }) => ({ name, ...(prefix && { prefix }) })),
    fromParams: rule.fromParams && [...rule.fromParams],
    fromCookies: rule.fromCookies && [...rule.fromCookies],
    outputClaimToHeaders:
      outputClaimToHeaders &&
      Object.entries(outputClaimToHeaders).map(([header, claim]) => ({ header, claim })),
    outputPayloadToHeader: rule.outputPayloadToHeader,
    spaceDelimitedClaims: rule.spaceDelimitedClaims && [...rule.spaceDelimitedClaims],
    forwardOriginalToken: rule.forwardOriginalToken,
  });
}
