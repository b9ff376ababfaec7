import { JwtIssuer, type RequestPrincipal } from '../../../lib/istio';
import { renderRequestPrincipal, requestPrincipal } from '../../../lib/istio/security/jwt-issuer';
import { refusal, refusedAt } from '../../refusal';

const google = JwtIssuer.of('https://accounts.google.com');

it.each<[RequestPrincipal, string]>([
  [google, 'https://accounts.google.com/*'],
  [JwtIssuer.of('https://a/'), 'https://a//*'],
  [JwtIssuer.subject(google, 'alice'), 'https://accounts.google.com/alice'],
  [JwtIssuer.subject(google, 'auth0|*'), 'https://accounts.google.com/auth0|*'],
])('is a principal of requests (%#)', (principal, written) => {
  expect(refusal(requestPrincipal, principal)).toBeUndefined();
  expect(renderRequestPrincipal(principal)).toBe(written);
});

const instead = "match the claim: when: [{ key: 'request.auth.claims[sub]', values: […] }]";

it.each(['', 'a/b', '*', '*a', 'a*b', 'a**'])(
  'rejects the subject %j, which Istio would not find',
  (subject) => {
    expect(refusal(requestPrincipal, JwtIssuer.subject(google, subject))).toBe(
      `a subject has no slash, and a * at its end only, got '${subject}'; ${instead}`,
    );
  },
);

it('rejects what is no issuer', () => {
  expect(refusal(requestPrincipal, JwtIssuer.of('https://*.example.com'))).toBe(
    "an issuer is one, and no wildcard, got 'https://*.example.com'; write what stands in the iss claim of its tokens",
  );
  expect(refusedAt(requestPrincipal, JwtIssuer.subject('me' as never, 'a'))).toBe('issuer');
  expect(refusal(requestPrincipal, { kind: 'gateway', issuer: 'a' })).toContain(
    'an issuer of tokens is expected',
  );
});
