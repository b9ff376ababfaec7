import {
  exactly,
  type HttpMatch,
  HttpRoute,
  JwtIssuer,
  MeshService,
  startsWith,
  VirtualService,
} from '../../../lib/istio';
import { httpMatch, renderHttpMatch } from '../../../lib/istio/virtual-service/http-match';
import { type JwtMatch, jwtMatch, renderJwtMatch } from '../../../lib/istio/virtual-service/jwt-match';
import { errorOf } from '../../error-of';
import { refusal, refusedAt } from '../../refusal';
import { rendered } from '../rendered';

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

it('is known at gateways only', () => {
  expect(() =>
    rendered(
      (chart) =>
        new VirtualService(chart, 'by-claim', {
          hosts: [MeshService.named('reviews.demo.svc.cluster.local')],
          http: [HttpRoute.directResponse({ status: 403 }, { match: [{ jwt: { issuer } }] })],
        }),
    ),
  ).toThrow(
    errorOf(
      "chart/by-claim: http[0].match[0].jwt: claims are matched at gateways only, got 'https://example.auth0.com/'; bind the routes to gateways alone, or match a header",
    ),
  );
});
