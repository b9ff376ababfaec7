import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { IstioRelease } from '../../lib/release/istio-release';
import { filesBelow } from '../../scripts/import/folder';
import { startArgoCdController } from './argo-cd-controller';
import { type Dist, synthesizedDist, tell } from './command-line';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { established } from './istio-crds';

const { ARGO_CD_CRDS: crds } = process.env;
const withArgoCd = crds === undefined || assets === undefined ? describe.skip : describe;
const address = 'https://github.com/acme/mesh.git';

async function distWith(repository: string): Promise<Dist> {
  const before = process.env.ARGOCD_REPOSITORY;
  process.env.ARGOCD_REPOSITORY = repository;
  try {
    return await synthesizedDist('1.30');
  } finally {
    if (before === undefined) delete process.env.ARGOCD_REPOSITORY;
    else process.env.ARGOCD_REPOSITORY = before;
  }
}

withArgoCd('Argo CD on an API server', () => {
  let plane: ControlPlane;
  let dist: Dist;
  let withoutAddress: Dist;
  const applied = () => ['argocd', 'argocd/applications'].map((folder) => join(dist.folder, folder));
  const install = (file: string) => join(dist.folder, 'install', 'argocd', file);

  beforeAll(async () => {
    [plane, dist, withoutAddress] = await Promise.all([
      startControlPlane(),
      distWith(address),
      distWith('none'),
    ]);
    await plane.must(['create', '-f', crds as string]);
    await established(plane);
    await plane.must(['create', 'namespace', 'argocd']);
  }, 120_000);
  afterAll(async () => {
    await plane?.stop();
    dist?.remove();
    withoutAddress?.remove();
  });

  it('takes the project and every Application to the last field', async () => {
    const [top = '', children = ''] = applied();
    const made = await plane.must(['apply', '--validate=strict', '-f', top, '-f', children, '-o', 'name']);
    expect(made.trim().split('\n')).toEqual([
      'appproject.argoproj.io/istio-101',
      'application.argoproj.io/istio-101',
      'application.argoproj.io/istio-base',
      'application.argoproj.io/istiod',
      'application.argoproj.io/bookinfo',
      'application.argoproj.io/istio-addons',
      'application.argoproj.io/istio-egressgateway',
      'application.argoproj.io/istio-ingressgateway',
    ]);
  }, 60_000);

  it('keeps them as they are written: applied again, nothing changes', async () => {
    for (const folder of applied()) {
      const diff = await plane.kubectl(['diff', '-f', folder]);
      expect({ folder, diff: diff.stdout, code: diff.code }).toEqual({ folder, diff: '', code: 0 });
    }
  }, 60_000);

  it('keeps a project until the last of its Applications is gone', async () => {
    const [top = '', children = ''] = applied();
    const controller = startArgoCdController(plane);
    try {
      await plane.must(['delete', '--wait=false', '-f', top]);
      await plane.must(['wait', '--for=delete', 'application/istio-101', '-n', 'argocd', '--timeout=30s']);
      expect(await plane.must(['get', 'appprojects', '-n', 'argocd', '-o', 'name'])).toBe(
        'appproject.argoproj.io/istio-101\n',
      );
      await plane.must(['delete', '-f', children, '--timeout=30s']);
      await plane.must(['wait', '--for=delete', 'appproject/istio-101', '-n', 'argocd', '--timeout=30s']);
    } finally {
      await controller.stop();
    }
  }, 90_000);

  describe('and its Applications', () => {
    const waves = [
      ['bookinfo', 'istio-addons', 'istio-egressgateway', 'istio-ingressgateway'],
      ['istiod'],
      ['istio-base'],
    ];
    const names = waves.flat();
    const setStatus = (name: string, status: object) => {
      const patch = JSON.stringify({ status });
      return plane.must(['patch', 'application', name, '-n', 'argocd', '--type=merge', '-p', patch]);
    };
    const operationState = { phase: 'Running', operation: {}, startedAt: '2026-01-01T00:00:00Z' };

    /** Cleans up beside the stand-in for Argo CD: the Applications in the order in which they went, wave by wave. */
    async function cleanedUp(): Promise<string[][]> {
      const controller = startArgoCdController(plane);
      try {
        const { code, lines, stderr } = await tell(
          plane,
          'clean-up --yes --argocd --timeout 60',
          dist.folder,
        );
        const left = lines.filter((line) => /^(keep|left)/.test(line));
        expect({ code, left, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, left: [], stderr: '' });
        expect(await plane.must(['get', 'applications,appprojects', '-n', 'argocd', '-o', 'name'])).toBe('');
        const from = [
          0,
          ...waves.map((_, index) => waves.slice(0, index + 1).flat().length),
          controller.gone.length,
        ];
        return from.slice(1).map((end, index) => controller.gone.slice(from[index], end).sort());
      } finally {
        await controller.stop();
      }
    }

    it('go by the clean-up, though a sync waits for what never gets ready', async () => {
      await plane.must(['apply', ...applied().flatMap((folder) => ['-f', folder])]);
      const resources = names.map((name) => ({
        group: 'argoproj.io',
        version: 'v1alpha1',
        kind: 'Application',
        namespace: 'argocd',
        name,
      }));
      await setStatus('istio-101', { resources, operationState });
      await setStatus('istiod', { operationState });
      expect(await cleanedUp()).toEqual([...waves, ['istio-101']]);
    }, 90_000);

    it('go in the order of their waves where no other has made them', async () => {
      const [top = '', children = ''] = applied();
      await plane.must(['apply', '-f', join(top, '10-project.k8s.yaml'), '-f', children]);
      expect(await cleanedUp()).toEqual([...waves, []]);
    }, 90_000);

    it('stay where another project has one of their names', async () => {
      const theirs = {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'bookinfo', namespace: 'argocd' },
        spec: {
          project: 'other-team',
          source: { repoURL: 'https://github.com/acme/shop.git', path: '.' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        },
      };
      await plane.must(['apply', '-f', '-'], JSON.stringify(theirs));
      const { code, lines } = await tell(plane, 'clean-up --yes --argocd', dist.folder);
      expect([code, lines.filter((line) => line.startsWith('keep'))]).toEqual([
        0,
        ['keep     application/bookinfo -n argocd: belongs to the Argo CD project other-team'],
      ]);
      await plane.must(['delete', 'application', 'bookinfo', '-n', 'argocd']);
    }, 60_000);
  });

  it('takes what is written without an address, in which no other address than that of the charts is', async () => {
    const folder = join(withoutAddress.folder, 'argocd');
    expect(readdirSync(folder).sort()).toEqual([
      '10-project.k8s.yaml',
      '20-applications.k8s.yaml',
      'applications',
    ]);
    const dryRun = ['apply', '--validate=strict', '--dry-run=server', '-o', 'name', '-f'];
    expect(await plane.must([...dryRun, folder])).toBe(
      'appproject.argoproj.io/istio-101\napplication.argoproj.io/istio-101\n',
    );
    expect((await plane.must([...dryRun, join(folder, 'applications')])).trim().split('\n')).toHaveLength(6);
    const texts = filesBelow(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const addresses = texts.flatMap((text) =>
      [...text.matchAll(/(?:repoURL: |^ {4}- )(\S*:\/\/\S+)$/gm)].map(([, url]) => url),
    );
    expect([...new Set(addresses)]).toEqual([IstioRelease.of('1.30').charts.repository]);
  }, 60_000);

  it('gets the health check of Applications beside what argocd-cm holds, and loses it again', async () => {
    await plane.must([
      'create',
      'configmap',
      'argocd-cm',
      '-n',
      'argocd',
      '--from-literal=url=https://argocd.example.com',
    ]);
    const patch = [
      'patch',
      'configmap',
      'argocd-cm',
      '-n',
      'argocd',
      '--patch-file',
      install('argocd-cm-patch.yaml'),
    ];
    expect(await plane.must(patch)).toBe('configmap/argocd-cm patched\n');
    expect(await plane.must(patch)).toBe('configmap/argocd-cm patched (no change)\n');
    const data = async () =>
      JSON.parse(await plane.must(['get', 'configmap', 'argocd-cm', '-n', 'argocd', '-o', 'json'])).data;
    const key = 'resource.customizations.health.argoproj.io_Application';
    const { data: wanted } = parse(readFileSync(install('argocd-cm-patch.yaml'), 'utf8'));
    expect(await data()).toEqual({ url: 'https://argocd.example.com', [key]: wanted[key] });
    await plane.must(['patch', 'configmap', 'argocd-cm', '-n', 'argocd', '-p', `{"data":{"${key}":null}}`]);
    expect(await data()).toEqual({ url: 'https://argocd.example.com' });
  }, 60_000);

  it('gets the plugin as a container beside its repo server, which stays as it is', async () => {
    await plane.must(['apply', '-f', '-'], repoServer);
    const deployment = ['deployment', 'argocd-repo-server', '-n', 'argocd'];
    await plane.must([
      'create',
      'configmap',
      'cdk8s-istio',
      '-n',
      'argocd',
      `--from-file=${install('plugin.yaml')}`,
    ]);
    const patch = ['patch', ...deployment, '--patch-file', install('repo-server-patch.yaml')];
    expect(await plane.must(patch)).toBe('deployment.apps/argocd-repo-server patched\n');
    expect(await plane.must(patch)).toBe('deployment.apps/argocd-repo-server patched (no change)\n');
    const { spec } = JSON.parse(await plane.must(['get', ...deployment, '-o', 'json'])).spec.template;
    const named = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();
    expect(named(spec.containers)).toEqual(['argocd-repo-server', 'cdk8s-istio']);
    expect(named(spec.volumes)).toEqual(['cdk8s-istio', 'cdk8s-istio-tmp', 'plugins', 'var-files']);
    const plugin = spec.containers.find(({ name }: { name: string }) => name === 'cdk8s-istio');
    expect(named(plugin.volumeMounts)).toEqual(['cdk8s-istio', 'cdk8s-istio-tmp', 'plugins', 'var-files']);
    const { data } = JSON.parse(
      await plane.must(['get', 'configmap', 'cdk8s-istio', '-n', 'argocd', '-o', 'json']),
    );
    expect(Object.keys(data)).toEqual(['plugin.yaml']);
  }, 60_000);
});

/** What matters here of Argo CD's own Deployment: its name, its container, and the volumes that it shares with plugins. */
const repoServer = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: argocd-repo-server, namespace: argocd }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: argocd-repo-server } }
  template:
    metadata: { labels: { app.kubernetes.io/name: argocd-repo-server } }
    spec:
      containers: [{ name: argocd-repo-server, image: argocd }]
      volumes: [{ name: var-files, emptyDir: {} }, { name: plugins, emptyDir: {} }]
`;
