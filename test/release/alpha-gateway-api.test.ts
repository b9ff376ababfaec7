import { App, Chart } from 'cdk8s';
import { Gateway, Listener, ListenerSet, Secret, TCPRoute, TLSRoute } from '../../lib/gateway-api';
import { MeshService } from '../../lib/istio';
import { AlphaGatewayApi } from '../../lib/release/alpha-gateway-api';
import { alphaUntil } from '../../lib/release/alpha-until';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

const parents = [Gateway.named('shared', { namespace: 'demo' })] as const;
const db = MeshService.named('db.demo.svc.cluster.local', { ports: { tcp: 5432 } });
const rules = [{ backends: [db] }] as const;

function chartOf(release: IstioVersion | undefined, alpha = false): Chart {
  const app = new App();
  if (release !== undefined) ApiVersions.use(app, IstioRelease.of(release).apiVersions);
  if (alpha) AlphaGatewayApi.use(app);
  return new Chart(app, 'chart', { namespace: 'demo' });
}

const makes: Readonly<Record<string, (chart: Chart) => unknown>> = {
  TCPRoute: (chart) => new TCPRoute(chart, 'x', { parents, rules }),
  TLSRoute: (chart) => new TLSRoute(chart, 'x', { parents, hostnames: ['a.example.com'], rules }),
  TCP: (chart) => new Gateway(chart, 'x', { listeners: { db: Listener.tcp({ port: 5432 }) } }),
  TLS: (chart) =>
    new Gateway(chart, 'x', {
      listeners: { db: Listener.tls({ port: 443, certificates: [Secret.named('web')] }) },
    }),
};

describe('what istiod takes only where it is installed so', () => {
  it.each<[string, IstioVersion, string | undefined]>([
    ['TLSRoute', '1.17', undefined],
    ['TLSRoute', '1.18', '1.30'],
    ['TLSRoute', '1.29', '1.30'],
    ['TLSRoute', '1.30', undefined],
    ['TCPRoute', '1.17', undefined],
    ['TCPRoute', '1.30', '1.31'],
    ['TCPRoute', '1.31', undefined],
    ['TLS', '1.24', undefined],
    ['TLS', '1.25', '1.30'],
    ['TLS', '1.30', undefined],
    ['TCP', '1.25', '1.31'],
    ['TCP', '1.30', '1.31'],
    ['TCP', '1.31', undefined],
  ])('refuses %s for %s with the release that takes it by itself: %s', (part, release, since) => {
    expect(alphaUntil(part, release)).toBe(since);
    const make = (alpha: boolean) => () => makes[part]?.(chartOf(release, alpha));
    if (since === undefined) expect(make(false)).not.toThrow();
    else {
      expect(make(false)).toThrow(
        `only with PILOT_ENABLE_ALPHA_GATEWAY_API=true, from ${since} on without, got '${part}'; choose Istio ${since} or newer (ISTIO_RELEASE=${since}), or install istiod so and say AlphaGatewayApi.use(app)`,
      );
    }
    expect(make(true)).not.toThrow();
  });

  it('names the listener, of a Gateway and of a ListenerSet', () => {
    const listeners = { web: Listener.http({ port: 80 }), db: Listener.tcp({ port: 5432 }) };
    expect(() => new Gateway(chartOf('1.28'), 'x', { listeners })).toThrow(
      'chart/x: listeners.db: istiod 1.28 takes listeners of protocol TCP only with',
    );
    const parent = Gateway.named('shared', { namespace: 'demo' });
    expect(() => new ListenerSet(chartOf('1.30'), 'x', { parent, listeners })).toThrow('listeners.db: ');
  });

  it('refuses nothing where no release is chosen, and nothing else', () => {
    for (const make of Object.values(makes)) expect(() => make(chartOf(undefined))).not.toThrow();
    expect(alphaUntil('HTTPRoute', '1.20')).toBeUndefined();
    expect(alphaUntil('toString', '1.20')).toBeUndefined();
    expect(() => AlphaGatewayApi.use({} as never)).toThrow(/AlphaGatewayApi\.use: .*a construct is expected/);
  });
});
