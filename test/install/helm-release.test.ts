import { type HelmRelease, helmReleases } from '../../lib/install/helm-release';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { type Profile, profiles } from '../../lib/install/profile';
import { IstioRelease } from '../../lib/release/istio-release';
import { typedCharts } from '../../scripts/helm-values/charts';
import { shapeOfChart } from '../../scripts/helm-values/generate';
import type { Shape } from '../../scripts/helm-values/shape';
import { inRelease, needs, withNewest } from '../release/newest-release-folder';

const release = IstioRelease.latest;
const hub = 'docker.io/istio';
const brief = (releases: readonly HelmRelease[]) =>
  releases.map(({ name, namespace, chart }) => `${namespace}/${name}: ${chart}`);

test('the demo profile is four releases, in the order that they need each other', () => {
  expect(brief(helmReleases(MeshInstallation.helm({ release, profile: 'demo' })))).toEqual([
    'istio-system/istio-base: base',
    'istio-system/istiod: istiod',
    'istio-system/istio-ingressgateway: gateway',
    'istio-system/istio-egressgateway: gateway',
  ]);
});

test('ambient needs an agent and a proxy on every node', () => {
  const releases = helmReleases(MeshInstallation.helm({ release, profile: 'ambient' }));
  expect(brief(releases)).toEqual([
    'istio-system/istio-base: base',
    'istio-system/istiod: istiod',
    'istio-system/istio-cni: cni',
    'istio-system/ztunnel: ztunnel',
  ]);
  expect(releases.map(({ values }) => values)).toEqual([
    { profile: 'ambient', defaultRevision: 'default' },
    { profile: 'ambient', pilot: { cni: { enabled: true } }, global: { hub } },
    { profile: 'ambient', global: { hub } },
    { profile: 'ambient', hub },
  ]);
});

test('OpenShift has what is on every node in its own namespace', () => {
  const releases = helmReleases(MeshInstallation.helm({ release, profile: 'openshift-ambient' }));
  expect(brief(releases).slice(2)).toEqual(['kube-system/istio-cni: cni', 'kube-system/ztunnel: ztunnel']);
  expect(releases.slice(2).map(({ values }) => values)).toEqual([
    { profile: 'ambient', global: { hub, platform: 'openshift' } },
    { profile: 'ambient', hub, global: { platform: 'openshift' } },
  ]);
});

test('the empty profile installs nothing, and a gateway where one is asked for', () => {
  expect(helmReleases(MeshInstallation.helm({ release, profile: 'empty' }))).toEqual([]);
  const gateways = { ingress: { edge: { namespace: 'edge' } } };
  expect(brief(helmReleases(MeshInstallation.helm({ release, profile: 'empty', gateways })))).toEqual([
    'edge/edge: gateway',
  ]);
});

test('a release says where its chart is and what it is told', () => {
  const [base] = helmReleases(MeshInstallation.helm({ release, profile: 'demo' }));
  expect(base).toEqual({
    kind: 'helm-release',
    name: 'istio-base',
    namespace: 'istio-system',
    repository: release.charts.repository,
    version: release.charts.version,
    chart: 'base',
    values: { profile: 'demo', defaultRevision: 'default' },
  });
});

test('choices reach every chart that they are about, and further values are laid over', () => {
  const releases = helmReleases(
    MeshInstallation.helm({
      release,
      profile: 'ambient',
      revision: '1-30-3',
      images: { hub: 'registry.example.com/istio', tag: '1.30.3', variant: 'debug' },
      values: {
        base: { base: { excludedCRDs: ['envoyfilters.networking.istio.io'] } },
        cni: { chained: false },
        ztunnel: { logLevel: 'debug' },
      },
    }),
  );
  expect(brief(releases)[1]).toBe('istio-system/istiod-1-30-3: istiod');
  const images = { hub: 'registry.example.com/istio', tag: '1.30.3', variant: 'debug' };
  expect(releases.map(({ values }) => values)).toEqual([
    {
      profile: 'ambient',
      defaultRevision: '1-30-3',
      base: { excludedCRDs: ['envoyfilters.networking.istio.io'] },
    },
    { profile: 'ambient', revision: '1-30-3', pilot: { cni: { enabled: true } }, global: images },
    { profile: 'ambient', revision: '1-30-3', global: images, chained: false },
    { profile: 'ambient', revision: '1-30-3', ...images, logLevel: 'debug' },
  ]);
});

test('charts before 1.22 are told of no profile', () => {
  const [base] = helmReleases(MeshInstallation.helm({ release: IstioRelease.of('1.16'), profile: 'demo' }));
  expect(base?.values).toEqual({ defaultRevision: 'default' });
  expect(base?.version).toBe(IstioRelease.of('1.16').patch);
});

const where = 'manifests/charts/gateway';

withNewest(where)(`the charts of the release ${needs(where)}`, () => {
  const shapeOf = (name: HelmRelease['chart']): Shape => {
    const chart = typedCharts.find((one) => one.name === name);
    if (chart === undefined) throw new Error(`no values of the chart ${name} are typed`);
    return shapeOfChart(chart, inRelease(`manifests/charts/${chart.folder}`));
  };

  test.each(Object.keys(profiles) as Profile[])('know every value of the profile %s', (profile) => {
    const installation = MeshInstallation.helm({
      release,
      profile,
      revision: 'canary',
      images: { hub: 'registry.example.com/istio', tag: '1.30.3', variant: 'debug' },
      platform: 'k3d',
      traceSampling: 1,
      proxyResources: { requests: { cpu: '10m' } },
      controlPlane: { replicas: { min: 1, max: 2 }, resources: { limits: { cpu: '1' } } },
      gateways: { ingress: { scaled: { replicas: { min: 1, max: 2 } } }, egress: { fixed: { replicas: 2 } } },
    });
    for (const { chart, values } of helmReleases(installation)) {
      // The chart lays what is below `pilot` over what is at the top.
      const { pilot, ...top } = values as { readonly pilot?: object };
      expect({ chart, unknown: unknownKeys({ ...top, ...pilot }, shapeOf(chart)) }).toEqual({
        chart,
        unknown: [],
      });
    }
  });

  test('do not know a name that is misspelt', () => {
    expect(unknownKeys({ global: { proxi: {} }, traceSampling: 1 }, shapeOf('istiod'))).toEqual([
      'global.proxi',
    ]);
  });
});

function unknownKeys(values: object, shape: Shape, at = ''): string[] {
  if ('type' in shape) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const known = shape.keys[name];
    if (known === undefined) return [`${at}${name}`];
    return typeof value === 'object' && value !== null ? unknownKeys(value, known, `${at}${name}.`) : [];
  });
}
