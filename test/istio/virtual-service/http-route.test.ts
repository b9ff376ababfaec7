import { App, Chart, Duration } from 'cdk8s';
import { DestinationRule } from '../../../lib/istio/destination-rule/destination-rule';
import { type IGateway, namedGateway } from '../../../lib/istio/references/gateway-ref';
import { MeshService } from '../../../lib/istio/references/mesh-service';
import { DelegateVirtualService } from '../../../lib/istio/virtual-service/delegate-virtual-service';
import {
  finalHttpRoute,
  type HttpForwardOptions,
  HttpRoute,
  httpRoute,
} from '../../../lib/istio/virtual-service/http-route';
import { httpRouteConstructs, renderHttpRoute } from '../../../lib/istio/virtual-service/http-route-render';
import { Retries } from '../../../lib/istio/virtual-service/retries';
import { exactly } from '../../../lib/istio/virtual-service/string-match';
import { refusal, refusedAt } from '../../refusal';

const to = MeshService.named('a.example.com', { ports: { http: 80 } });
const destination = { host: 'a.example.com', port: { number: 80 } };
const others = DelegateVirtualService.named('others', { namespace: 'other' });
const headers = { request: { set: { 'x-a': '1' } } };
const cors = { allowOrigins: [exactly('*')] } as const;
const match = [{ path: exactly('/a') }] as const;
const common = { name: 'a', match, headers, cors };
const writtenCommon = {
  name: 'a',
  match: [{ uri: { exact: '/a' } }],
  headers,
  corsPolicy: { allowOrigins: [{ exact: '*' }] },
};

it.each([
  ['a destination', HttpRoute.to(to), { route: [{ destination }] }],
  [
    'a destination with everything',
    HttpRoute.to(to, {
      ...common,
      rewrite: { path: '/b' },
      mirrors: [{ to }],
      fault: { abort: { status: 503, percent: 1 } },
      retries: Retries.none,
      timeout: Duration.millis(250),
    }),
    {
      ...writtenCommon,
      rewrite: { uri: '/b' },
      mirror: destination,
      fault: { abort: { httpStatus: 503, percentage: { value: 1 } } },
      retries: { attempts: 0 },
      timeout: '0.25s',
      route: [{ destination }],
    },
  ],
  [
    'a split with its weights, 0 too',
    HttpRoute.split({ to, percent: 100, headers }, { to, percent: 0 }, common),
    {
      ...writtenCommon,
      route: [
        { destination, weight: 100, headers },
        { destination, weight: 0 },
      ],
    },
  ],
  ['a redirect', HttpRoute.redirect({ path: '/b' }, common), { ...writtenCommon, redirect: { uri: '/b' } }],
  [
    'an answer',
    HttpRoute.directResponse({ status: 503 }, common),
    { ...writtenCommon, directResponse: { status: 503 } },
  ],
  [
    'a delegate',
    HttpRoute.delegate(others, { timeout: Duration.seconds(1) }),
    { timeout: '1s', delegate: { name: 'others', namespace: 'other' } },
  ],
  [
    'a delegate of no known namespace',
    HttpRoute.delegate({ ...others, namespace: undefined }),
    { delegate: { name: 'others' } },
  ],
])('writes %s', (_, route, written) => {
  expect(renderHttpRoute(route, 'demo')).toEqual(written);
});

it('gives a single destination everything', () => {
  expect(HttpRoute.to(to).shares.map(({ percent }) => percent)).toEqual([100]);
});

it('knows which constructs it refers to', () => {
  const chart = new Chart(new App(), 'chart');
  const rule = new DestinationRule(chart, 'rule', { host: to, subsets: { v1: { version: 'v1' } } });
  const gateway: IGateway = { ...namedGateway('a', 'b'), construct: chart };
  const bound = { match: [{ gateways: [gateway] }] } as const;
  const v1 = rule.subset('v1');
  expect(httpRouteConstructs(HttpRoute.to(v1, { ...bound, mirrors: [{ to: v1 }] }))).toEqual([
    chart,
    rule,
    rule,
  ]);
  expect(httpRouteConstructs(HttpRoute.to(to))).toEqual([]);
  expect(httpRouteConstructs(HttpRoute.redirect({ path: '/' }, bound))).toEqual([chart]);
  expect(httpRouteConstructs(HttpRoute.directResponse({ status: 200 }, bound))).toEqual([chart]);
  const delegate = { ...others, construct: rule };
  expect(httpRouteConstructs(HttpRoute.delegate(delegate, { mirrors: [{ to: v1 }] }))).toEqual([rule, rule]);
  expect(httpRouteConstructs(HttpRoute.delegate(others))).toEqual([]);
});

const anyRoute: [string, Pick<HttpForwardOptions, 'match' | 'headers' | 'cors'>, string][] = [
  ['a match that no request meets', { match: [{ port: 0 }] }, 'a port must be'],
  ['a header that is none', { headers: { response: { remove: [''] } } }, 'a header name has characters'],
  ['an origin that is none', { cors: { allowOrigins: [exactly('')] } }, 'an origin is not empty'],
];
const half = { to, percent: 50 };

it.each(anyRoute)('rejects %s in every kind of route', (_, options, problem) => {
  for (const route of [
    HttpRoute.to(to, options),
    HttpRoute.split(half, half, options),
    HttpRoute.redirect({ path: '/' }, options),
    HttpRoute.directResponse({ status: 200 }, options),
    HttpRoute.delegate(others, options),
  ]) {
    expect(refusal(httpRoute, route)).toContain(problem);
  }
});

it.each<[string, HttpForwardOptions, string]>([
  [
    'a mirror of too much',
    { mirrors: [{ to }, { to, percent: 101 }] },
    'a percentage from 0 to 100 is expected, got 101',
  ],
  [
    'a fault of too much',
    { fault: { abort: { status: 503, percent: 101 } } },
    'a percentage from 0 to 100 is expected, got 101',
  ],
  ['a path without its slash', { rewrite: { path: 'b' } }, 'a path begins with a slash'],
  [
    'a timeout of nothing',
    { timeout: Duration.seconds(0) },
    'write for example Duration.millis(250), or leave it out for no limit',
  ],
  [
    'a host that is rewritten and set',
    { rewrite: { authority: 'a.example.com' }, headers: { request: { set: { host: 'b.example.com' } } } },
    "the host of the request is both rewritten and set as a header, got 'a.example.com'; leave one of them out",
  ],
])('rejects %s in every route that forwards', (_, options, problem) => {
  for (const route of [
    HttpRoute.to(to, options),
    HttpRoute.split(half, half, options),
    HttpRoute.delegate(others, options),
  ]) {
    expect(refusal(httpRoute, route)).toContain(problem);
  }
});

it('lets the host be set where it is not rewritten', () => {
  const host = { request: { set: { host: 'b.example.com' } } };
  const set = HttpRoute.to(to, { headers: host, rewrite: { path: '/b' } });
  expect(refusal(httpRoute, set)).toBeUndefined();
  const rewritten = HttpRoute.to(to, { headers, rewrite: { authority: 'b.example.com' } });
  expect(refusal(httpRoute, rewritten)).toBeUndefined();
});

it('rejects the headers of a share, a status and an address that are none', () => {
  const share = { ...half, headers: { request: { remove: ['host'] } } } as const;
  const split = HttpRoute.split(half, share);
  expect(refusal(httpRoute, split)).toContain('this header can only be set');
  expect(refusedAt(httpRoute, split)).toBe('shares[1].headers.request.remove[0]');
  expect(refusal(httpRoute, HttpRoute.directResponse({ status: 99 }))).toContain(
    'a direct response has a status from 200 to 599',
  );
  expect(refusedAt(httpRoute, HttpRoute.redirect({ port: 0 }))).toBe('redirect.port');
  const old = HttpRoute.redirect({ prefixRewrite: '/new' }, { match: [{ path: exactly('/old') }] });
  expect(refusedAt(httpRoute, old)).toBe('redirect.prefixRewrite');
});

it('checks what is made by hand as what a factory made', () => {
  const route = { kind: 'forward', shares: [{ to, percent: 45 }] };
  expect(refusal(httpRoute, route)).toBe(
    'a split must add up to 100 percent, got 45 = 45; make the parts add up to 100',
  );
  expect(refusal(httpRoute, { ...route, when: [] })).toContain('there is no such property');
  expect(refusal(httpRoute, { kind: 'forwrad' })).toContain('this is not an HTTP route');
  expect(refusal(httpRoute, undefined)).toContain('an HTTP route is expected, got undefined');
});

it('refuses options that are none, and what is no delegate', () => {
  expect(refusal(httpRoute, HttpRoute.to(to, 5 as never))).toContain('there is no such property, got 5');
  expect(refusal(httpRoute, HttpRoute.split(half, half, 'a' as never))).toContain(
    "no such property, got 'a'",
  );
  expect(refusal(httpRoute, HttpRoute.delegate(namedGateway('a', 'b') as never))).toContain(
    'a delegate is expected',
  );
  expect(refusedAt(httpRoute, HttpRoute.to(undefined as never))).toBe('shares[0].to');
  expect(refusal(finalHttpRoute, HttpRoute.delegate(others))).toContain(
    'this is not an HTTP route of a delegate',
  );
});
