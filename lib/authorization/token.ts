import type { KeyObject } from 'node:crypto';
import { remembered } from '../values/remembered';

/** A key of a JSON Web Key Set. */
export type JsonWebKey = Readonly<Record<string, unknown>>;

/** A JSON Web Token in its parts. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The claims as they were sent, in Base64. */
  readonly payload: string;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Why a token is not believed, in Envoy's words and status. */
export interface TokenTrouble {
  readonly kind: 'malformed' | 'unknown-issuer' | 'time' | 'audience' | 'signature';
  readonly status: 401 | 403;
  readonly body: string;
}

/** What is wanted of a token. */
export interface Wanted {
  readonly issuer: string;
  readonly audiences?: readonly string[];
  readonly keys?: readonly JsonWebKey[];
}

/** Clocks may differ by this much, in seconds. */
const skew = 60;

/** The parts of a token, or why it is none. */
export function parseToken(text: string): Token | TokenTrouble {
  const parts = text.split('.');
  if (parts.length !== 3) {
    return malformed('Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections');
  }
  const [first = '', payload = '', last = ''] = parts;
  const header = json(first);
  if (header === undefined) return malformed('Jwt header is an invalid JSON');
  if (typeof header.alg !== 'string' || !algorithms.has(header.alg)) {
    return malformed('Jwt header [alg] is not supported');
  }
  const claims = json(payload);
  if (claims === undefined) return malformed('Jwt payload is an invalid JSON');
  return {
    header,
    claims,
    payload,
    signed: `${first}.${payload}`,
    signature: Buffer.from(last, 'base64url'),
  };
}

function malformed(body: string): TokenTrouble {
  return { kind: 'malformed', status: 401, body };
}

function json(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Why a token is not believed; undefined where it is. Issuer, time, audience and signature are looked at in this
 * order.
 *
 * @param at - seconds since 1970
 */
export function troubleOf(token: Token, wanted: Wanted, at: number): TokenTrouble | undefined {
  const { claims } = token;
  if (claims.iss !== wanted.issuer) {
    return { kind: 'unknown-issuer', status: 401, body: 'Jwt issuer is not configured' };
  }
  if (typeof claims.nbf === 'number' && claims.nbf > at + skew) {
    return { kind: 'time', status: 401, body: 'Jwt not yet valid' };
  }
  if (typeof claims.exp === 'number' && claims.exp + skew < at) {
    return { kind: 'time', status: 401, body: 'Jwt is expired' };
  }
  if (wanted.audiences !== undefined && wanted.audiences.length > 0) {
    const given = (Array.isArray(claims.aud) ? claims.aud : [claims.aud]).map(audience);
    if (!wanted.audiences.some((one) => given.includes(audience(one)))) {
      return { kind: 'audience', status: 403, body: 'Audiences in Jwt are not allowed' };
    }
  }
  return wanted.keys === undefined ? undefined : signatureTrouble(token, wanted.keys);
}

/** Audiences are compared without scheme and last slash. */
function audience(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^https?:\/\//, '').replace(/\/$/, '') : value;
}

const algorithms = new Set(
  ['HS', 'RS', 'PS', 'ES']
    .flatMap((family) => ['256', '384', '512'].map((size) => family + size))
    .concat('EdDSA'),
);

function signatureTrouble(token: Token, keys: readonly JsonWebKey[]): TokenTrouble | undefined {
  const { alg, kid } = token.header;
  const fitting = keys.filter(
    (key) =>
      (kid === undefined || key.kid === undefined || key.kid === kid) &&
      (key.alg === undefined || key.alg === alg) &&
      key.kty === keyType(String(alg)),
  );
  if (fitting.length === 0) {
    return {
      kind: 'signature',
      status: 401,
      body: "Jwks doesn't have key to match kid or alg from Jwt",
    };
  }
  const verified = fitting.some((key) => isSignedBy(token, key));
  return verified ? undefined : { kind: 'signature', status: 401, body: 'Jwt verification fails' };
}

function keyType(alg: string): string {
  if (alg === 'EdDSA') return 'OKP';
  if (alg.startsWith('HS')) return 'oct';
  return alg.startsWith('ES') ? 'EC' : 'RSA';
}

/** A token is verified once with a key: a table of requests carries the same ones again and again. */
const verified = new WeakMap<JsonWebKey, { key?: KeyObject; readonly tokens: Map<string, boolean> }>();

function isSignedBy(token: Token, jwk: JsonWebKey): boolean {
  const known = remembered(verified, jwk, () => ({ ...keyOf(jwk), tokens: new Map() }));
  const id = `${token.signed}.${token.signature.toString('base64url')}`;
  return remembered(known.tokens, id, () => known.key !== undefined && isSigned(token, known.key));
}

/** Loaded when a token is verified: most requests carry none. */
function crypto(): typeof import('node:crypto') {
  return require('node:crypto') as typeof import('node:crypto');
}

function keyOf(jwk: JsonWebKey): { key?: KeyObject } {
  try {
    if (jwk.kty === 'oct') return { key: crypto().createSecretKey(Buffer.from(String(jwk.k), 'base64url')) };
    return { key: crypto().createPublicKey({ key: jwk as never, format: 'jwk' }) };
  } catch {
    return {};
  }
}

function isSigned({ header, signed, signature }: Token, key: KeyObject): boolean {
  const alg = String(header.alg);
  const hash = `sha${alg.slice(2)}`;
  const data = Buffer.from(signed);
  try {
    switch (alg.slice(0, 2)) {
      case 'HS': {
        const wanted = crypto().createHmac(hash, key).update(data).digest();
        return wanted.length === signature.length && crypto().timingSafeEqual(wanted, signature);
      }
      case 'RS':
        return crypto().verify(hash, data, key, signature);
      case 'PS':
        // RSA_PKCS1_PSS_PADDING; the salt is as long as the hash.
        return crypto().verify(hash, data, { key, padding: 6, saltLength: -1 }, signature);
      case 'ES':
        return crypto().verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
      default:
        return crypto().verify(null, data, key, signature);
    }
  } catch {
    return false;
  }
}
