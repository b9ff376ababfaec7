import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  DelegateVirtualService,
  DestinationRule,
  exactly,
  Gateway,
  HttpRoute,
  ignoringCase,
  MeshService,
  matches,
  mesh,
  present,
  Retries,
  replacing,
  startsWith,
  TcpRoute,
  TlsRoute,
  VirtualService,
  Workload,
} from '../../../lib/istio';

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const curl = Workload.labelled({ app: 'curl' }, { namespace: 'demo' });
const gateway = Gateway.named('shared', { namespace: 'istio-ingress' });
const everyMatch = { exact: exactly('a'), prefix: startsWith('a'), regex: matches('a.*') };
const headers = { set: { 'x-set': '1' }, add: { 'x-add': '1' }, remove: ['x-remove'] } as const;

/** VirtualServices with every kind of route, match and answer. */
export function routes(scope: Construct): void {
  const routeHeaders = { request: headers, response: headers };
  new VirtualService(scope, 'routes', {
    hosts: ['bookinfo.example.com'],
    gateways: [gateway, mesh],
    exportTo: 'own-namespace',
    http: [
      HttpRoute.split(
        { to: reviews, percent: 90, headers: routeHeaders },
        { to: reviews, percent: 10 },
        {
          name: 'split',
          match: [
            {
              name: 'match',
              statPrefix: 'stats',
              path: ignoringCase(exactly('/a')),
              method: everyMatch.exact,
              scheme: everyMatch.exact,
              authority: everyMatch.exact,
              headers: {
                exact: everyMatch.exact,
                prefix: everyMatch.prefix,
                regex: everyMatch.regex,
                present,
              },
              withoutHeaders: { exact: everyMatch.exact, prefix: everyMatch.prefix, regex: everyMatch.regex },
              queryParams: everyMatch,
              port: 80,
              source: curl,
            },
            {
              gateways: [mesh],
              path: startsWith('/a'),
              method: everyMatch.prefix,
              scheme: everyMatch.prefix,
              authority: everyMatch.prefix,
            },
            {
              path: matches('/a'),
              method: everyMatch.regex,
              scheme: everyMatch.regex,
              authority: everyMatch.regex,
            },
          ],
          headers: routeHeaders,
          rewrite: { path: '/b', authority: 'b.example.com' },
          mirrors: [{ to: reviews, percent: 12.5 }],
          fault: { delay: { by: Duration.millis(1500), percent: 0.1 }, abort: { status: 503, percent: 1 } },
          retries: Retries.upTo(3, {
            perTryTimeout: Duration.seconds(2),
            on: ['5xx', 503],
            backoff: Duration.millis(25),
            ignorePreviousHosts: false,
            remoteLocalities: true,
          }),
          timeout: Duration.seconds(10),
          cors: {
            allowOrigins: [everyMatch.exact, everyMatch.prefix, everyMatch.regex],
            allowMethods: ['GET'],
            allowHeaders: ['x-a'],
            exposeHeaders: ['x-b'],
            maxAge: Duration.days(1),
            allowCredentials: false,
            unmatchedPreflights: 'ignore',
          },
        },
      ),
      HttpRoute.to(reviews, {
        match: [{ port: 81 }],
        rewrite: { path: replacing('^/a/(.*)', '/b/\\1') },
        mirrors: [{ to: reviews, percent: 1 }, { to: reviews }],
        fault: { abort: { status: 'UNAVAILABLE', percent: 100 } },
        cors: { allowOrigins: [everyMatch.exact], unmatchedPreflights: 'forward' },
      }),
      HttpRoute.redirect(
        { path: '/b', authority: 'b.example.com', scheme: 'https', port: 8443, status: 308 },
        { match: [{ port: 82 }] },
      ),
      HttpRoute.redirect({ prefixRewrite: '/new' }, { match: [{ path: startsWith('/old'), port: 87 }] }),
      HttpRoute.redirect({ port: 'protocol-default' }, { match: [{ port: 83 }] }),
      HttpRoute.redirect({ port: 'request-port' }, { match: [{ port: 84 }] }),
      HttpRoute.directResponse({ status: 503, body: 'closed' }, { match: [{ port: 85 }] }),
      HttpRoute.directResponse({ status: 200, body: Uint8Array.of(0, 255) }, { match: [{ port: 86 }] }),
      HttpRoute.delegate(DelegateVirtualService.named('others', { namespace: 'other' })),
    ],
    tls: [
      TlsRoute.split(
        { to: reviews, percent: 50 },
        { to: reviews, percent: 50 },
        {
          match: [
            {
              sniHosts: ['bookinfo.example.com'],
              destinationSubnets: ['10.0.0.0/8'],
              port: 443,
              source: curl,
              gateways: [mesh],
            },
          ],
        },
      ),
    ],
    tcp: [
      TcpRoute.split(
        { to: reviews, percent: 50 },
        { to: reviews, percent: 50 },
        {
          match: [
            {
              destinationSubnets: ['::1/128'],
              port: 443,
              source: curl,
              gateways: [mesh],
            },
          ],
        },
      ),
    ],
  });
  const versions = new DestinationRule(scope, 'subsets', {
    host: reviews,
    subsets: { v1: { version: 'v1' } },
  });
  const v1 = versions.subset('v1');
  new VirtualService(scope, 'subset-routes', {
    hosts: ['bookinfo.example.com'],
    http: [
      HttpRoute.to(v1, { mirrors: [{ to: v1 }], match: [{ port: 80 }] }),
      HttpRoute.to(v1, { mirrors: [{ to: v1 }, { to: v1 }] }),
    ],
    tls: [TlsRoute.to(v1, { match: [{ sniHosts: ['bookinfo.example.com'] }] })],
    tcp: [TcpRoute.to(v1)],
  });
}
