import { ConfigError } from '../lib/diagnostics/error';
import { gatewayApiIngress } from '../lib/install/gateway-api-ingress';
import { IngressGateway } from '../lib/install/ingress-gateway';
import { IstioRelease } from '../lib/release/istio-release';
import { readSettings } from '../lib/settings';

describe('the settings', () => {
  it('are the newest release, as istioctl installs it, where nothing is set', () => {
    const expected = {
      release: IstioRelease.latest,
      ingress: IngressGateway.istioctl(),
      bookinfoRegistry: IstioRelease.latest.bookinfo.registry,
    };
    expect(readSettings({})).toEqual(expected);
    expect(readSettings({ ISTIO_RELEASE: '', ISTIO_INGRESS: ' ', BOOKINFO_REGISTRY: '' })).toEqual(expected);
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      ISTIO_RELEASE: '1.16',
      ISTIO_INGRESS: 'helm',
      BOOKINFO_REGISTRY: 'localhost:5000/istio',
    });
    expect(settings).toEqual({
      release: IstioRelease.of('1.16'),
      ingress: IngressGateway.helm(),
      bookinfoRegistry: 'localhost:5000/istio',
    });
  });

  it('leave the ingress gateway to istiod where the Gateway API is asked for', () => {
    expect(readSettings({ ISTIO_INGRESS: 'gateway-api' }).ingress).toBe(gatewayApiIngress);
  });

  it('take the charts from a mirror, at the version of the release', () => {
    const { charts } = readSettings({ ISTIO_CHARTS: 'oci://mirror.example.com/charts' }).release;
    expect(charts).toEqual({ repository: 'oci://mirror.example.com/charts', version: '1.30.3' });
  });

  it('take the images of Istio from a mirror', () => {
    expect(readSettings({ ISTIO_HUB: 'mirror.example.com/istio' }).images).toEqual({
      hub: 'mirror.example.com/istio',
    });
  });

  it('take the images from where the chosen release has them', () => {
    expect(readSettings({ ISTIO_RELEASE: '1.22' }).bookinfoRegistry).toBe('docker.io/istio');
  });

  it.each([
    [{ ISTIO_RELEASE: '1.15' }, "ISTIO_RELEASE: no such Istio release is described, got '1.15'"],
    [
      { ISTIO_INGRESS: 'istioclt' },
      "ISTIO_INGRESS: an ingress gateway is not installed this way, got 'istioclt'; did you mean 'istioctl'?",
    ],
    [{ ISTIO_INGRESS: 'toString' }, "got 'toString'; known are 'istioctl', 'helm', 'gateway-api'"],
    [
      { BOOKINFO_REGISTRY: 'https://docker.io/istio' },
      'BOOKINFO_REGISTRY: an image registry is a host with a path',
    ],
    [{ ISTIO_HUB: 'istio' }, 'ISTIO_HUB: an image registry is a host with a path'],
    [{ ISTIO_CHARTS: 'http://mirror' }, 'ISTIO_CHARTS: a chart repository is an https:// or oci:// address'],
    [
      { BOOKINFO_REGISTRY: 'docker.io/istio/' },
      "got 'docker.io/istio/'; write for example 'docker.io/istio'",
    ],
  ])('rejects %j by the name of the variable', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(ConfigError);
    expect(() => readSettings(environment)).toThrow(message);
  });
});
