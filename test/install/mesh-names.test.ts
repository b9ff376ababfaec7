import { helmReleases } from '../../lib/install/helm-release';
import { istioOperator } from '../../lib/install/istio-operator';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { meshNames } from '../../lib/install/mesh-names';
import { istioMesh } from '../../lib/istio/references/mesh-settings';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const settings = { trustDomain: 'example.org', clusterDomain: 'k8s.lab', rootNamespace: 'mesh' };

test('only what differs from the names that Istio has is told', () => {
  expect(meshNames(istioMesh)).toEqual({});
  expect(meshNames({ ...istioMesh, clusterDomain: 'k8s.lab' })).toEqual({ clusterDomain: 'k8s.lab' });
});

test('istioctl installs the mesh by its names', () => {
  const installation = MeshInstallation.istioctl({ release, settings });
  expect(istioOperator(installation).spec).toEqual({
    profile: 'default',
    hub: 'docker.io/istio',
    namespace: 'mesh',
    meshConfig: { trustDomain: 'example.org' },
    values: { global: { istioNamespace: 'mesh', proxy: { clusterDomain: 'k8s.lab' } } },
  });
  expect(installation.ingress['istio-ingressgateway'].namespace).toBe('mesh');
});

test('Helm installs the mesh by its names', () => {
  const releases = helmReleases(MeshInstallation.helm({ release, settings }));
  expect(releases.map(({ name, namespace }) => [name, namespace])).toEqual([
    ['istio-base', 'mesh'],
    ['istiod', 'mesh'],
    ['istio-ingressgateway', 'mesh'],
  ]);
  const istiod = releases.find(({ chart }) => chart === 'istiod')?.values;
  expect(JSON.stringify(istiod)).toContain('"istioNamespace":"mesh"');
  expect(JSON.stringify(istiod)).toContain('"clusterDomain":"k8s.lab"');
  expect(JSON.stringify(istiod)).toContain('"trustDomain":"example.org"');
});

test('rejects names that are none', () => {
  expect(() => MeshInstallation.istioctl({ release, settings: { rootNamespace: 'A' } })).toThrow(
    "MeshInstallation.istioctl: settings.rootNamespace: a namespace is named by a DNS label, got 'A'",
  );
});
