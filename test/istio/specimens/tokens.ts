import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AuthorizationPolicy,
  allow,
  exactly,
  Gateway,
  HttpRoute,
  JwtIssuer,
  JwtKeys,
  MeshService,
  PolicyTargets,
  RequestAuthentication,
  startsWith,
  VirtualService,
  Workload,
} from '../../../lib/istio';

const google = JwtIssuer.of('https://accounts.google.com');
const auth0 = JwtIssuer.of('https://example.auth0.com/', {
  keys: JwtKeys.uri('https://example.auth0.com/.well-known/jwks.json', { timeout: Duration.seconds(2) }),
});
const testing = JwtIssuer.of('testing@secure.istio.io', {
  keys: JwtKeys.inline({
    keys: [{ kty: 'RSA', kid: 'a', e: 'AQAB', n: 'xAE7eB6qugXyCAG3yhh7pkDkT65pHymX' }],
  }),
});

/** RequestAuthentications with every place of a token, and what refers to their issuers. */
export function tokens(scope: Construct): void {
  const reviews = MeshService.named('reviews.demo.svc.cluster.local');
  new RequestAuthentication(scope, 'tokens', {
    workload: Workload.labelled({ app: 'reviews' }),
    jwtRules: [
      { issuer: google },
      {
        issuer: auth0,
        audiences: ['bookinfo', 'reviews'],
        fromHeaders: [{ name: 'x-jwt-assertion' }, { name: 'Authorization', prefix: 'Bearer ' }],
        fromParams: ['access_token'],
        fromCookies: ['session'],
        outputClaimToHeaders: { 'x-user': 'sub', 'x-realm': 'realm.name' },
        outputPayloadToHeader: 'x-jwt-payload',
        spaceDelimitedClaims: ['roles'],
        forwardOriginalToken: true,
      },
      { issuer: testing },
    ],
  });
  new RequestAuthentication(scope, 'tokens-behind-a-waypoint', {
    workload: PolicyTargets.of(reviews),
    jwtRules: [{ issuer: google, forwardOriginalToken: false }],
  });
  new AuthorizationPolicy(scope, 'with-token', {
    workload: PolicyTargets.of(reviews),
    action: allow({
      from: [
        {
          requestPrincipals: [google, JwtIssuer.subject(auth0, 'auth0|alice')],
          notRequestPrincipals: [JwtIssuer.subject(google, 'robot-*')],
        },
      ],
    }),
  });
  new VirtualService(scope, 'by-claim', {
    hosts: ['reviews.example.com'],
    gateways: [Gateway.named('shared', { namespace: 'istio-ingress' })],
    http: [
      HttpRoute.to(reviews, {
        match: [
          { jwt: { issuer: auth0, claims: { group: exactly('admin'), realm: { name: startsWith('a') } } } },
          { jwt: { issuer: google, claims: { 'https://example.com/role': exactly('admin') } } },
        ],
      }),
    ],
  });
}
