import type { HttpConnectionManager } from '../../../lib/routing/envoy/configuration';
import { responseHeaders } from '../../../lib/routing/envoy/passed-on';
import { respond } from '../../../lib/routing/envoy/respond';
import type { Route, RouteAction } from '../../../lib/routing/envoy/route-configuration';

const everything = { kind: 'prefix', value: '/' } as const;
const forward: RouteAction = {
  kind: 'forward',
  destinations: [{ cluster: 'a', weight: 1 }],
  missing: 503,
  timeout: 0,
  mirrors: [],
};
const cors = { origins: [{ kind: 'exact', text: 'https://ok.test' }], forwardUnmatched: true } as const;

function manager(route: Omit<Route, 'name' | 'match'>): HttpConnectionManager {
  return {
    kind: 'http',
    scheme: 'http',
    normalization: 'base',
    useRemoteAddress: true,
    trustedProxies: 0,
    policies: [],
    notModelled: [],
    routes: {
      name: 'all',
      hosts: [{ domains: ['*'], routes: [{ name: '', match: { path: everything }, ...route }] }],
    },
  };
}

const preflight = {
  method: 'OPTIONS',
  host: 'a.test',
  scheme: 'http' as const,
  path: '/x',
  headers: { origin: 'https://ok.test', 'access-control-request-method': 'GET' },
};
const peer = { port: 80, at: 0 };

describe('a proxy', () => {
  it('answers a preflight itself where the route leads on', () => {
    const answer = respond(manager({ action: forward, cors }), preflight, peer);
    expect([answer.decision, answer.status]).toEqual(['respond', 200]);
  });

  it.each<RouteAction>([
    { kind: 'redirect', host: 'b.test', status: 302 },
    { kind: 'respond', status: 404 },
  ])('asks nothing about origins of a route that ends here: $kind', (action) => {
    const answer = respond(manager({ action, cors }), preflight, peer);
    expect([answer.decision, answer.status]).toEqual([action.kind, 'status' in action ? action.status : 0]);
    expect(responseHeaders(answer)).toEqual({});
  });

  it('tells of a request in its response as it was when it went on', () => {
    const action: RouteAction = {
      ...forward,
      host: 'inner.test',
      rewrite: { kind: 'prefix', with: '/new/' },
    };
    const requestHeaders = { remove: [], put: [{ name: 'x-a', value: 'set', append: false }] };
    const put = [{ name: 'x-told', value: '%REQ(:authority)%%REQ(:path)% %REQ(x-a)%', append: false }];
    const answer = respond(
      manager({ action, requestHeaders, responseHeaders: { remove: [], put } }),
      { ...preflight, method: 'GET', headers: { 'x-a': 'came' } },
      peer,
    );
    expect(responseHeaders(answer)).toEqual({ 'x-told': 'inner.test/new/x set' });
  });

  it('leaves an aborted response as it is where the route would have answered by itself', () => {
    const fault = { abort: { percent: 100, status: 429 } };
    const put = [{ name: 'x-told', value: 'yes', append: false }];
    const told = (action: RouteAction) =>
      responseHeaders(
        respond(manager({ action, fault, responseHeaders: { remove: [], put } }), preflight, peer),
      );
    expect(told({ kind: 'respond', status: 200 })).toEqual({});
    expect(told(forward)).toEqual({ 'x-told': 'yes' });
  });

  it('aborts before it looks at the origin', () => {
    const fault = { abort: { percent: 100, status: 429 } };
    const answer = respond(manager({ action: forward, cors, fault }), preflight, peer);
    expect([answer.decision, answer.status]).toEqual(['abort', 429]);
  });
});
