import {
  type Condition,
  checkCondition,
  renderCondition,
} from '../../../lib/istio/security/policy-condition';

it.each<Condition>([
  { key: 'request.headers[x-token]', values: ['a', '*b*'], notValues: ['c'] },
  { key: 'request.auth.claims[group][id]', values: ['a'] },
  { key: 'experimental.envoy.filters.a.b[c]', values: ['a'] },
  { key: 'source.ip', notValues: ['10.0.0.0/8'] },
  { key: 'destination.port', values: ['80'] },
  { key: 'source.serviceAccount', values: ['demo/a', 'b'] },
  { key: 'source.namespace', values: ['demo-*'] },
])('is written as it is given (%#)', (condition) => {
  checkCondition(condition);
  expect(renderCondition(condition)).toEqual(condition);
});

const wildcard = (key: string) => `the value of ${key} is a text with at most one '*'`;

it.each<[Condition, string]>([
  [
    { key: 'request.headers[]', values: ['a'] },
    "the key of a condition names what is in its brackets, got 'request.headers[]'; write for example 'request.headers[x-token]'",
  ],
  [
    { key: 'request.headers[a]', values: ['a', ''] },
    "the value of request.headers[a] is not empty, got ''; write '*' for any value",
  ],
  [
    { key: 'request.auth.presenter', notValues: [''] },
    "the value of request.auth.presenter is not empty, got ''",
  ],
  ...(['source.ip', 'remote.ip', 'destination.ip'] as const).map((key): [Condition, string] => [
    { key, values: ['10'] },
    "a subnet is an IP address or a CIDR block, got '10'",
  ]),
  [
    { key: 'destination.port', values: ['http'] },
    'the value of destination.port must be a whole number from 1 to 65535, got NaN',
  ],
  ...['a/b/c', '', '/a', 'a/', '*'].map((account): [Condition, string] => [
    { key: 'source.serviceAccount', values: [account] },
    `an account is written with its namespace or alone, got '${account}'; write for example 'demo/bookinfo-reviews'`,
  ]),
  ...(
    [
      'source.namespace',
      'source.principal',
      'source.trustDomain',
      'request.auth.principal',
      'connection.sni',
    ] as const
  ).map((key): [Condition, string] => [{ key, notValues: ['a*b'] }, wildcard(key)]),
])('rejects what Istio does not take (%#)', (condition, problem) => {
  expect(() => checkCondition(condition)).toThrow(problem);
});
