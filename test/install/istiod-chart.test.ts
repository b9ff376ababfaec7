import { AccessLog } from '../../lib/install/access-log';
import { istiodChartValues } from '../../lib/install/istiod-chart';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const hub = 'docker.io/istio';

test('the chart knows the demo profile by its name', () => {
  expect(istiodChartValues(MeshInstallation.helm({ release, profile: 'demo' }))).toEqual({
    profile: 'demo',
    global: { hub },
  });
});

test('the default profile is the values of the chart', () => {
  expect(istiodChartValues(MeshInstallation.helm({ release }))).toEqual({ global: { hub } });
});

test('istiod is told of the CNI agent where the profile has it', () => {
  expect(istiodChartValues(MeshInstallation.helm({ release, profile: 'ambient' }))).toEqual({
    profile: 'ambient',
    pilot: { cni: { enabled: true } },
    global: { hub },
  });
  expect(istiodChartValues(MeshInstallation.helm({ release, profile: 'openshift' }))).toEqual({
    pilot: { cni: { enabled: true } },
    global: { hub, platform: 'openshift' },
  });
});

test('every choice finds its place, and further values are laid over', () => {
  const installation = MeshInstallation.helm({
    release,
    profile: 'demo',
    revision: '1-30-3',
    images: { hub: 'registry.example.com/istio', tag: '1.30.3', variant: 'debug' },
    platform: 'gke',
    traceSampling: 0,
    proxyResources: { limits: { memory: '2Gi' } },
    controlPlane: { replicas: { min: 2, max: 4 }, resources: { requests: { cpu: '1' } } },
    mesh: { accessLog: AccessLog.off },
    values: { istiod: { podLabels: { team: 'mesh' }, global: { logAsJson: true } } },
  });
  expect(istiodChartValues(installation)).toEqual({
    profile: 'demo',
    revision: '1-30-3',
    pilot: {
      autoscaleEnabled: true,
      autoscaleMin: 2,
      autoscaleMax: 4,
      cpu: { targetAverageUtilization: 80 },
      resources: { requests: { cpu: '1' } },
      traceSampling: 0,
      podLabels: { team: 'mesh' },
    },
    global: {
      hub: 'registry.example.com/istio',
      tag: '1.30.3',
      variant: 'debug',
      platform: 'gke',
      proxy: { resources: { limits: { memory: '2Gi' } } },
      logAsJson: true,
    },
    meshConfig: { accessLogFile: '' },
  });
});

test('charts before 1.22 have the demo profile written out', () => {
  const installation = MeshInstallation.helm({
    release: IstioRelease.of('1.21'),
    profile: 'demo',
    proxyResources: { requests: { cpu: '50m' } },
  });
  expect(istiodChartValues(installation)).toEqual({
    pilot: {
      autoscaleEnabled: false,
      traceSampling: 100,
      resources: { requests: { cpu: '10m', memory: '100Mi' } },
    },
    global: { hub, proxy: { resources: { requests: { cpu: '50m', memory: '40Mi' } } } },
    meshConfig: { accessLogFile: '/dev/stdout' },
  });
});

test('charts from 1.22 on are told its name', () => {
  const installation = MeshInstallation.helm({ release: IstioRelease.of('1.22'), profile: 'demo' });
  expect(istiodChartValues(installation)).toEqual({
    profile: 'demo',
    global: { hub },
  });
});
