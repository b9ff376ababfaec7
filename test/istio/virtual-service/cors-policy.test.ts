import { Duration } from 'cdk8s';
import {
  type CorsPolicy,
  corsPolicy,
  renderCorsPolicy,
} from '../../../lib/istio/virtual-service/cors-policy';
import { exactly, matches } from '../../../lib/istio/virtual-service/string-match';
import { refusal } from '../../refusal';

const allowOrigins = [exactly('https://example.com')] as const;

it.each<[CorsPolicy, object]>([
  [{ allowOrigins }, { allowOrigins: [{ exact: 'https://example.com' }] }],
  [
    {
      allowOrigins: [matches('https://.*'), exactly('*')],
      allowMethods: ['GET', '*'],
      allowHeaders: ['X-A', '*'],
      exposeHeaders: ['host'],
      maxAge: Duration.days(1),
      allowCredentials: false,
      unmatchedPreflights: 'ignore',
    },
    {
      allowOrigins: [{ regex: 'https://.*' }, { exact: '*' }],
      allowMethods: ['GET', '*'],
      allowHeaders: ['X-A', '*'],
      exposeHeaders: ['host'],
      maxAge: '86400s',
      allowCredentials: false,
      unmatchedPreflights: 'IGNORE',
    },
  ],
  [
    { allowOrigins, unmatchedPreflights: 'forward' },
    { allowOrigins: [{ exact: 'https://example.com' }], unmatchedPreflights: 'FORWARD' },
  ],
])('is written (%#)', (policy, written) => {
  expect(refusal(corsPolicy, policy)).toBeUndefined();
  expect(renderCorsPolicy(policy)).toEqual(written);
});

it.each<[CorsPolicy, string]>([
  [
    { allowOrigins: [exactly('')] },
    "an origin is not empty, got ''; write for example exactly('https://example.com') or exactly('*')",
  ],
  [{ allowOrigins, allowHeaders: ['x a'] }, 'a header name has characters that HTTP does not allow'],
  [{ allowOrigins, exposeHeaders: [''] }, 'a header name has characters that HTTP does not allow'],
  [
    { allowOrigins, maxAge: Duration.millis(1500) },
    'a duration must be a whole number of seconds, at least one',
  ],
])('rejects what Istio does not take (%#)', (policy, problem) => {
  expect(refusal(corsPolicy, policy)).toContain(problem);
});
