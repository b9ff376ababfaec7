import { exactly, type HttpMatch, JwtIssuer, startsWith } from '../../../lib/istio';
import { httpMatch, renderHttpMatch } from '../../../lib/istio/virtual-service/http-match';
import { type JwtMatch, jwtMatch, renderJwtMatch } from '../../../lib/istio/virtual-service/jwt-match';
import { refusal, refusedAt } from '../../refusal';

const issuer = JwtIssuer.of('https://example.auth0.com/');
const iss = { exact: 'https://example.auth0.com/' };

it.each<[JwtMatch, object]>([
  [{ issuer }, {}],
  [{ issuer, claims: { group: exactly('admin') } }, { '@request.auth.claims.group': { exact: 'admin' } }],
  [
    { issuer, claims: { realm: { roles: startsWith('a'), kind: exactly('b') } } },
    {
      '@request.auth.claims.realm.roles': { prefix: 'a' },
      '@request.auth.claims.realm.kind': { exact: 'b' },
    },
  ],
  [
    { issuer, claims: { 'https://a.example/role': { kind: exactly('admin') } } },
    { '@request.auth.claims[https://a.example/role][kind]': { exact: 'admin' } },
  ],
])('asks for the issuer and claims of a token (%#)', (match, claims) => {
  expect(refusal(jwtMatch, match)).toBeUndefined();
  expect(renderJwtMatch(match)).toEqual({ '@request.auth.claims.iss': iss, ...claims });
});

it('stands beside the headers of a match', () => {
  const match: HttpMatch = { headers: { 'x-a': exactly('b') }, jwt: { issuer } };
  expect(refusal(httpMatch, match)).toBeUndefined();
  expect(renderHttpMatch(match, 'demo')).toEqual({
    headers: { 'x-a': { exact: 'b' }, '@request.auth.claims.iss': iss },
  });
});

const circle: Record<string, unknown> = {};
circle.a = circle;

it.each<[object, string | undefined, string]>([
  [{ issuer: 'a' }, 'issuer', 'an issuer of tokens is expected'],
  [{ issuer, claims: {} }, 'claims', 'there is nothing in it'],
  [{ issuer, claims: { a: 'admin' } }, 'claims.a', "write exactly('admin')"],
  [{ issuer, claims: { 'a[b]': exactly('c') } }, "claims['a[b]']", 'a claim has a name without brackets'],
  [{ issuer, claims: { iss: exactly('c') } }, 'claims.iss', 'the issuer is this claim'],
  [{ issuer, claims: circle }, `claims${'.a'.repeat(16)}`, 'claims nest no deeper'],
])('rejects what is no token (%#)', (match, at, problem) => {
  expect(refusedAt(jwtMatch, match)).toBe(at);
  expect(refusal(jwtMatch, match)).toContain(problem);
});
