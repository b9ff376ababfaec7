import { Testing } from 'cdk8s';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';
import { Injection } from '../../lib/workload/injection';

const guideOf = (version: IstioVersion, more = {}) =>
  buildGuide({ release: IstioRelease.of(version), ingress: IngressGateway.istioctl(), ...more });
const objectsOf = (guide: ReturnType<typeof guideOf>) =>
  guide.app.charts.flatMap((chart) => Testing.synth(chart));

describe('the guide', () => {
  it('is one chart a step, in the order in which they are applied', () => {
    expect(guideOf('1.30').app.charts.map(({ node }) => node.id)).toEqual([
      '10-namespace',
      '20-bookinfo',
      '30-ingress',
      '40-curl',
    ]);
  });

  it('injects sidecars into the namespace demo where nothing else is asked for', () => {
    const [namespace, ...others] = objectsOf(guideOf('1.30'));
    expect(namespace.metadata).toEqual({ name: 'demo', labels: { 'istio-injection': 'enabled' } });
    expect(new Set(others.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['demo']));
  });

  it.each([
    ['1.16', 'networking.istio.io/v1alpha3'],
    ['1.21', 'networking.istio.io/v1alpha3'],
    ['1.22', 'networking.istio.io/v1'],
    ['1.30', 'networking.istio.io/v1'],
  ] as const)('writes what Istio %s serves: %s', (version, apiVersion) => {
    const istio = objectsOf(guideOf(version)).filter((object) => object.apiVersion.includes('istio.io'));
    expect(istio.map((object) => [object.kind, object.apiVersion])).toEqual([
      ['Gateway', apiVersion],
      ['VirtualService', apiVersion],
    ]);
  });

  it('takes another namespace, injection and registry throughout', () => {
    const guide = guideOf('1.30', {
      namespace: 'shop',
      injection: Injection.revision('canary'),
      bookinfoRegistry: 'registry.example.com/istio',
    });
    const [namespace, ...others] = objectsOf(guide);
    expect(namespace.metadata).toEqual({ name: 'shop', labels: { 'istio.io/rev': 'canary' } });
    expect(new Set(others.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['shop']));
    const images = others
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec.containers[0].image);
    expect(images[0]).toBe('registry.example.com/istio/examples-bookinfo-details-v1:1.20.3');
    expect(images.every((image: string) => image.startsWith('registry.example.com/istio/'))).toBe(true);
  });
});
