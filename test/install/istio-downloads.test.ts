import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type HelmRelease, helmReleases } from '../../lib/install/helm-release';
import { installationFolders } from '../../lib/install/installation-folders';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { isAtLeast, type Profile, profiles } from '../../lib/install/profile';
import { istioCharts, istioImages } from '../../lib/release/istio-downloads';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';
import { readFolder } from '../../scripts/import/folder';
import { istioHome, releaseOfFolder } from '../release/release-folder';

const root = join(__dirname, '..', '..');

/** What the Istio project switches off in December 2026. */
const closed = ['registry.istio.io', 'gcr.io/istio-release', 'istio-release.storage.googleapis.com'];

/** The lines that name one of these, with what they are a part of. */
function linesWithClosed(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text
      .split('\n')
      .filter((line) => closed.some((place) => line.includes(place)))
      .map((line) => `${name}: ${line.trim()}`),
  );
}

const parent = mkdtempSync(join(tmpdir(), 'downloads-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Every file that `npm run synth` writes, path to text. */
function synthesized(release: IstioVersion, env: Readonly<Record<string, string>>): Record<string, string> {
  const folder = mkdtempSync(join(parent, 'dist-'));
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'synth.cjs')], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      ISTIO_RELEASE: release,
      ARGOCD_REPOSITORY: 'https://github.com/acme/mesh.git',
      CDK8S_OUTDIR: folder,
      ...env,
    },
  });
  if (status !== 0) throw new Error(`npm run synth ended with ${status}: ${stderr}`);
  return Object.fromEntries(readFolder(folder));
}

const settings: readonly (readonly [IstioVersion, string, Readonly<Record<string, string>>])[] = [
  ...IstioRelease.versions.map((version) => [version, 'as it is', {}] as const),
  ...(['1.16', IstioRelease.latest.version] as const).flatMap((version) => [
    [version, 'with a gateway from the chart', { ISTIO_INGRESS: 'helm' }] as const,
    [version, 'with Argo CD running synth', { ARGOCD_MANIFESTS: 'plugin' }] as const,
  ]),
];

test.each(settings)(
  'what is written for Istio %s, %s, pulls from no place that is closed',
  (version, _, env) => {
    const files = synthesized(version, env);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        '20-bookinfo.k8s.yaml',
        'argocd/10-project.k8s.yaml',
        'install/istio-operator.yaml',
      ]),
    );
    expect(linesWithClosed(files)).toEqual([]);
    expect(files['install/istio-operator.yaml']).toContain(`\n  hub: ${istioImages}\n`);
    expect(files['install/helm/istiod.yaml']).toContain(`\n  hub: ${istioImages}\n`);
    expect(files['argocd/10-project.k8s.yaml']).toContain(istioCharts);
  },
);

test('no page tells the reader to pull from there', () => {
  // That page tells what is closed.
  const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => join('docs', name))];
  const texts = pages
    .filter((page) => page.endsWith('.md') && page !== join('docs', 'releases.md'))
    .map((page) => [page, readFileSync(join(root, page), 'utf8')]);
  expect(linesWithClosed(Object.fromEntries(texts))).toEqual([]);
});

/** Profiles by release, as far as both ways of installing know them. */
const installable = IstioRelease.versions.flatMap((version) =>
  (Object.keys(profiles) as Profile[])
    .filter((profile) => isAtLeast(IstioRelease.of(version), profiles[profile].since))
    .map((profile) => [version, profile] as const),
);

const chartsWithImages: readonly HelmRelease['chart'][] = ['istiod', 'cni', 'ztunnel'];

/** The registry that a chart is told. */
function hubOf({ values }: HelmRelease): string | undefined {
  const { hub, global } = values as { hub?: string; global?: { hub?: string } };
  return hub ?? global?.hub;
}

test.each(IstioRelease.versions)(
  'every chart of Istio %s that runs an image is told the registry',
  (version) => {
    const known = installable.filter(([of, profile]) => of === version && knownToCharts(version, profile));
    const told = known.flatMap(([, profile]) =>
      helmReleases(MeshInstallation.helm({ release: IstioRelease.of(version), profile }))
        .filter(({ chart }) => chartsWithImages.includes(chart))
        .map((release) => [profile, release.chart, hubOf(release)]),
    );
    expect(told.length).toBeGreaterThan(2);
    for (const [profile, chart, hub] of told) {
      expect([profile, chart, hub]).toEqual([profile, chart, istioImages]);
    }
  },
);

function knownToCharts(version: IstioVersion, profile: Profile): boolean {
  const early = ['default', 'demo', 'minimal', 'empty'];
  return isAtLeast(IstioRelease.of(version), '1.22') || early.includes(profile);
}

/** The files of an installation, in a folder. */
function written(release: IstioRelease, profile: Profile): string {
  const folder = mkdtempSync(join(parent, 'install-'));
  const folders = installationFolders(
    folder,
    MeshInstallation.istioctl({ release, profile }),
    MeshInstallation.helm({ release, profile }),
  );
  for (const [path, files] of Object.entries(folders)) {
    mkdirSync(path, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  }
  return folder;
}

/** What a command prints. */
function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

const onPath = (command: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)));

/** A full release folder has the charts with their templates. */
const charts = istioHome === undefined ? undefined : join(istioHome, 'manifests', 'charts');
const withHelm = onPath('helm') && charts !== undefined && existsSync(join(charts, 'base', 'Chart.yaml'));
const chartFolders = { istiod: 'istio-control/istio-discovery', cni: 'istio-cni' } as const;

(withHelm ? describe : describe.skip)(
  'what helm template makes of it (needs helm, and ISTIO_HOME with the charts)',
  () => {
    const release = releaseOfFolder();
    const known = installable.filter(
      ([version, profile]) => version === release.version && knownToCharts(version, profile),
    );
    test.each(known)('for %s with the profile %s', (_, profile) => {
      const folder = written(release, profile);
      for (const { chart, name } of helmReleases(MeshInstallation.helm({ release, profile }))) {
        const source = join(charts as string, chartFolders[chart as keyof typeof chartFolders] ?? chart);
        const values = join(folder, 'helm', `${chart === 'gateway' ? name : chart}.yaml`);
        // Helm from 3.18 on refuses the schema of the chart gateway of some releases whatever it is told.
        const lenient = ['--skip-schema-validation', '--namespace', 'istio-system'];
        const text = run('helm', 'template', name, source, ...lenient, '--values', values);
        expect(linesWithClosed({ [chart]: text })).toEqual([]);
        if (text.includes('image: ') && chartsWithImages.includes(chart)) expect(text).toContain(istioImages);
      }
    });
  },
);

(onPath('istioctl') ? describe : describe.skip)(
  'what istioctl manifest generate makes of it (needs istioctl)',
  () => {
    const said = onPath('istioctl') ? run('istioctl', 'version', '--remote=false', '--short') : '';
    const version = /\d+\.\d+/.exec(said)?.[0] ?? releaseOfFolder().version;
    const release = IstioRelease.parse(version);
    const known = installable.filter(([of]) => of === release.version);
    test.each(known)('for %s with the profile %s', (_, profile) => {
      const folder = join(written(release, knownToCharts(release.version, profile) ? profile : 'default'));
      const args = ['manifest', 'generate', '-f', join(folder, 'istio-operator.yaml')];
      const text = run(
        'istioctl',
        ...args,
        ...(charts === undefined ? [] : ['--manifests', dirname(charts)]),
      );
      expect(linesWithClosed({ istioctl: text })).toEqual([]);
    });
  },
);
