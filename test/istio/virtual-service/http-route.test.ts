import { Chart, Duration, Testing } from 'cdk8s';
import { DestinationRule } from '../../../lib/istio/destination-rule/destination-rule';
import { MeshService } from '../../../lib/istio/references/mesh-service';
import { DelegateVirtualService } from '../../../lib/istio/virtual-service/delegate-virtual-service';
import { type HttpForwardOptions, HttpRoute } from '../../../lib/istio/virtual-service/http-route';
import { httpRouteConstructs, renderHttpRoute } from '../../../lib/istio/virtual-service/http-route-render';
import { Retries } from '../../../lib/istio/virtual-service/retries';
import { exactly } from '../../../lib/istio/virtual-service/string-match';

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
    HttpRoute.delegate({ name: 'others', namespace: undefined, construct: undefined }),
    { delegate: { name: 'others' } },
  ],
])('writes %s', (_, route, written) => {
  expect(renderHttpRoute(route, 'demo')).toEqual(written);
});

it('gives a single destination everything', () => {
  expect(HttpRoute.to(to).shares.map(({ percent }) => percent)).toEqual([100]);
});

it('knows which constructs it refers to', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const rule = new DestinationRule(chart, 'rule', { host: to, subsets: { v1: { version: 'v1' } } });
  const gateway = { name: 'a', namespace: 'b', construct: chart };
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
  const delegate = { name: 'a', namespace: 'b', construct: rule };
  expect(httpRouteConstructs(HttpRoute.delegate(delegate, { mirrors: [{ to: v1 }] }))).toEqual([rule, rule]);
  expect(httpRouteConstructs(HttpRoute.delegate(others))).toEqual([]);
});

const anyRoute: [string, Pick<HttpForwardOptions, 'match' | 'headers' | 'cors'>, string][] = [
  ['a match that no request meets', { match: [{ port: 0 }] }, 'the port of a match must be'],
  ['a header that is none', { headers: { response: { remove: [''] } } }, 'a header name has characters'],
  ['an origin that is none', { cors: { allowOrigins: [exactly('')] } }, 'an origin is not empty'],
];
const half = { to, percent: 50 };

it.each(anyRoute)('rejects %s in every kind of route', (_, options, problem) => {
  expect(() => HttpRoute.to(to, options)).toThrow(problem);
  expect(() => HttpRoute.split(half, half, options)).toThrow(problem);
  expect(() => HttpRoute.redirect({ path: '/' }, options)).toThrow(problem);
  expect(() => HttpRoute.directResponse({ status: 200 }, options)).toThrow(problem);
  expect(() => HttpRoute.delegate(others, options)).toThrow(problem);
});

it.each<[string, HttpForwardOptions, string]>([
  [
    'a mirror of too much',
    { mirrors: [{ to }, { to, percent: 101 }] },
    'the part of the requests that a mirror gets',
  ],
  ['a fault of too much', { fault: { abort: { status: 503, percent: 101 } } }, 'that a fault aborts'],
  ['a path without its slash', { rewrite: { path: 'b' } }, 'a path begins with a slash'],
  ['a timeout of nothing', { timeout: Duration.seconds(0) }, 'the timeout of a route must be'],
  [
    'a host that is rewritten and set',
    { rewrite: { authority: 'a.example.com' }, headers: { request: { set: { host: 'b.example.com' } } } },
    "the host of the request is both rewritten and set as a header, got 'a.example.com'; leave one of them out",
  ],
])('rejects %s in every route that forwards', (_, options, problem) => {
  expect(() => HttpRoute.to(to, options)).toThrow(problem);
  expect(() => HttpRoute.split(half, half, options)).toThrow(problem);
  expect(() => HttpRoute.delegate(others, options)).toThrow(problem);
});

it('lets the host be set where it is not rewritten', () => {
  const host = { request: { set: { host: 'b.example.com' } } };
  expect(() => HttpRoute.to(to, { headers: host, rewrite: { path: '/b' } })).not.toThrow();
  expect(() => HttpRoute.to(to, { headers, rewrite: { authority: 'b.example.com' } })).not.toThrow();
});

it('rejects the headers of a share, a status and an address that are none', () => {
  const share = { ...half, headers: { request: { remove: ['host'] } } } as const;
  expect(() => HttpRoute.split(half, share)).toThrow('this header can only be set');
  expect(() => HttpRoute.directResponse({ status: 99 })).toThrow(
    'a direct response has a status from 200 to 599',
  );
  expect(() => HttpRoute.redirect({ port: 0 })).toThrow('the port of a redirect');
  const match = [{ path: exactly('/old') }] as const;
  expect(() => HttpRoute.redirect({ prefixRewrite: '/new' }, { match })).toThrow(
    'a match of the route names none',
  );
});
