import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import {
  BackendTLSPolicy,
  ConfigMap,
  exactly,
  Filter,
  Gateway,
  GRPCRoute,
  HTTPRoute,
  type HTTPRule,
  Listener,
  ListenerSet,
  Secret,
  TCPRoute,
} from '../../lib/gateway-api';
import { MeshService } from '../../lib/istio';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const edge = Gateway.named('edge', { namespace: 'demo' });

function chartFor(version: IstioVersion): Chart {
  const app = new App();
  ApiVersions.use(app, IstioRelease.of(version).apiVersions);
  return new Chart(app, 'chart', { namespace: 'demo' });
}

const routeOf = (rule: Omit<HTTPRule, 'backends'>) => (chart: Chart) =>
  new HTTPRoute(chart, 'route', { parents: [edge], rules: [{ backends: [reviews], ...rule }] });

describe('a kind of the Gateway API', () => {
  it.each<[string, IstioVersion, IstioVersion, (chart: Chart) => unknown]>([
    ['spec.rules[0].timeouts', '1.19', '1.20', routeOf({ timeouts: { request: Duration.seconds(1) } })],
    ['spec.rules[0].name', '1.23', '1.24', routeOf({ name: 'all' })],
    [
      'spec.rules[0].filters[0].cors',
      '1.25',
      '1.26',
      routeOf({ filters: [Filter.cors({ allowOrigins: ['https://example.com'] })] }),
    ],
    [
      'spec.rules[0].filters[0].responseHeaderModifier',
      '1.16',
      '1.17',
      routeOf({ filters: [Filter.responseHeaderModifier({ remove: ['server'] })] }),
    ],
    [
      'spec.rules[0].filters[0].requestMirror.percent',
      '1.23',
      '1.24',
      routeOf({ filters: [Filter.requestMirror(reviews, { percent: 5 })] }),
    ],
    [
      'spec.rules[0].filters[0].requestRedirect.statusCode',
      '1.29',
      '1.30',
      (chart) =>
        new HTTPRoute(chart, 'route', {
          parents: [edge],
          rules: [{ filters: [Filter.requestRedirect({ scheme: 'https', statusCode: 308 })] }],
        }),
    ],
    [
      'spec.infrastructure',
      '1.19',
      '1.20',
      (chart) =>
        new Gateway(chart, 'gateway', {
          listeners: { http: Listener.http({ port: 80 }) },
          infrastructure: { labels: { team: 'web' } },
        }),
    ],
    [
      'spec.allowedListeners',
      '1.25',
      '1.26',
      (chart) =>
        new Gateway(chart, 'gateway', {
          listeners: { http: Listener.http({ port: 80 }) },
          allowedListeners: 'same',
        }),
    ],
    [
      'spec.tls',
      '1.27',
      '1.28',
      (chart) =>
        new Gateway(chart, 'gateway', {
          listeners: { http: Listener.http({ port: 80 }) },
          tls: { backend: { clientCertificate: Secret.named('mesh') } },
        }),
    ],
  ])('rejects %s for Istio %s, with the release that brings it: %s', (path, before, since, make) => {
    expect(() => make(chartFor(before))).toThrow(
      new RegExp(
        `^chart/(route|gateway): ${path.replace(/[[\].]/g, '\\$&')}: a (field|value) of the Gateway API that goes with Istio ${since.replace('.', '\\.')}, the app is written for ${before.replace('.', '\\.')}, got .*; choose Istio ${since} or newer \\(ISTIO_RELEASE=${since}\\), or leave it out`,
      ),
    );
    const chart = chartFor(since);
    make(chart);
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  it.each<[string, IstioVersion, string, (chart: Chart) => unknown]>([
    [
      'GRPCRoute',
      '1.21',
      '1.22',
      (chart) => new GRPCRoute(chart, 'r', { parents: [edge], rules: [{ backends: [reviews] }] }),
    ],
    [
      'ListenerSet',
      '1.29',
      '1.30',
      (chart) =>
        new ListenerSet(chart, 's', { parent: edge, listeners: { http: Listener.http({ port: 80 }) } }),
    ],
    [
      'BackendTLSPolicy',
      '1.27',
      '1.28',
      (chart) =>
        new BackendTLSPolicy(chart, 'p', {
          targets: [reviews],
          hostname: 'a.example.com',
          caCertificates: [ConfigMap.named('ca')],
        }),
    ],
  ])('rejects the kind %s for Istio %s, which %s brings', (kind, before, since, make) => {
    expect(() => make(chartFor(before))).toThrow(
      `a kind that Istio takes from ${since} on, the app is written for ${before}, got '${kind}'`,
    );
  });

  it('refuses at synthesis what a patch or an object of its own has of later releases', () => {
    const chart = chartFor('1.22');
    const route = routeOf({ matches: [{ path: exactly('/') }] })(chart) as HTTPRoute;
    expect(route.object.toJson().apiVersion).toBe('gateway.networking.k8s.io/v1');
    new ApiObject(chart, 'own', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      spec: { rules: [{ retry: { attempts: 2 } }] },
    });
    const [found, ...others] = chart.node.root.node.validate();
    expect(found).toMatch(
      /^chart\/own: spec\.rules\[0\]\.retry: a field of the Gateway API that goes with Istio 1\.24, the app is written for 1\.22/,
    );
    expect(others).toEqual([]);
  });

  it('is written at the version that the CRDs of the release serve', () => {
    const chart = chartFor('1.16');
    new TCPRoute(chart, 'tcp', { parents: [edge], rules: [{ backends: [reviews] }] });
    routeOf({})(chart);
    expect(Testing.synth(chart).map(({ apiVersion }) => apiVersion)).toEqual([
      'gateway.networking.k8s.io/v1alpha2',
      'gateway.networking.k8s.io/v1beta1',
    ]);
  });
});
