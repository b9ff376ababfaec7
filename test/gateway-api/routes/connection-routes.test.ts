import { App, Chart, Testing } from 'cdk8s';
import { type ConnectionRule, Gateway, Listener, TCPRoute, TLSRoute } from '../../../lib/gateway-api';
import { MeshService } from '../../../lib/istio';
import { AlphaGatewayApi } from '../../../lib/release/alpha-gateway-api';
import { ApiVersions } from '../../../lib/release/api-versions';
import { IstioRelease } from '../../../lib/release/istio-release';
import { errorOf } from '../../error-of';
import { acceptedSpec, service } from '../described';

const shared = Gateway.named('shared', { namespace: 'ingress' });
const local = MeshService.named('bank.demo.svc.cluster.local', { ports: { tls: 443 } });
const other = MeshService.named('bank.other.svc.cluster.local', { ports: { tls: 443 } });

const tls = (rule: ConnectionRule, hostnames: [string] = ['bank.example.com']) =>
  acceptedSpec((chart) => {
    new TLSRoute(chart, 'route', { parents: [shared], hostnames, rules: [rule] });
  });
const tcp = (rule: ConnectionRule) =>
  acceptedSpec((chart) => {
    new TCPRoute(chart, 'route', { parents: [shared], rules: [rule] });
  });

const notGranted = (kind: string) =>
  errorOf(
    `chart/route: rules[0].backends[0]: the Service is in another namespace, which does not let ${kind}s of 'demo' name it, got 'other/bank'; write new ReferenceGrant(…, { from: [{ kind: '${kind}', namespace: 'demo' }], to: […] }) in a chart of the namespace 'other', and give it in grants`,
  );

describe('TLSRoute', () => {
  it('leads connections by the server that is asked for', () => {
    expect(tls({ name: 'bank', backends: [{ to: local, weight: 3 }, local] })).toEqual({
      parentRefs: [{ name: 'shared', namespace: 'ingress' }],
      hostnames: ['bank.example.com'],
      rules: [
        {
          name: 'bank',
          backendRefs: [
            { name: 'bank', port: 443, weight: 3 },
            { name: 'bank', port: 443 },
          ],
        },
      ],
    });
  });

  it('rejects what no listener would take, and what nobody grants', () => {
    expect(() => tls({ backends: [other] })).toThrow(notGranted('TLSRoute'));
    expect(() => tls({ backends: [local] }, ['10.0.0.1'])).toThrow(
      /hostnames\[0\]: a hostname is a DNS name/,
    );
    expect(() =>
      acceptedSpec((chart) => {
        const gateway = new Gateway(chart, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
        new TLSRoute(chart, 'route', {
          parents: [gateway],
          hostnames: ['a.example.com'],
          rules: [{ backends: [local] }],
        });
      }),
    ).toThrow(/parents\[0\]: no listener of it takes TLSRoutes/);
  });
});

describe('TCPRoute', () => {
  it('leads the connections of a port', () => {
    expect(
      acceptedSpec((chart) => {
        const mysql = service(chart, 'mysql');
        const gateway = new Gateway(chart, 'gateway', { listeners: { mysql: Listener.tcp({ port: 3306 }) } });
        new TCPRoute(chart, 'route', {
          parents: [gateway.listener('mysql')],
          rules: [{ backends: [mysql] }],
        });
      }),
    ).toEqual({
      parentRefs: [{ name: 'gateway', sectionName: 'mysql' }],
      rules: [{ backendRefs: [{ name: 'mysql', port: 9080 }] }],
    });
  });

  it('rejects what nobody grants, and more rules than one', () => {
    expect(() => tcp({ backends: [other] })).toThrow(notGranted('TCPRoute'));
    expect(() =>
      acceptedSpec((chart) => {
        const rules = [{ backends: [local] }, { backends: [local] }] as never;
        new TCPRoute(chart, 'route', { parents: [shared], rules });
      }),
    ).toThrow(/rules: the list holds at most 1/);
  });

  it('is written at the version that the CRDs of the release serve', () => {
    const versionFor = (release: '1.30' | '1.31') => {
      const app = new App();
      ApiVersions.use(app, IstioRelease.of(release).apiVersions);
      AlphaGatewayApi.use(app);
      const chart = new Chart(app, 'chart', { namespace: 'demo' });
      new TCPRoute(chart, 'route', { parents: [shared], rules: [{ backends: [local] }] });
      return Testing.synth(chart)[0].apiVersion;
    };
    expect(versionFor('1.30')).toBe('gateway.networking.k8s.io/v1alpha2');
    expect(versionFor('1.31')).toBe('gateway.networking.k8s.io/v1');
  });
});
