import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import {
  type PluginCommand,
  renderPlugin,
  renderSidecarPatch,
  synthPlugin,
} from '../../lib/argocd/config-management-plugin';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, never>;
}

const project = join(__dirname, '..', '..');
const address = 'https://github.com/acme/platform.git';

describe('the plugin', () => {
  test('is what its file says', () => {
    const file = parse(renderPlugin(synthPlugin));
    expect(file).toEqual(synthPlugin);
    expect(Object.keys(file)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect([file.apiVersion, file.kind]).toEqual(['argoproj.io/v1alpha1', 'ConfigManagementPlugin']);
  });

  test('finds no Application by itself', () => {
    expect(Object.keys(synthPlugin.spec)).toEqual(['init', 'generate']);
  });

  test('installs exactly what package-lock.json names, into a cache that its user may write', () => {
    expect(synthPlugin.spec.init.args).toEqual([
      'npm_config_cache=/tmp/npm npm ci --prefer-offline --no-audit --no-fund\n',
    ]);
  });

  test('runs in a container beside the repo server, without any right that it does not need', () => {
    const { spec } = parse(renderSidecarPatch(synthPlugin, 'node:22')).spec.template;
    expect(spec.containers).toEqual([
      {
        name: 'cdk8s-istio',
        image: 'node:22',
        command: ['/var/run/argocd/argocd-cmp-server'],
        securityContext: {
          runAsUser: 999,
          runAsNonRoot: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        },
        volumeMounts: [
          { name: 'var-files', mountPath: '/var/run/argocd' },
          { name: 'plugins', mountPath: '/home/argocd/cmp-server/plugins' },
          {
            name: 'cdk8s-istio',
            mountPath: '/home/argocd/cmp-server/config/plugin.yaml',
            subPath: 'plugin.yaml',
          },
          { name: 'cdk8s-istio-tmp', mountPath: '/tmp' },
        ],
      },
    ]);
    expect(spec.volumes).toEqual([
      { name: 'cdk8s-istio', configMap: { name: 'cdk8s-istio' } },
      { name: 'cdk8s-istio-tmp', emptyDir: {} },
    ]);
  });
});

describe('what the plugin generates in a checkout', () => {
  let checkout: string;
  beforeAll(() => {
    // What Argo CD hands to a plugin: the files of the repository and no .git. npm ci was run already.
    checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: project,
      encoding: 'utf8',
    });
    const wanted = /^(bin|lib|imports|schemas)\/|^(main\.ts|package\.json|tsconfig\.json)$/;
    for (const file of listed.split('\0').filter((name) => wanted.test(name))) {
      mkdirSync(dirname(join(checkout, file)), { recursive: true });
      cpSync(join(project, file), join(checkout, file));
    }
    symlinkSync(join(project, 'node_modules'), join(checkout, 'node_modules'));
  });
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  /** Runs a command as Argo CD does: in the folder of the Application's source, with its build environment. */
  function run({ command, args }: PluginCommand, environment: Readonly<Record<string, string>> = {}) {
    const [program, ...rest] = command;
    return spawnSync(program, [...rest, ...args], {
      cwd: checkout,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        ARGOCD_APP_NAME: 'bookinfo',
        ARGOCD_APP_SOURCE_REPO_URL: address,
        ARGOCD_APP_SOURCE_TARGET_REVISION: 'v1.2.0',
        ARGOCD_APP_SOURCE_PATH: 'meshes/demo',
        ...environment,
      },
    });
  }
  function generate(folders: string): Manifest[] {
    const { status, stdout, stderr } = run(synthPlugin.spec.generate, { ARGOCD_ENV_FOLDERS: folders });
    if (status !== 0) throw new Error(stderr);
    const documents = parseAllDocuments(stdout);
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    return documents.map((document) => document.toJS() as Manifest);
  }
  const shown = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;

  test('is the objects of the folders that are asked for, and nothing else on standard output', () => {
    const synthesized = mkdtempSync(join(tmpdir(), 'synthesized-'));
    try {
      const env = { PATH: process.env.PATH, CDK8S_OUTDIR: synthesized, ARGOCD_REPOSITORY: 'none' };
      execFileSync('node', ['bin/synth.cjs'], { cwd: checkout, env, stdio: 'pipe' });
      const inFolder = (name: string) =>
        readdirSync(join(synthesized, name))
          .filter((file) => file.endsWith('.yaml'))
          .sort()
          .flatMap((file) => parseAllDocuments(readFileSync(join(synthesized, name, file), 'utf8')))
          .map((document) => document.toJS() as Manifest);
      expect(generate('. checks')).toEqual([...inFolder('.'), ...inFolder('checks')]);
      expect(generate('addons')).toEqual(inFolder('addons'));
      expect(generate('')).toEqual(inFolder('.'));
    } finally {
      rmSync(synthesized, { recursive: true });
    }
  });

  test('is Applications that ask the plugin in turn, of the repository that the first was asked with', () => {
    const applications = generate('argocd/applications');
    expect(applications.map(shown).sort()).toEqual([
      'Application bookinfo',
      'Application istio-addons',
      'Application istio-base',
      'Application istio-egressgateway',
      'Application istio-ingressgateway',
      'Application istiod',
    ]);
    const bookinfo = applications.find(({ metadata }) => metadata.name === 'bookinfo');
    expect(bookinfo?.spec.source).toEqual({
      repoURL: address,
      path: 'meshes/demo',
      targetRevision: 'v1.2.0',
      plugin: { name: 'cdk8s-istio', env: [{ name: 'FOLDERS', value: '. checks' }] },
    });
  });

  test('leaves nothing in the checkout', () => {
    generate('.');
    expect(readdirSync(checkout)).not.toContain('dist');
  });

  test('fails, and says why on standard error, where synth fails or a folder is not there', () => {
    const { generate: command } = synthPlugin.spec;
    const refused = run(command, { ISTIO_RELEASE: '1.2', ARGOCD_ENV_FOLDERS: '.' });
    expect(refused.status).not.toBe(0);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain("no such Istio release is described, got '1.2'");
    const missing = run(command, { ARGOCD_ENV_FOLDERS: 'adons' });
    expect(missing.status).not.toBe(0);
    expect(missing.stderr).toContain('adons');
  });
});
