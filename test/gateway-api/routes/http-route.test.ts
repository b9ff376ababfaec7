import { App, Chart, Testing } from 'cdk8s';
import { Gateway, HTTPRoute, Listener, pathPrefix } from '../../../lib/gateway-api';
import { MeshService } from '../../../lib/istio';
import { ApiVersions } from '../../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../../lib/release/istio-release';
import { acceptedSpec, service } from '../described';

const shared = Gateway.named('shared', { namespace: 'ingress' });
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

  it('is written at the version that the chosen release serves', () => {
    const versionFor = (release: IstioVersion) => {
      const app = new App();
      ApiVersions.use(app, IstioRelease.of(release).apiVersions);
      const chart = new Chart(app, 'chart', { namespace: 'demo' });
      new HTTPRoute(chart, 'route', { parents: [shared], rules: [{ backends: [local] }] });
      return Testing.synth(chart)[0].apiVersion;
    };
    expect(versionFor('1.18')).toBe('gateway.networking.k8s.io/v1beta1');
    expect(versionFor('1.30')).toBe('gateway.networking.k8s.io/v1');
  });
});
