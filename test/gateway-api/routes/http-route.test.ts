import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  exactly,
  Filter,
  Gateway,
  HTTPRoute,
  type HTTPRule,
  Listener,
  matches,
  ParentSection,
  pathPrefix,
  ReferenceGrant,
  replaceFullPath,
  replacePrefixMatch,
} from '../../../lib/gateway-api';
import { DestinationRule, MeshService, Resolution, ServiceEntry } from '../../../lib/istio';
import { ApiVersions } from '../../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../../lib/release/istio-release';
import { errorOf } from '../../error-of';
import { accepted, acceptedSpec, service } from '../described';

const shared = Gateway.named('shared', { namespace: 'ingress' });
const other = MeshService.named('ratings.other.svc.cluster.local', { ports: { http: 9080 } });

const rule = (rule: HTTPRule) =>
  (
    acceptedSpec((chart) => {
      new HTTPRoute(chart, 'route', { parents: [shared], rules: [rule] });
    }) as { rules: unknown[] }
  ).rules[0];

const local = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });

describe('HTTPRoute', () => {
  it('leads from a listener to services', () => {
    expect(
      acceptedSpec((chart) => {
        const reviews = service(chart);
        const gateway = new Gateway(chart, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
        new HTTPRoute(chart, 'route', {
          parents: [gateway.listener('http')],
          hostnames: ['bookinfo.example.com'],
          rules: [{ matches: [{ path: pathPrefix('/reviews') }], backends: [reviews] }],
        });
      }),
    ).toEqual({
      parentRefs: [{ name: 'gateway', sectionName: 'http' }],
      hostnames: ['bookinfo.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/reviews' } }],
          backendRefs: [{ name: 'reviews', port: 9080 }],
        },
      ],
    });
  });

  it('is attached to gateways, listeners, services and their ports, and ServiceEntries', () => {
    const spec = acceptedSpec((chart) => {
      const reviews = service(chart);
      const entry = new ServiceEntry(chart, 'api', {
        hosts: ['api.example.com'],
        ports: { http: 80 },
        resolution: Resolution.dns(),
      });
      new HTTPRoute(chart, 'route', {
        parents: [
          shared,
          ParentSection.of(Gateway.named('edge', { namespace: 'demo' }), { sectionName: 'a', port: 80 }),
          service(chart, 'details'),
          reviews.port('http'),
          entry,
        ],
        rules: [{ backends: [entry] }],
      });
    });
    expect(spec).toEqual({
      parentRefs: [
        { name: 'shared', namespace: 'ingress' },
        { name: 'edge', sectionName: 'a', port: 80 },
        { group: '', kind: 'Service', name: 'details' },
        { group: '', kind: 'Service', name: 'reviews', port: 9080 },
        { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' },
      ],
      rules: [
        {
          backendRefs: [
            { group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', port: 80 },
          ],
        },
      ],
    });
  });

  it('compares paths, methods, headers and parameters', () => {
    expect(
      rule({
        name: 'all',
        matches: [
          { path: exactly('/a'), method: 'GET', headers: { 'end-user': exactly('jason') } },
          { path: matches('/v[0-9]+'), queryParams: { q: matches('a|b') } },
        ],
        backends: [local],
        timeouts: { request: Duration.seconds(90), backendRequest: Duration.millis(250) },
      }),
    ).toEqual({
      name: 'all',
      matches: [
        {
          path: { type: 'Exact', value: '/a' },
          method: 'GET',
          headers: [{ name: 'end-user', type: 'Exact', value: 'jason' }],
        },
        {
          path: { type: 'RegularExpression', value: '/v[0-9]+' },
          queryParams: [{ name: 'q', type: 'RegularExpression', value: 'a|b' }],
        },
      ],
      backendRefs: [{ name: 'reviews', port: 9080 }],
      timeouts: { request: '1m30s', backendRequest: '250ms' },
    });
  });

  it('filters requests and those of one backend', () => {
    expect(
      rule({
        matches: [{ path: pathPrefix('/old') }],
        filters: [
          Filter.requestHeaderModifier({ set: { a: '1' }, add: { b: '2' }, remove: ['c'] }),
          Filter.responseHeaderModifier({ remove: ['server'] }),
          Filter.requestMirror(local, { percent: 50 }),
          Filter.requestMirror(local, { fraction: { numerator: 1, denominator: 1000 } }),
          Filter.urlRewrite({ hostname: 'new.example.com', path: replacePrefixMatch('/new') }),
          Filter.cors({
            allowOrigins: ['https://example.com'],
            allowMethods: ['GET'],
            maxAge: Duration.minutes(1),
          }),
        ],
        backends: [
          { to: local, weight: 90 },
          { to: local, weight: 0, filters: [Filter.requestHeaderModifier({ set: { d: '3' } })] },
        ],
      }),
    ).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        {
          type: 'RequestHeaderModifier',
          requestHeaderModifier: {
            set: [{ name: 'a', value: '1' }],
            add: [{ name: 'b', value: '2' }],
            remove: ['c'],
          },
        },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } },
        {
          type: 'RequestMirror',
          requestMirror: { backendRef: { name: 'reviews', port: 9080 }, percent: 50 },
        },
        {
          type: 'RequestMirror',
          requestMirror: {
            backendRef: { name: 'reviews', port: 9080 },
            fraction: { numerator: 1, denominator: 1000 },
          },
        },
        {
          type: 'URLRewrite',
          urlRewrite: {
            hostname: 'new.example.com',
            path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
          },
        },
        {
          type: 'CORS',
          cors: { allowOrigins: ['https://example.com'], allowMethods: ['GET'], maxAge: 60 },
        },
      ],
      backendRefs: [
        { name: 'reviews', port: 9080, weight: 90 },
        {
          name: 'reviews',
          port: 9080,
          weight: 0,
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'd', value: '3' }] } },
          ],
        },
      ],
    });
  });

  it('sends clients elsewhere', () => {
    const redirect = { scheme: 'https', path: replaceFullPath('/'), port: 8443, statusCode: 301 } as const;
    expect(rule({ filters: [Filter.requestRedirect(redirect)] })).toEqual({
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: {
            scheme: 'https',
            path: { type: 'ReplaceFullPath', replaceFullPath: '/' },
            port: 8443,
            statusCode: 301,
          },
        },
      ],
    });
  });

  it('leads to another namespace with its grant, and is applied after it', () => {
    const app = new App();
    const theirs = new Chart(app, 'theirs', { namespace: 'other' });
    const grant = new ReferenceGrant(theirs, 'routes', {
      from: [{ kind: 'HTTPRoute', namespace: 'demo' }],
      to: [other],
    });
    const ours = new Chart(app, 'ours', { namespace: 'demo' });
    const route = new HTTPRoute(ours, 'route', {
      parents: [shared],
      rules: [{ backends: [other], filters: [Filter.requestMirror(other)] }],
      grants: [grant],
    });
    expect(Testing.synth(ours)[0].spec.rules).toEqual([
      {
        backendRefs: [{ name: 'ratings', namespace: 'other', port: 9080 }],
        filters: [
          {
            type: 'RequestMirror',
            requestMirror: { backendRef: { name: 'ratings', namespace: 'other', port: 9080 } },
          },
        ],
      },
    ]);
    expect(route.node.dependencies).toContain(grant);
  });

  it('rejects a backend or a mirror of another namespace without a grant that lets it be named', () => {
    const build = (rule: HTTPRule, grants?: (chart: Chart) => ReferenceGrant) => () =>
      accepted((chart) => {
        const granted = grants?.(new Chart(chart, 'theirs', { namespace: 'other' }));
        new HTTPRoute(chart, 'route', {
          parents: [shared],
          rules: [rule],
          ...(granted && { grants: [granted] }),
        });
      });
    const refused = (path: string) =>
      errorOf(
        `chart/route: ${path}: the Service is in another namespace, which does not let HTTPRoutes of 'demo' name it, got 'other/ratings'; write new ReferenceGrant(…, { from: [{ kind: 'HTTPRoute', namespace: 'demo' }], to: […] }) in a chart of the namespace 'other', and give it in grants`,
      );
    expect(build({ backends: [other] })).toThrow(refused('rules[0].backends[0]'));
    expect(build({ backends: [local], filters: [Filter.requestMirror(other)] })).toThrow(
      refused('rules[0].filters[0].to'),
    );
    const grantOf = (kind: 'HTTPRoute' | 'TCPRoute', namespace: string, name: string) => (chart: Chart) =>
      new ReferenceGrant(chart, 'grant', {
        from: [{ kind, namespace }],
        to: [MeshService.named(`${name}.other.svc.cluster.local`)],
      });
    for (const grant of [
      grantOf('TCPRoute', 'demo', 'ratings'),
      grantOf('HTTPRoute', 'bookinfo', 'ratings'),
      grantOf('HTTPRoute', 'demo', 'reviews'),
    ]) {
      expect(build({ backends: [other] }, grant)).toThrow(refused('rules[0].backends[0]'));
    }
    expect(build({ backends: [other] }, grantOf('HTTPRoute', 'demo', 'ratings'))).not.toThrow();
  });

  it('rejects parents whose listeners would not take it', () => {
    const build =
      (listener: Listener, hostnames: string[] = [], namespace = 'demo') =>
      () =>
        accepted((chart) => {
          const gateway = new Gateway(new Chart(chart, 'edge', { namespace }), 'gateway', {
            listeners: { one: listener },
          });
          new HTTPRoute(chart, 'route', {
            parents: [gateway],
            rules: [{ backends: [local] }],
            ...(hostnames.length > 0 && { hostnames: hostnames as [string] }),
          });
        });
    expect(build(Listener.tcp({ port: 80 }))).toThrow(
      errorOf(
        "chart/route: parents[0]: no listener of it takes HTTPRoutes, got [ 'one' ]; they take TCPRoute; name another listener",
      ),
    );
    expect(build(Listener.http({ port: 80 }), [], 'ingress')).toThrow(
      errorOf(
        "chart/route: parents[0]: its listeners take routes of the namespace 'ingress' only, and this one is in 'demo', got [ 'one' ]; give the listener allowedRoutes: { namespaces: 'all' }, or the labels of the namespaces",
      ),
    );
    expect(
      build(Listener.http({ port: 80, allowedRoutes: { namespaces: 'all' } }), [], 'ingress'),
    ).not.toThrow();
    expect(build(Listener.http({ port: 80, hostname: 'a.example.com' }), ['b.example.com'])).toThrow(
      errorOf(
        "chart/route: parents[0]: no listener of it is for any of the hostnames of the route, got [ 'b.example.com' ]; they are for 'a.example.com'",
      ),
    );
    expect(build(Listener.http({ port: 80, hostname: '*.example.com' }), ['b.example.com'])).not.toThrow();
  });

  it('rejects a listener that is not there, and a parent that is there twice', () => {
    expect(() =>
      accepted((chart) => {
        const gateway = new Gateway(chart, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
        const parent = gateway.listener('https' as never);
        new HTTPRoute(chart, 'route', { parents: [parent], rules: [{ backends: [local] }] });
      }),
    ).toThrow(/parents\[0\]\.sectionName: there is no such listener, got 'https'; .*'http'/);
    expect(() =>
      accepted((chart) => {
        new HTTPRoute(chart, 'route', { parents: [shared, shared], rules: [{ backends: [local] }] });
      }),
    ).toThrow(
      errorOf(
        "chart/route: parents[1]: the route is attached to it twice, got 'shared'; name it once, or each time another listener",
      ),
    );
  });

  it('rejects rules that lead nowhere or say what can not be', () => {
    const refused = (value: HTTPRule) => () => rule(value);
    expect(refused({})).toThrow(
      errorOf(
        'chart/route: rules[0]: requests would be answered with an error: they lead nowhere, got undefined; give backends, or Filter.requestRedirect(…)',
      ),
    );
    expect(refused({ backends: [local], filters: [Filter.requestRedirect({ port: 80 })] })).toThrow(
      errorOf('chart/route: rules[0].backends: a redirected request goes nowhere, got 1; leave them out'),
    );
    expect(
      refused({ backends: [local], filters: [Filter.urlRewrite({ path: replacePrefixMatch('/') })] }),
    ).toThrow(/rules\[0\]\.filters\[0\]\.path: a prefix is replaced where the rule has one match/);
    expect(
      refused({
        backends: [local],
        filters: [Filter.cors({ allowOrigins: ['*', 'https://a.example.com'] })],
      }),
    ).toThrow(/filters\[0\]\.allowOrigins: '\*' stands for all/);
    expect(
      refused({ backends: [local], filters: [Filter.requestHeaderModifier({ set: { 'x-shop': '' } })] }),
    ).toThrow(/filters\[0\]\.set\['x-shop'\]: a header's value is some text, got ''/);
    expect(refused({ backends: [local], matches: [{ path: pathPrefix('a') }] })).toThrow(
      /matches\[0\]\.path\.path: a path begins with a slash/,
    );
    expect(
      refused({
        backends: [local],
        timeouts: { request: Duration.seconds(1), backendRequest: Duration.seconds(2) },
      }),
    ).toThrow(/timeouts\.backendRequest: one try takes no longer .*got '2s'; write at most 1s/);
  });

  it('rejects subsets, and services whose port is not known', () => {
    expect(() =>
      accepted((chart) => {
        const versions = new DestinationRule(chart, 'versions', {
          host: local,
          subsets: { v1: { version: 'v1' } },
        });
        new HTTPRoute(chart, 'route', {
          parents: [shared],
          rules: [{ backends: [versions.subset('v1')] }],
        });
      }),
    ).toThrow(/rules\[0\]\.backends\[0\]: the Gateway API knows no subsets, got 'v1'/);
    expect(() => rule({ backends: [MeshService.named('a.demo.svc.cluster.local')] })).toThrow(
      /a backend is named with its port, which is not known of this service/,
    );
  });

  it('is written at the version that the chosen release serves', () => {
    const versionFor = (release: IstioVersion) => {
      const app = Testing.app();
      ApiVersions.use(app, IstioRelease.of(release).apiVersions);
      const chart = new Chart(app, 'chart', { namespace: 'demo' });
      new HTTPRoute(chart, 'route', { parents: [shared], rules: [{ backends: [local] }] });
      return Testing.synth(chart)[0].apiVersion;
    };
    expect(versionFor('1.18')).toBe('gateway.networking.k8s.io/v1beta1');
    expect(versionFor('1.30')).toBe('gateway.networking.k8s.io/v1');
  });
});
