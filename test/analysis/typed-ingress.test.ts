import { ApiObject, App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { Shop } from './typed-shop';

describe('typed code beside an ingress gateway that is installed', () => {
  const istio = { istio: 'ingressgateway' };
  /** A Gateway that nothing typed has made. */
  const written = (scope: Chart, selector: Record<string, string>, number: number, tls?: object) =>
    new ApiObject(scope, 'written', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'written' },
      spec: {
        selector,
        servers: [
          {
            port: { number, name: 'web', protocol: tls === undefined ? 'HTTP' : 'HTTPS' },
            hosts: ['written.example.com'],
            ...(tls && { tls }),
          },
        ],
      },
    });
  const told = (chart: Chart, options = {}) =>
    Findings.of(chart, options).map(({ rule, level, suggestion }) => [rule, level, suggestion]);

  it.each([
    ['what it is installed with', istio, 80, []],
    [
      'a letter less',
      { istio: 'ingressgatway' },
      80,
      [['gateway-selector-no-workload', 'error', 'write istio: ingressgateway']],
    ],
    ['another gateway', { istio: 'egressgateway' }, 80, []],
    [
      'a port that its Service does not have',
      istio,
      9000,
      [['gateway-port-not-on-service', 'warning', expect.any(String)]],
    ],
  ])('holds a Gateway of whatever code against it: %s', (_, selector, port, findings) => {
    const shop = new Shop();
    written(shop, selector, port);
    expect(told(shop)).toEqual(findings);
  });

  it('is told of one, or knows of none', () => {
    const chart = () => {
      const bare = new Chart(new App(), 'shop', { namespace: 'shop' });
      written(bare, istio, 9000);
      return bare;
    };
    expect(told(chart())).toEqual([]);
    expect(told(chart(), { ingress: [IngressGateway.istioctl()] })).toEqual([
      ['gateway-port-not-on-service', 'warning', expect.any(String)],
    ]);
    expect(() => told(chart(), { ingress: ['istio-ingressgateway'] })).toThrow(
      /an ingress gateway is expected/,
    );
  });

  it('looks for the Secret where its pods run', () => {
    const shop = new Shop();
    new ApiObject(shop, 'secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'cert', namespace: 'certs' },
    });
    const helm = IngressGateway.helm();
    written(shop, helm.podLabels, 443, { mode: 'SIMPLE', credentialName: 'cert' });
    expect(told(shop)).toEqual([]);
    expect(told(shop, { ingress: [helm] })).toEqual([
      ['gateway-secret-missing', 'warning', expect.any(String)],
    ]);
  });
});
