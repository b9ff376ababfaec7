import { istioOperator } from '../../lib/install/istio-operator';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const hub = 'docker.io/istio';

test('a profile as it is, is a file that names it and where the images are', () => {
  expect(istioOperator(MeshInstallation.istioctl({ release, profile: 'demo' }))).toEqual({
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    spec: { profile: 'demo', hub },
  });
});

test('every choice finds its place', () => {
  const installation = MeshInstallation.istioctl({
    release,
    profile: 'demo',
    revision: '1-30-3',
    images: { hub: 'registry.example.com/istio', tag: '1.30.3', variant: 'distroless' },
    platform: 'k3d',
    traceSampling: 5,
    proxyResources: { requests: { cpu: '20m' } },
    controlPlane: { replicas: 2, resources: { requests: { memory: '1Gi' } } },
    mesh: { outboundTraffic: 'registry-only' },
    gateways: { ingress: { 'istio-ingressgateway': { replicas: 2 } } },
    values: {
      base: { base: { enableIstioConfigCRDs: false } },
      istiod: { podLabels: { team: 'mesh' }, global: { logAsJson: true } },
      cni: { chained: false },
      ztunnel: { logLevel: 'debug' },
    },
    operator: { components: { pilot: { k8s: { priorityClassName: 'system-cluster-critical' } } } },
  });
  expect(istioOperator(installation).spec).toEqual({
    profile: 'demo',
    hub: 'registry.example.com/istio',
    tag: '1.30.3',
    revision: '1-30-3',
    meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
    components: {
      pilot: {
        k8s: { resources: { requests: { memory: '1Gi' } }, priorityClassName: 'system-cluster-critical' },
      },
      ingressGateways: [{ name: 'istio-ingressgateway', enabled: true, k8s: { replicaCount: 2 } }],
    },
    values: {
      global: {
        platform: 'k3d',
        variant: 'distroless',
        proxy: { resources: { requests: { cpu: '20m' } } },
        logAsJson: true,
      },
      pilot: {
        traceSampling: 5,
        autoscaleEnabled: false,
        replicaCount: 2,
        podLabels: { team: 'mesh' },
      },
      gateways: { 'istio-ingressgateway': { autoscaleEnabled: false } },
      base: { enableIstioConfigCRDs: false },
      cni: { chained: false },
      ztunnel: { logLevel: 'debug' },
    },
  });
});

test('a sampling of zero is a sampling', () => {
  const installation = MeshInstallation.istioctl({ release, traceSampling: 0 });
  expect(istioOperator(installation).spec).toEqual({
    profile: 'default',
    hub,
    values: { pilot: { traceSampling: 0 } },
  });
});

test('before 1.24 the sampling is a variable of istiod, since the demo profile sets it so', () => {
  const installation = MeshInstallation.istioctl({
    release: IstioRelease.of('1.16'),
    profile: 'demo',
    traceSampling: 5,
  });
  expect(istioOperator(installation).spec).toEqual({
    profile: 'demo',
    hub,
    components: { pilot: { k8s: { env: [{ name: 'PILOT_TRACE_SAMPLING', value: '5' }] } } },
  });
});

test('a gateway of the profile that is not wanted is turned off', () => {
  const installation = MeshInstallation.istioctl({ release, profile: 'demo', gateways: { egress: {} } });
  expect(istioOperator(installation).spec).toEqual({
    profile: 'demo',
    hub,
    components: { egressGateways: [{ name: 'istio-egressgateway', enabled: false }] },
  });
});

test('a registry that is named in another place is the one that istioctl reads', () => {
  const global = { hub: 'mirror.example.com/istio' };
  expect(istioOperator(MeshInstallation.istioctl({ release, values: { istiod: { global } } })).spec).toEqual({
    profile: 'default',
    hub: 'mirror.example.com/istio',
    values: { global },
  });
  const operator = { hub: 'mirror.example.com/istio' };
  expect(istioOperator(MeshInstallation.istioctl({ release, operator })).spec).toEqual({
    profile: 'default',
    hub: 'mirror.example.com/istio',
  });
});
