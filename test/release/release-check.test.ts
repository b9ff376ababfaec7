import { IstioRelease } from '../../lib/release/istio-release';
import { istioRelease } from '../../lib/release/release-check';
import { refusal, refusedAt } from '../refusal';

const release = IstioRelease.latest;
const withKiali = (kiali: unknown) => ({ ...release, addons: { ...release.addons, kiali } });

test.each(IstioRelease.versions)('takes %s, with images and charts of a mirror', (version) => {
  const known = IstioRelease.of(version);
  expect(istioRelease(known)).toBeUndefined();
  expect(
    istioRelease({ ...known, charts: { repository: 'oci://mirror', version: '1.2.3' } }),
  ).toBeUndefined();
  expect(
    refusal(istioRelease, {
      ...known,
      addons: { ...known.addons, grafana: 'localhost:5000/grafana:12.0.1' },
    }),
  ).toBeUndefined();
});

test.each(['docker.io/grafana/grafana', 'grafana:latest', 'localhost:5000/grafana', 'a/:1.0', 5, undefined])(
  'rejects the image %p, which says no version',
  (image) => {
    expect(refusal(istioRelease, withKiali(image))).toMatch(
      /^an add-on's image is tagged with its version, got /,
    );
    expect(refusedAt(istioRelease, withKiali(image))).toBe('addons.kiali');
  },
);

test.each<[at: string, value: unknown]>([
  ['', '1.30'],
  ['version', { ...release, version: '1.99' }],
  ['patch', { ...release, patch: 3 }],
  ['charts.repository', { ...release, charts: { repository: '', version: '1' } }],
  ['bookinfo', { ...release, bookinfo: null }],
  ['apiVersions', { ...release, apiVersions: 'v1' }],
  ['apiVersions.Gateway', { ...release, apiVersions: { ...release.apiVersions, Gateway: 'v1' } }],
  ['apiVersions.Gatewai', { ...release, apiVersions: { Gatewai: 'networking.istio.io/v1' } }],
])('rejects what is no release: %s', (at, value) => {
  expect(refusedAt(istioRelease, value)).toBe(at);
});
