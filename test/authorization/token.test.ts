import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { type JsonWebKey, parseToken, type Token, troubleOf } from '../../lib/authorization/token';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'issuer.test', sub: 'alice', aud: 'https://shop/' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');

const signers: Record<string, { key: JsonWebKey; sign: (text: string) => Buffer }> = {
  RS256: {
    key: rsa.publicKey.export({ format: 'jwk' }) as JsonWebKey,
    sign: (text) => createSign('sha256').update(text).sign(rsa.privateKey),
  },
  PS256: {
    key: rsa.publicKey.export({ format: 'jwk' }) as JsonWebKey,
    sign: (text) => sign('sha256', Buffer.from(text), { key: rsa.privateKey, padding: 6, saltLength: -1 }),
  },
  ES256: {
    key: ec.publicKey.export({ format: 'jwk' }) as JsonWebKey,
    sign: (text) => sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }),
  },
  EdDSA: {
    key: ed.publicKey.export({ format: 'jwk' }) as JsonWebKey,
    sign: (text) => sign(null, Buffer.from(text), ed.privateKey),
  },
  HS256: {
    key: { kty: 'oct', k: Buffer.from('secret').toString('base64url') },
    sign: (text) => createHmac('sha256', 'secret').update(text).digest(),
  },
};

function token(alg: string, more: object = {}, header: object = {}): Token {
  const signed = `${part({ alg, ...header })}.${part({ ...claims, ...more })}`;
  return parseToken(`${signed}.${signers[alg]?.sign(signed).toString('base64url')}`) as Token;
}

describe('a token', () => {
  it.each(Object.keys(signers))('signed by %s is believed, and not with a changed claim', (alg) => {
    const { key } = signers[alg] as { key: JsonWebKey };
    const good = token(alg);
    expect(troubleOf(good, { issuer: 'issuer.test', keys: [key] }, 0)).toBeUndefined();
    const changed = { ...good, signed: good.signed.replace('.', '.x') };
    expect(troubleOf(changed, { issuer: 'issuer.test', keys: [key] }, 0)?.body).toBe(
      'Jwt verification fails',
    );
  });

  it.each([
    [{ iss: 'other' }, 'Jwt issuer is not configured', 401],
    [{ exp: 900 }, 'Jwt is expired', 401],
    [{ exp: 950 }, undefined, undefined],
    [{ nbf: 1100 }, 'Jwt not yet valid', 401],
    [{ nbf: 1050 }, undefined, undefined],
    [{ aud: ['other'] }, 'Audiences in Jwt are not allowed', 403],
    [{ aud: ['other', 'shop'] }, undefined, undefined],
  ])('with %j at 1000: %s', (more, body, status) => {
    const keys = [signers.RS256?.key as JsonWebKey];
    const trouble = troubleOf(
      token('RS256', more),
      { issuer: 'issuer.test', audiences: ['shop'], keys },
      1000,
    );
    expect([trouble?.body, trouble?.status]).toEqual([body, status]);
  });

  it('needs a key of its id', () => {
    const keys = [{ ...(signers.RS256?.key as JsonWebKey), kid: 'a' }];
    const wanted = { issuer: 'issuer.test', keys };
    expect(troubleOf(token('RS256', {}, { kid: 'b' }), wanted, 0)?.body).toBe(
      "Jwks doesn't have key to match kid or alg from Jwt",
    );
    expect(troubleOf(token('RS256', {}, { kid: 'a' }), wanted, 0)).toBeUndefined();
  });

  it.each([
    ['a.b', 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'],
    ['a.b.c', 'Jwt header is an invalid JSON'],
    [`${part({ alg: 'none' })}.${part({})}.`, 'Jwt header [alg] is not supported'],
    [`${part({ alg: 'RS256' })}.x.`, 'Jwt payload is an invalid JSON'],
  ])('rejects %s', (text, body) => {
    expect(parseToken(text)).toEqual({ kind: 'malformed', status: 401, body });
  });
});
