import type { Duration } from 'cdk8s';
import type { RequestAuthenticationSpecJwtRules } from '../../../imports/security.istio.io/request-authentication';
import { fault } from '../../diagnostics/fault';
import { type Check, isPlain, kubernetesFields } from '../../values/check';
import { duration, durationText } from '../../values/duration';
import { jwksProblem } from '../../values/json-web-keys';
import { given } from '../../values/options';
import { optional, variants } from '../../values/shape';
import { webUrl } from '../../values/url';

/** How keys are fetched. */
export interface KeyFetching {
  /** How long a fetch may take. @default 5 seconds */
  readonly timeout?: Duration;
}

/** A JSON Web Key Set, as RFC 7517 has it. */
export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** Where the public keys of an issuer come from. */
export type JwtKeys =
  | (KeyFetching & { readonly kind: 'discovered' })
  | (KeyFetching & { readonly kind: 'uri'; readonly uri: string })
  | { readonly kind: 'inline'; readonly jwks: JsonWebKeySet | string };

export const JwtKeys = {
  /** From where the issuer says by OpenID Connect discovery; it is a URL then. */
  discovered(options: KeyFetching = {}): JwtKeys {
    return { kind: 'discovered', ...given(options) };
  },

  /** From a URL, which istiod fetches every 20 minutes. */
  uri(uri: string, options: KeyFetching = {}): JwtKeys {
    return { kind: 'uri', uri, ...given(options) };
  },

  /** From the manifest itself, as data or as its JSON. */
  inline(jwks: JsonWebKeySet | string): JwtKeys {
    return { kind: 'inline', jwks };
  },
};

const keySet: Check<JsonWebKeySet | string> = (value: unknown) => {
  const found = typeof value === 'string' ? undefined : kubernetesFields(value as object);
  if (found) return found;
  const problem = jwksProblem(keysText(value as JsonWebKeySet | string));
  if (problem === undefined) return undefined;
  return fault(
    `this is no set of public keys (${problem})`,
    isPlain(value) ? Object.keys(value) : value,
    "write for example { keys: [{ kty: 'RSA', e: 'AQAB', n: '…' }] }",
  );
};

export const jwtKeys = variants<JwtKeys>('keys', {
  discovered: { timeout: optional(duration) },
  uri: {
    uri: webUrl('where keys come from', 'https://example.auth0.com/.well-known/jwks.json'),
    timeout: optional(duration),
  },
  inline: { jwks: keySet },
});

function keysText(jwks: JsonWebKeySet | string): string {
  return typeof jwks === 'string' ? jwks : JSON.stringify(jwks);
}

type Rendered = Pick<RequestAuthenticationSpecJwtRules, 'jwks' | 'jwksUri' | 'timeout'>;

export function renderKeys(keys: JwtKeys): Rendered {
  switch (keys.kind) {
    case 'discovered':
      return timeoutOf(keys);
    case 'uri':
      return { jwksUri: keys.uri, ...timeoutOf(keys) };
    case 'inline':
      return { jwks: keysText(keys.jwks) };
    default:
      return keys satisfies never;
  }
}

function timeoutOf({ timeout }: KeyFetching): Rendered {
  return timeout === undefined ? {} : { timeout: durationText(timeout) };
}
