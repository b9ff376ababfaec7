import { addon } from '../../lib/addons/addon';
import { imageVersion } from '../../lib/addons/image';
import { IstioRelease } from '../../lib/release/istio-release';

test('Name and version are read off a reference', () => {
  expect(imageVersion('docker.io/jaegertracing/all-in-one:1.35')).toEqual({
    name: 'all-in-one',
    tag: '1.35',
    major: 1,
    minor: 35,
  });
  expect(imageVersion('localhost:5000/prom/prometheus:v3.10.0')).toEqual({
    name: 'prometheus',
    tag: 'v3.10.0',
    major: 3,
    minor: 10,
  });
});

test('Each image of each release has a version', () => {
  for (const version of IstioRelease.versions) {
    for (const image of Object.values(IstioRelease.of(version).addons)) {
      expect(image).toContain(`/${imageVersion(image).name}:${imageVersion(image).tag}`);
    }
  }
});

test.each([
  ['v3.10.0', 'v3.10.0'],
  ['3.10.0_', '3.10.0'],
  [`3.10.0-${'a'.repeat(80)}`, `3.10.0-${'a'.repeat(56)}`],
])('The tag %s is told by a label as far as one can hold it', (tag, label) => {
  const { labels } = addon('prometheus', 'istio-system', `docker.io/prom/prometheus:${tag}`);
  expect(labels['app.kubernetes.io/version']).toBe(label);
});
