import { createSign, generateKeyPairSync } from 'node:crypto';

type Loose = Record<string, unknown>;

/** What the certificates of callers prove, by the callers' names. */
export const identities: Record<string, string> = {
  reader: 'spiffe://cluster.local/ns/shop/sa/reader',
  writer: 'spiffe://cluster.local/ns/shop/sa/writer',
  team: 'spiffe://cluster.local/ns/team/sa/default',
  shopping: 'spiffe://cluster.local/ns/shopping/sa/reader',
  old: 'spiffe://old.domain/ns/shop/sa/reader',
  foreign: 'spiffe://foreign.domain/ns/shop/sa/reader',
  dns: 'reader.shop.test',
};

const signer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forger = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** The key set that stands for `JWKS`. */
export const jwks = { keys: [{ ...signer.publicKey.export({ format: 'jwk' }), alg: 'RS256' }] };

function jwt(claims: Loose, key = signer.privateKey): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(key).toString('base64url')}`;
}

const alice = { iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin', groups: ['dev', 'ops'] };
/** By the names of who signs in. */
export const tokens: Record<string, string> = {
  alice: jwt(alice),
  bob: jwt({ iss: 'issuer.test', sub: 'bob', aud: ['shop', 'other'], role: 'user', groups: ['dev'] }),
  otherAudience: jwt({ iss: 'issuer.test', sub: 'carol', aud: 'other', role: 'auditor' }),
  stranger: jwt({ iss: 'elsewhere.test', sub: 'eve', aud: 'shop', role: 'admin' }),
  expired: jwt({ iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin', exp: 1_000_000_000 }),
  forged: jwt({ iss: 'issuer.test', sub: 'alice', aud: 'shop', role: 'admin' }, forger.privateKey),
};
