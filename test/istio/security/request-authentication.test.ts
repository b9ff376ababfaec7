import { Duration } from 'cdk8s';
import {
  GatewayApiGateway,
  JwtIssuer,
  JwtKeys,
  PolicyTargets,
  RequestAuthentication,
  type RequestAuthenticationProps,
  Workload,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const google = JwtIssuer.of('https://accounts.google.com');
const workload = Workload.labelled({ app: 'productpage' });
const build = (props: RequestAuthenticationProps) =>
  spec((chart) => new RequestAuthentication(chart, 'tokens', props));

describe('RequestAuthentication', () => {
  it('takes tokens of an issuer whose keys it finds by itself', () => {
    expect(build({ workload, jwtRules: [{ issuer: google }] })).toEqual({
      selector: { matchLabels: { app: 'productpage' } },
      jwtRules: [{ issuer: 'https://accounts.google.com' }],
    });
  });

  it('takes keys from a URL or from the manifest, as data or as JSON', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'a-b', y: 'c_d' };
    const rule = (keys: JwtKeys) => ({ issuer: JwtIssuer.of('me', { keys }) });
    expect(
      build({
        jwtRules: [
          rule(JwtKeys.uri('http://keys.demo.svc.cluster.local:8080/jwks', { timeout: Duration.seconds(2) })),
          rule(JwtKeys.inline({ keys: [key] })),
          rule(JwtKeys.inline('{ "keys": [] }')),
          {
            issuer: JwtIssuer.of('https://a', {
              keys: JwtKeys.discovered({ timeout: Duration.millis(1500) }),
            }),
          },
        ],
      }),
    ).toEqual({
      jwtRules: [
        { issuer: 'me', jwksUri: 'http://keys.demo.svc.cluster.local:8080/jwks', timeout: '2s' },
        { issuer: 'me', jwks: '{"keys":[{"kty":"EC","crv":"P-256","x":"a-b","y":"c_d"}]}' },
        { issuer: 'me', jwks: '{ "keys": [] }' },
        { issuer: 'https://a', timeout: '1.5s' },
      ],
    });
  });

  it('looks for tokens in many places and tells the application what they say', () => {
    expect(
      build({
        jwtRules: [
          {
            issuer: google,
            audiences: ['bookinfo'],
            fromHeaders: [{ name: 'x-token' }, { name: 'authorization', prefix: 'Bearer ' }],
            fromParams: ['token'],
            fromCookies: ['session'],
            outputClaimToHeaders: { 'x-user': 'sub', 'x-realm': 'realm.name' },
            outputPayloadToHeader: 'x-payload',
            spaceDelimitedClaims: ['roles'],
            forwardOriginalToken: false,
          },
        ],
      }),
    ).toEqual({
      jwtRules: [
        {
          issuer: 'https://accounts.google.com',
          audiences: ['bookinfo'],
          fromHeaders: [{ name: 'x-token' }, { name: 'authorization', prefix: 'Bearer ' }],
          fromParams: ['token'],
          fromCookies: ['session'],
          outputClaimToHeaders: [
            { header: 'x-user', claim: 'sub' },
            { header: 'x-realm', claim: 'realm.name' },
          ],
          outputPayloadToHeader: 'x-payload',
          spaceDelimitedClaims: ['roles'],
          forwardOriginalToken: false,
        },
      ],
    });
  });

  it('is attached to objects', () => {
    const waypoint = PolicyTargets.of(GatewayApiGateway.named('waypoint', { namespace: 'demo' }));
    expect(build({ workload: waypoint, jwtRules: [{ issuer: google }] })).toMatchObject({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    });
  });

  const first = (rule: object): RequestAuthenticationProps => ({ jwtRules: [{ issuer: google, ...rule }] });
  const keys = (given: JwtKeys) => first({ issuer: JwtIssuer.of('https://a', { keys: given }) });

  it.each<[RequestAuthenticationProps, string]>([
    [{ jwtRules: [] as never }, 'jwtRules: the list is empty, got []; put something into it or leave it out'],
    [
      first({ issuer: JwtIssuer.of('testing@secure.istio.io') }),
      "jwtRules[0].issuer.issuer: keys are discovered at the URL of an issuer, and this is none, got 'testing@secure.istio.io'; give its keys, such as JwtIssuer.of(…, { keys: JwtKeys.uri('https://…') })",
    ],
    [
      first({ issuer: 'https://accounts.google.com' }),
      "jwtRules[0].issuer: an issuer of tokens is expected, got 'https://accounts.google.com'; give JwtIssuer.of('https://accounts.google.com')",
    ],
    [
      first({ issuer: JwtIssuer.of('') }),
      "jwtRules[0].issuer.issuer: an issuer is some text, got ''; write for example 'https://accounts.google.com'",
    ],
    [
      keys(JwtKeys.uri('example.com/keys')),
      "jwtRules[0].issuer.keys.uri: where keys come from is a URL with https or http, got 'example.com/keys'; write for example 'https://example.auth0.com/.well-known/jwks.json'",
    ],
    [
      keys(JwtKeys.inline('{')),
      "jwtRules[0].issuer.keys.jwks: this is no set of public keys (must be a JSON Web Key Set, and is no JSON), got '{'; write for example { keys: [{ kty: 'RSA', e: 'AQAB', n: '…' }] }",
    ],
    [
      keys(JwtKeys.inline({ keys: [{ kty: 'RSA', e: 'AQAB' }] })),
      "jwtRules[0].issuer.keys.jwks: this is no set of public keys (key 0 must have n), got [ 'keys' ]; write for example { keys: [{ kty: 'RSA', e: 'AQAB', n: '…' }] }",
    ],
    [
      keys(JwtKeys.uri('https://a', { timeout: Duration.millis(0) })),
      "jwtRules[0].issuer.keys.timeout: a duration must be a whole number of milliseconds, at least one, got '0ms'; write for example Duration.millis(250)",
    ],
    [
      first({ audiences: ['a', 'a'] }),
      "jwtRules[0].audiences[1]: the list holds it twice, got 'a'; name it once",
    ],
    [
      first({ fromHeaders: [{ name: 'a b' }] }),
      "jwtRules[0].fromHeaders[0].name: a header name has characters that HTTP does not allow, got 'a b'; write a name such as 'x-request-id'",
    ],
    [
      first({ outputClaimToHeaders: { 'x.user': 'sub' } }),
      "jwtRules[0].outputClaimToHeaders['x.user']: the name of this header has letters, digits, dashes and underscores alone, got 'x.user'; write a name such as 'x-user'",
    ],
    [
      { ...first({}), workload: Workload.labelled({ app: 'a' }, { namespace: 'other' }) },
      "workload: the object is for workloads of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
    ],
  ])('rejects what Istio does not take, or what has no effect (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(`chart/tokens: ${message}`));
  });
});
