import { basename } from 'node:path';
import { newestApiVersions } from '../../lib/release/api-versions';
import { IstioRelease } from '../../lib/release/istio-release';
import { describeReleases, readCrds, readFolder } from './release-folder';

const releases = IstioRelease.versions.map((version) => [version, IstioRelease.of(version)] as const);
const minor = (version: string): number => Number(version.split('.')[1]);

describe('the rows of the releases', () => {
  it('support the Kubernetes versions that the Istio project names', () => {
    const ranges = releases.map(([version, { kubernetes }]) => [
      version,
      kubernetes.oldest,
      kubernetes.newest,
    ]);
    expect(ranges.slice(0, 16)).toEqual([
      ['1.16', '1.22', '1.25'],
      ['1.17', '1.23', '1.26'],
      ['1.18', '1.24', '1.27'],
      ['1.19', '1.25', '1.28'],
      ['1.20', '1.25', '1.29'],
      ['1.21', '1.26', '1.29'],
      ['1.22', '1.27', '1.30'],
      ['1.23', '1.27', '1.30'],
      ['1.24', '1.28', '1.31'],
      ['1.25', '1.29', '1.32'],
      ['1.26', '1.29', '1.33'],
      ['1.27', '1.29', '1.33'],
      ['1.28', '1.30', '1.34'],
      ['1.29', '1.31', '1.35'],
      ['1.30', '1.32', '1.36'],
      ['1.31', '1.32', '1.36'],
    ]);
  });

  it.each(releases)('%s names every image in full, with its tag', (_, { addons, bookinfo }) => {
    const images = [
      ...Object.values(addons),
      `${bookinfo.registry}/examples-bookinfo-details-v1:${bookinfo.tag}`,
    ];
    expect(images).toHaveLength(6);
    for (const image of images)
      expect(image).toMatch(/^[a-z]+(\.[a-z]+)+(\/[a-z0-9-]+)+:v?\d+\.\d+(\.\d+(-security-\d+)?)?$/);
  });

  it.each(releases)(
    '%s has the networking kinds at v1 from 1.22 on, as v1alpha3 before',
    (version, release) => {
      const expected = `networking.istio.io/${minor(version) >= 22 ? 'v1' : 'v1alpha3'}`;
      const { Gateway, VirtualService, DestinationRule } = release.apiVersions;
      expect([Gateway, VirtualService, DestinationRule]).toEqual([expected, expected, expected]);
    },
  );

  it.each(releases)('%s has each security kind at v1 as soon as that is served', (version, release) => {
    const at = (first: number): string => `security.istio.io/${minor(version) >= first ? 'v1' : 'v1beta1'}`;
    expect(release.apiVersions.AuthorizationPolicy).toBe(at(17));
    expect(release.apiVersions.RequestAuthentication).toBe(at(17));
    expect(release.apiVersions.PeerAuthentication).toBe(at(22));
  });

  it('say where no version is to be had: TrafficExtension came with 1.30', () => {
    const having = releases.find(([, { apiVersions }]) => apiVersions.TrafficExtension !== undefined);
    expect(having?.[0]).toBe('1.30');
    for (const [, { apiVersions }] of releases) {
      expect(Object.keys({ TrafficExtension: '', ...apiVersions }).sort()).toEqual(
        Object.keys(newestApiVersions).sort(),
      );
    }
  });

  it('have native sidecars on request from 1.19 and by default from 1.27', () => {
    const first = (state: string) => releases.find(([, { nativeSidecars }]) => nativeSidecars === state)?.[0];
    expect([first('unknown'), first('opt-in'), first('default')]).toEqual(['1.16', '1.19', '1.27']);
  });
});

describeReleases('the row of the release', (release, folder) => {
  it('names its last patch', () => {
    // A candidate's row names the release that it becomes.
    expect(basename(folder).replace(/^istio-|-rc\.\d+$/g, '')).toBe(IstioRelease.of(release.version).patch);
  });

  it('names the images of its add-on samples', () => {
    const images = ['prometheus', 'grafana', 'jaeger', 'kiali'].flatMap((addon) =>
      readFolder(folder, 'samples', 'addons', `${addon}.yaml`)
        .filter(({ kind }) => kind === 'Deployment')
        .flatMap(({ spec }) => spec.template.spec.containers)
        .map(({ name, image }) => [name, inFull(image)]),
    );
    expect(Object.fromEntries(images)).toEqual({
      'prometheus-server': release.addons.prometheus,
      'prometheus-server-configmap-reload': release.addons.configReload,
      grafana: release.addons.grafana,
      jaeger: release.addons.jaeger,
      kiali: release.addons.kiali,
    });
  });

  it('gives every kind the newest version that its CRDs serve, and knows of every kind', () => {
    const crds = readCrds(folder).filter(({ spec }) => spec.names.kind !== 'IstioOperator');
    const served = crds.map(({ spec }) => [
      spec.names.kind,
      (spec.versions as { name: string; served: boolean }[])
        .filter((version) => version.served)
        .map(({ name }) => `${spec.group}/${name}`),
    ]);
    expect(Object.keys(release.apiVersions).sort()).toEqual(served.map(([kind]) => kind).sort());
    for (const [kind, version] of Object.entries(release.apiVersions)) {
      const versions: readonly string[] = Object.fromEntries(served)[kind];
      expect({ kind, versions }).toEqual({ kind, versions: expect.arrayContaining([version]) });
      // Before there was a v1, routes were written as the release's own samples write them.
      const stable = versions.find((one) => one.endsWith('/v1'));
      if (stable !== undefined) expect(version).toBe(stable);
    }
  });

  it('writes a route as its own sample does, or at the v1 that it serves', () => {
    const route = readFolder(folder, 'samples', 'bookinfo', 'networking', 'bookinfo-gateway.yaml')[1];
    const { VirtualService } = release.apiVersions;
    expect(isStable(VirtualService as string) || VirtualService === route?.apiVersion).toBe(true);
  });
});

const isStable = (apiVersion: string): boolean => apiVersion.endsWith('/v1');

/** Docker reads an image without a host as its own; a full reference says so to every runtime. */
const inFull = (image: string): string => (/^[^/]+\.[^/]+\//.test(image) ? image : `docker.io/${image}`);
