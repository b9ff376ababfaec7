import { IngressGateway } from '../../lib/install/ingress-gateway';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { TracingProvider } from '../../lib/install/tracing-provider';
import { MeshService } from '../../lib/istio/references/mesh-service';
import { istioMesh } from '../../lib/istio/references/mesh-settings';
import { IstioRelease } from '../../lib/release/istio-release';
import { errorOf } from '../error-of';

const release = IstioRelease.latest;

test('the gateways of the demo profile are what a Gateway refers to, whichever way they are installed', () => {
  const options = { release, profile: 'demo' } as const;
  const known = IngressGateway.istioctl({ profile: 'demo' });
  const byIstioctl = MeshInstallation.istioctl(options).ingress['istio-ingressgateway'];
  const byHelm = MeshInstallation.helm(options).ingress['istio-ingressgateway'];
  expect(byIstioctl).toMatchObject(known);
  expect(byHelm).toMatchObject({ ...known, origin: 'helm' });
  expect(Object.keys(MeshInstallation.helm(options).egress)).toEqual(['istio-egressgateway']);
});

test('the default profile opens what istioctl opens by default', () => {
  const { ingress, egress, profile } = MeshInstallation.istioctl({ release });
  expect(profile).toBe('default');
  expect(ingress['istio-ingressgateway']).toMatchObject(IngressGateway.istioctl({ profile: 'default' }));
  expect(egress).toEqual({});
});

test('a gateway of Helm is labelled as the chart labels it', () => {
  const { ingress } = MeshInstallation.helm({
    release,
    profile: 'minimal',
    gateways: {
      ingress: {
        'istio-ingress': {
          namespace: 'istio-ingress',
          ports: [
            { name: 'status-port', port: 15021, targetPort: 15021 },
            { name: 'http2', port: 80, targetPort: 80 },
            { name: 'https', port: 443, targetPort: 443 },
          ],
        },
      },
    },
  });
  expect(ingress['istio-ingress']).toMatchObject({
    ...IngressGateway.helm(),
    // The chart by itself takes the name of the release; ours is told the name that istioctl gives.
    serviceAccount: 'istio-ingress-service-account',
  });
});

test('what is chosen is kept, and what is not does not appear', () => {
  const installation = MeshInstallation.istioctl({
    release,
    profile: 'minimal',
    revision: '1-30-3',
    traceSampling: 0,
  });
  expect(installation).toEqual({
    kind: 'istioctl',
    release,
    profile: 'minimal',
    revision: '1-30-3',
    traceSampling: 0,
    settings: istioMesh,
    ingress: {},
    egress: {},
  });
});

test("rejects two gateways whose pods a Gateway can't tell apart", () => {
  const gateways = { ingress: { 'istio-edge': {} }, egress: { edge: {} } };
  expect(() => MeshInstallation.helm({ release, gateways })).toThrow(
    "MeshInstallation.helm: gateways.egress.edge: another gateway's pods have the same label, so that a Gateway would configure both, got 'istio: edge'; choose names that differ in more than a leading 'istio-'",
  );
});

test('rejects a gateway that alone is autoscaled by istioctl, which Helm can do', () => {
  const options = {
    release,
    profile: 'demo',
    gateways: { ingress: { 'istio-ingressgateway': {}, busy: { replicas: { min: 2, max: 9 } } } },
  } as const;
  expect(() => MeshInstallation.istioctl(options)).toThrow(
    "MeshInstallation.istioctl: gateways.ingress['istio-ingressgateway'].replicas: istioctl autoscales all ingress gateways or none, and 'busy' is autoscaled, got 1",
  );
  expect(() => MeshInstallation.helm(options)).not.toThrow();
});

test('rejects a revision that no name can hold', () => {
  expect(() => MeshInstallation.istioctl({ release, revision: '1.30.3' })).toThrow(
    errorOf(
      "MeshInstallation.istioctl: revision: a revision becomes a part of names, so that it is of lower-case letters, digits and dashes, got '1.30.3'; write for example '1-30-3'",
    ),
  );
});

test('rejects a profile that the release does not have, or its charts', () => {
  expect(() => MeshInstallation.istioctl({ release: IstioRelease.of('1.16'), profile: 'ambient' })).toThrow(
    'MeshInstallation.istioctl: profile: the profile is known here from 1.24 on, and the release is 1.16',
  );
  expect(() => MeshInstallation.helm({ release: IstioRelease.of('1.16'), profile: 'preview' })).toThrow(
    "MeshInstallation.helm: profile: the charts of Istio 1.16 don't know the profile",
  );
  expect(() =>
    MeshInstallation.istioctl({ release: IstioRelease.of('1.16'), profile: 'preview' }),
  ).not.toThrow();
});

const service = MeshService.named('zipkin.istio-system.svc.cluster.local');
const zipkin = (port: number) => TracingProvider.zipkin({ name: 'zipkin', service, port });

test.each([
  [{ traceSampling: 101 }, 'traceSampling: a percentage from 0 to 100 is expected, got 101'],
  [{ mesh: { providers: [zipkin(9411), zipkin(9412)] } }, 'mesh.providers: two providers share a name'],
  [{ proxyResources: { requests: { cpu: '-1' } } }, 'proxyResources.requests.cpu: processor time'],
  [
    { controlPlane: { resources: { requests: { cpu: '-1' } } } },
    'controlPlane.resources.requests.cpu: processor time',
  ],
  [{ controlPlane: { replicas: 0 } }, 'controlPlane.replicas: a whole number from 1'],
] as const)('rejects %j', (options, message) => {
  expect(() => MeshInstallation.istioctl({ release, ...options })).toThrow(message);
  expect(() => MeshInstallation.helm({ release, ...options })).toThrow(message);
});
