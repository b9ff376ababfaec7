import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { istioHome, objectsOf, readCrds, releaseOfFolder } from '../release/release-folder';
import { startArgoCdController } from './argo-cd-controller';
import { type Dist, synthesizedDist, tell } from './command-line';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { inventory } from './inventory';
import { installCrds } from './istio-crds';
import { type Running, startNamespaceController } from './namespace-controller';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const { ARGO_CD_CRDS: argoCd, GATEWAY_API_CRDS: gatewayApi } = process.env;
const withBoth = istioHome === undefined || assets === undefined ? describe.skip : describe;

/** The folders of `dist/` in the order in which they are applied; Argo CD's only where its CRDs are given. */
const folders = ['.', 'addons', 'checks', ...(argoCd === undefined ? [] : ['argocd', 'argocd/applications'])];

/** What the API server says of the one finalizer that Argo CD knows for projects. */
const nameOfArgoCd =
  /^Warning: metadata\.finalizers: "resources-finalizer\.argocd\.argoproj\.io": prefer .*\n/;

withBoth('dist/ on an API server', () => {
  let plane: ControlPlane;
  let controllers: readonly Running[];
  let dist: Dist;
  let before: string[];

  beforeAll(async () => {
    [plane, dist] = await Promise.all([startControlPlane(), synthesizedDist(releaseOfFolder().version)]);
    controllers = [startNamespaceController(plane), startArgoCdController(plane)];
    await installCrds(plane, [...readCrds(), ...crdsIn(argoCd), ...crdsIn(gatewayApi)]);
    // Installing Istio and Argo CD makes these, and no clean-up of ours may take them away.
    for (const namespace of ['istio-system', 'argocd']) await plane.must(['create', 'namespace', namespace]);
    before = await inventory(plane);
  }, 120_000);
  afterAll(async () => {
    await Promise.all((controllers ?? []).map((controller) => controller.stop()));
    await plane?.stop();
    dist?.remove();
  });

  const present = () => folders.map((name) => join(dist.folder, name)).filter((folder) => existsSync(folder));

  it('has no folder for kubectl that is not applied here', () => {
    const known = ['addons', 'argocd', 'checks', 'dashboards', 'install'];
    const found = readdirSync(dist.folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(found.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is accepted to the last field, folder by folder', async () => {
    for (const folder of present()) {
      const ran = await plane.kubectl(['apply', '--validate=strict', '-f', folder]);
      const stderr = ran.stderr.replace(nameOfArgoCd, '');
      expect({ folder, code: ran.code, stderr }).toEqual({ folder, code: 0, stderr: '' });
      expect({ folder, verbs: verbs(ran.stdout) }).toEqual({ folder, verbs: ['created'] });
    }
  }, 120_000);

  it('is unchanged when it is applied again', async () => {
    for (const folder of present()) {
      expect({ folder, verbs: verbs(await plane.must(['apply', '-f', folder])) }).toEqual({
        folder,
        verbs: ['unchanged'],
      });
      const diff = await plane.kubectl(['diff', '-f', folder]);
      expect({ folder, diff: diff.stdout, code: diff.code }).toEqual({ folder, diff: '', code: 0 });
    }
  }, 180_000);

  it('runs the check again by replacing it, as its template can not change', async () => {
    const checks = join(dist.folder, 'checks');
    expect(verbs(await plane.must(['replace', '--force', '-f', checks]))).toEqual(['deleted', 'replaced']);
  });

  it('is gone after the clean-up, and nothing else is', async () => {
    const command = `clean-up --yes${argoCd === undefined ? '' : ' --argocd'}`;
    const told = await tell(plane, command, dist.folder);
    expect(told.stderr.split('\n').filter((line) => !line.startsWith('waiting'))).toEqual(['']);
    expect(told.lines.filter((line) => /^(keep|left)/.test(line))).toEqual([]);
    expect(told.code).toBe(0);
    expect(await inventory(plane)).toEqual(before);
  }, 180_000);
});

function crdsIn(folder: string | undefined) {
  if (folder === undefined) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names
    .flatMap((name) => objectsOf(readFileSync(join(folder, name), 'utf8')))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** What kubectl says it did, each word once. */
function verbs(printed: string): string[] {
  const words = printed
    .trim()
    .split('\n')
    .map(
      (line) =>
        line
          .replace(/ from \S+ namespace$/, '')
          .split(' ')
          .pop() as string,
    );
  return [...new Set(words)];
}
