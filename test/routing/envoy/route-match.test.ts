import type { RequestView } from '../../../lib/authorization/request-view';
import type { RouteMatch } from '../../../lib/routing/envoy/route-configuration';
import { whyNot } from '../../../lib/routing/envoy/route-match';

const request: RequestView = {
  method: 'GET',
  path: '/api?q=1',
  bare: '/api',
  host: 'a.test',
  scheme: 'http',
  forwardedScheme: 'http',
  headers: { 'x-user': 'jason' },
  claims: { role: 'admin', groups: ['dev'], realm: { name: 'shop' } },
};

describe('why a route does not take a request', () => {
  const path = { kind: 'prefix', value: '/' } as const;
  const cases: [RouteMatch, string | undefined][] = [
    [{ path }, undefined],
    [{ path: { kind: 'exact', value: '/a' } }, "the path '/api' is not '/a'"],
    [{ path: { kind: 'segments', value: '/ap' } }, "the path '/api' is not below '/ap'"],
    [{ path: { kind: 'regex', value: '/a' } }, "the path '/api' does not match /a"],
    [
      { path, headers: [{ name: 'x-user', value: { kind: 'exact', text: 'x' } }] },
      "the header x-user is 'jason': wanted is one that is 'x'",
    ],
    [{ path, headers: [{ name: 'x-user', invert: true }] }, 'the header x-user is there'],
    [{ path, headers: [{ name: 'cookie' }] }, 'the header cookie is missing'],
    [
      { path, headers: [{ name: ':method', value: { kind: 'exact', text: 'PUT' } }] },
      "the method is 'GET': wanted is one that is 'PUT'",
    ],
    [{ path, query: [{ name: 'page' }] }, 'the query parameter page is missing'],
    [{ path, query: [{ name: 'q' }] }, undefined],
    [{ path, claims: [{ path: ['groups'], value: { kind: 'exact', text: 'dev' } }] }, undefined],
    [{ path, claims: [{ path: ['realm', 'name'], value: { kind: 'exact', text: 'shop' } }] }, undefined],
    [
      { path, claims: [{ path: ['role'], value: { kind: 'exact', text: 'x' } }] },
      "the claim role is '\"admin\"': wanted is one that is 'x'",
    ],
    [
      { path, claims: [{ path: ['role'], value: { kind: 'exact', text: 'admin' }, invert: true }] },
      "the claim role is 'admin'",
    ],
  ];

  it.each(cases)('%j: %s', (match, expected) => {
    expect(whyNot(match, request)).toBe(expected);
  });
});
