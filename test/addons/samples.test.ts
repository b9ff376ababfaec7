import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IstioRelease } from '../../lib/release/istio-release';
import { describeReleases, objectsOf } from '../release/release-folder';
import { find, type Rendered, renderAddons } from './rendered';

const names = ['prometheus', 'grafana', 'jaeger', 'kiali'] as const;
type Samples = Readonly<Record<(typeof names)[number], Rendered[]>>;

/** The add-on samples of a release folder. */
function readSamples(folder: string): Samples {
  const read = (name: string) =>
    objectsOf(readFileSync(join(folder, 'samples', 'addons', `${name}.yaml`), 'utf8'));
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Samples;
}

/** The sample of 1.21 alone opens no port for Kiali's own metrics; ours has it in all releases. */
const closesKialiMetrics = ({ version }: IstioRelease): boolean => version === '1.21';

describeReleases('beside the add-on samples of', (release, folder) => {
  const samples = readSamples(folder);
  const rendered = renderAddons(release.version);
  const of = (kind: string, objects: Rendered[]) => objects.filter((object) => object.kind === kind);
  const ports = ({ spec }: Rendered) =>
    spec.ports
      .map(({ name, port, targetPort = port }: Rendered) => `${name} ${port} -> ${targetPort}`)
      .sort();

  test.each(names)('%s has the same Services with the same ports', (name) => {
    const services = (objects: Rendered[]) =>
      Object.fromEntries(
        of('Service', objects).map((service) => [
          `${service.metadata.namespace}/${service.metadata.name}`,
          { type: service.spec.type ?? 'ClusterIP', ports: ports(service) },
        ]),
      );
    const theirs = services(samples[name]);
    if (name === 'kiali' && closesKialiMetrics(release)) {
      theirs['istio-system/kiali']?.ports.push('http-metrics 9090 -> 9090');
    }
    expect(services(rendered[name])).toEqual(theirs);
  });

  test.each(names)('%s runs as the same account, with the same images, under the same name', (name) => {
    const [[ours], [theirs]] = [of('Deployment', rendered[name]), of('Deployment', samples[name])] as const;
    const full = (image: string) => (/^[^/]+\.[^/]+\//.test(image) ? image : `docker.io/${image}`);
    const images = ({ spec }: Rendered) =>
      spec.template.spec.containers.map(({ image }: Rendered) => full(image)).sort();
    expect(`${ours.metadata.namespace}/${ours.metadata.name}`).toBe(`istio-system/${name}`);
    expect(theirs.metadata.name).toBe(name);
    expect(images(ours)).toEqual(images(theirs));
    const account = theirs.spec.template.spec.serviceAccountName;
    if (account) expect(ours.spec.template.spec.serviceAccountName).toBe(account);
  });

  test.each(names)('%s is found by istioctl', (name) => {
    const looked = {
      prometheus: 'app.kubernetes.io/name',
      grafana: 'app.kubernetes.io/name',
      jaeger: 'app',
      kiali: 'app',
    };
    const theirs = of('Deployment', samples[name])[0].spec.template.metadata.labels;
    const ours = find(rendered[name], 'Deployment', name).spec.template.metadata.labels;
    // The samples of older releases have only the older label.
    const label = theirs[looked[name]] === undefined ? 'app' : looked[name];
    expect(ours[label]).toBe(theirs[label]);
    expect(ours[label]).toBe(name);
    expect(ours['sidecar.istio.io/inject']).toBe('false');
  });

  test('Prometheus finds their metrics where the samples have them', () => {
    const scraped = (objects: Rendered[]) =>
      Object.entries<string>(of('Deployment', objects)[0].spec.template.metadata.annotations ?? {}).filter(
        ([name]) => /^prometheus.io.(scrape|port)$/.test(name),
      );
    expect(scraped(rendered.jaeger)).toHaveLength(2);
    for (const name of names) {
      if (name === 'kiali' && closesKialiMetrics(release)) continue;
      expect(Object.fromEntries(scraped(rendered[name]))).toEqual(Object.fromEntries(scraped(samples[name])));
    }
  });

  test('A selector of theirs that can\u2019t be changed is ours as well, where it names no chart', () => {
    for (const name of names) {
      const ours = find(rendered[name], 'Deployment', name).spec.selector.matchLabels;
      const theirs = of('Deployment', samples[name])[0].spec.selector.matchLabels;
      if (theirs.release === undefined) expect(ours).toEqual(theirs);
    }
  });
});
