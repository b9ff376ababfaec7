import {
  condition as aCondition,
  type Condition,
  renderCondition,
} from '../../../lib/istio/security/policy-condition';
import { refusal } from '../../refusal';

it.each<Condition>([
  { key: 'request.headers[x-token]', values: ['a', '*b*'], notValues: ['c'] },
  { key: 'request.auth.claims[group][id]', values: ['a'] },
  { key: 'experimental.envoy.filters.a.b[c]', values: ['a'] },
  { key: 'source.ip', notValues: ['10.0.0.0/8'] },
  { key: 'destination.port', values: ['80'] },
  { key: 'source.serviceAccount', values: ['demo/a', 'b'] },
  { key: 'source.namespace', values: ['demo-*'] },
])('is written as it is given (%#)', (condition) => {
  expect(refusal(aCondition, condition)).toBeUndefined();
  expect(renderCondition(condition)).toEqual(condition);
});

const wildcard = "the value of a condition is a text with at most one '*'";

it.each<[Condition, string]>([
  [
    { key: 'request.headers[]', values: ['a'] },
    "Istio knows no condition of this key, or not what its brackets name, got 'request.headers[]'; write for example 'request.headers[x-token]'",
  ],
  [
    { key: 'request.headers[a]', values: ['a', ''] },
    "the value of a condition is not empty, got ''; write '*' for any value",
  ],
  [{ key: 'request.auth.presenter', notValues: [''] }, "the value of a condition is not empty, got ''"],
  ...(['source.ip', 'remote.ip', 'destination.ip'] as const).map((key): [Condition, string] => [
    { key, values: ['10'] },
    "a subnet is an IP address or a CIDR block, got '10'",
  ]),
  [
    { key: 'destination.port', values: ['http'] },
    "a port must be a whole number from 1 to 65535, got 'http'",
  ],
  ...['a/b/c', '', '/a', 'a/', '*'].map((account): [Condition, string] => [
    { key: 'source.serviceAccount', values: [account] },
    `a service account is written with its namespace or alone, got '${account}'; write for example 'demo/bookinfo-reviews'`,
  ]),
  ...(
    [
      'source.namespace',
      'source.principal',
      'source.trustDomain',
      'request.auth.principal',
      'connection.sni',
    ] as const
  ).map((key): [Condition, string] => [{ key, notValues: ['a*b'] }, wildcard]),
])('rejects what Istio does not take (%#)', (condition, problem) => {
  expect(refusal(aCondition, condition)).toContain(problem);
});
