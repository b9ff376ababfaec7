import { Testing } from 'cdk8s';
import { buildGuide } from '../../lib/bookinfo/guide';
import { gatewayApiIngress } from '../../lib/install/gateway-api-ingress';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { type GatewayApiKind, gatewayApiVersion } from '../../lib/release/gateway-api-kinds';
import { IstioRelease } from '../../lib/release/istio-release';
import { laterThan } from '../../lib/release/later';
import { validateObject } from '../../lib/validation/validate-object';
import { renderAddons } from '../addons/rendered';
import { specimens as gatewayApiSpecimens } from '../gateway-api/specimens';
import { specimens } from '../istio/specimens';
import type { Manifest } from './release-folder';

/** What an API server and istiod of a release would say of objects, with the objects. */
function refusals(objects: readonly Manifest[], release: string): readonly (readonly [string, string])[] {
  return objects.flatMap((object) =>
    validateObject(object, { release })
      .filter(({ level }) => level === 'error')
      .map(({ message }) => [`${object.kind} ${object.metadata.name}`, message] as const),
  );
}

describe.each(IstioRelease.versions)('for Istio %s', (version) => {
  const release = IstioRelease.of(version);

  test.each([
    ['istioctl', IngressGateway.istioctl()],
    ['helm', IngressGateway.helm()],
    ['istiod', gatewayApiIngress],
  ] as const)('the guide with a gateway by %s is taken', (_, ingress) => {
    const guide = buildGuide({ release, ingress });
    const objects = guide.app.charts.flatMap((chart) => Testing.synth(chart) as Manifest[]);
    expect(objects.length).toBeGreaterThan(15);
    expect(refusals(objects, version)).toEqual([]);
  });

  test('the add-ons are taken', () => {
    const objects = renderAddons(version).all as Manifest[];
    expect(objects.length).toBeGreaterThan(15);
    expect(refusals(objects, version)).toEqual([]);
  });

  test('what the constructs write is taken, but for what is refused as later', () => {
    const known = specimens()
      .map((object) => ({
        ...object,
        apiVersion:
          (release.apiVersions as Readonly<Record<string, string>>)[object.kind] ?? object.apiVersion,
      }))
      .filter((object) => laterThan(version, object).length === 0);
    expect(known.length).toBeGreaterThan(10);
    expect(refusals(known as unknown as Manifest[], version)).toEqual([]);
  });

  test('what the constructs of the Gateway API write is taken, but for what is refused as later', () => {
    const known = gatewayApiSpecimens()
      .filter(({ apiVersion }) => apiVersion.startsWith('gateway.networking.k8s.io/'))
      .flatMap((object) => {
        const chosen = gatewayApiVersion(object.kind as GatewayApiKind, version);
        return 'apiVersion' in chosen ? [{ ...object, ...chosen }] : [];
      })
      .filter((object) => laterThan(version, object).length === 0);
    expect(known.length).toBeGreaterThan(0);
    expect(refusals(known as unknown as Manifest[], version)).toEqual([]);
  });
});
