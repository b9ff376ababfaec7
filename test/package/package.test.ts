import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { InstalledPackage, nodes } from './installed-package';
import { program, projects, vitestProgram } from './projects';

let installed: InstalledPackage;
/** What the projects wrote, each by its name. */
const written: Record<string, string> = {};

beforeAll(() => {
  installed = new InstalledPackage();
});

afterAll(() => installed?.remove());

describe('the packed package', () => {
  it('is small, and holds no tests', () => {
    expect(installed.tarball.bytes).toBeLessThan(1.5e6);
    const rooms = new Set(installed.tarball.files.map((file) => file.split('/')[0]));
    expect([...rooms].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'build',
      'package.json',
    ]);
  });

  it('brings nothing that a user of constructs does not need', () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(installed.folder, 'node_modules/cdk8s-istio/package.json'), 'utf8'),
    ) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).sort()).toEqual([
      'commander',
      'js-yaml',
      'kubernetes-types',
      're2js',
      'yaml',
    ]);
  });

  it('holds each module once, in a few files', () => {
    const build = installed.files('node_modules/cdk8s-istio/build');
    expect(build.filter((file) => file.endsWith('.js')).length).toBeLessThan(60);
    const sources = build
      .filter((file) => file.endsWith('.js.map'))
      .flatMap((file) => {
        const map = join(installed.folder, 'node_modules/cdk8s-istio/build', file);
        const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] };
        return sources.map((source) => join(dirname(file), source));
      });
    expect(sources).toContain('../lib/diagnostics/error.ts');
    expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
  });

  it('is without fault in the eyes of publint', () => {
    expect(installed.run('npx', ['publint', '--strict', installed.tarball.file])).toMatch(/All good!/);
  });

  it('has the right types for every way of resolving them', () => {
    installed.run('npx', ['attw', installed.tarball.file]);
  });
});

const runnable = projects.filter(({ needsNode }) => !needsNode || nodes !== undefined);
const others = projects.filter((project) => !runnable.includes(project));
if (others.length > 0) {
  test.skip.each(others)('$name (npm has no Node for this platform)', () => undefined);
}

describe.each(runnable)('in a project of the kind: $name', (project) => {
  const folder = project.name.replace(/[^a-z0-9]+/gi, '-');

  it('compiles, and writes the manifests', () => {
    const main = `main.${project.extension}`;
    installed.write(`${folder}/package.json`, JSON.stringify({ type: project.type }));
    installed.write(`${folder}/${main}`, program(project));
    const cwd = join(installed.folder, folder);
    if (project.compiler) {
      const { compilerOptions } = project;
      installed.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: [main] }));
      installed.run('node', [`../node_modules/${project.compiler}/lib/tsc.js`, '-p', '.'], cwd);
    }
    const [command, ...args] = project.command;
    installed.run(command, [...args, project.runs ?? main], cwd);
    written[project.name] = readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8');
    const documents = parseAllDocuments(written[project.name] as string);
    expect(documents.map((document) => document.get('kind')).sort()).toEqual([
      'Deployment',
      'Gateway',
      'Namespace',
      'Service',
      'ServiceAccount',
      'VirtualService',
      'WorkloadEntry',
    ]);
  });
});

it('runs the ten lines of docs/getting-started.md', () => {
  const page = readFileSync(join(__dirname, '../../docs/getting-started.md'), 'utf8');
  installed.write('ten-lines/main.ts', /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const cwd = join(installed.folder, 'ten-lines');
  installed.run('npx', ['tsx', 'main.ts'], cwd);
  expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toContain(
    'host: cart.shop.svc.cluster.local',
  );
});

it('brings matchers that vitest and its types take', () => {
  installed.write('vitest/package.json', JSON.stringify({ type: 'module' }));
  installed.write('vitest/shop.test.ts', vitestProgram);
  const compilerOptions = {
    module: 'preserve',
    target: 'ES2022',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  installed.write('vitest/tsconfig.json', JSON.stringify({ compilerOptions, files: ['shop.test.ts'] }));
  const cwd = join(installed.folder, 'vitest');
  installed.run('node', ['../node_modules/typescript/lib/tsc.js', '-p', '.'], cwd);
  expect(installed.run('npx', ['vitest', 'run', '--no-color', '--root', '.'], cwd)).toMatch(/2 passed/);
});

it('writes the same bytes in all of them', () => {
  expect(Object.keys(written)).toEqual(runnable.map(({ name }) => name));
  expect(new Set(Object.values(written)).size).toBe(1);
});

describe('a project that init makes', () => {
  let cwd: string;

  beforeAll(() => {
    installed.run('npx', ['cdk8s-istio', 'init', 'shop', '--package', `file:${installed.tarball.file}`]);
    cwd = join(installed.folder, 'shop');
    installed.run('npm', ['install', '--no-audit', '--no-fund'], cwd);
  });

  it('passes its own test and type check', () => {
    installed.run('npm', ['test'], cwd);
  });

  it('synthesizes, and then needs nothing written again', () => {
    expect(installed.run('npm', ['run', 'synth'], cwd)).toContain('dist/shop.k8s.yaml');
    expect(installed.run('npm', ['run', 'synth'], cwd)).toContain('unchanged');
    expect(installed.run('npx', ['cdk8s-istio', 'synth', '--stdout'], cwd)).toBe(
      readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8'),
    );
  });

  it('says what it was given wrong in one line, and keeps the last manifests', () => {
    const before = readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8');
    installed.write(
      'shop/untyped.ts',
      "import { MeshService } from 'cdk8s-istio';\nMeshService.named('');\n",
    );
    expect(() => installed.run('npx', ['cdk8s-istio', 'synth', 'untyped.ts'], cwd)).toThrow(
      /^untyped\.ts\(2,19\): error TS2345: /m,
    );
    const wrong = [
      "import { App, Chart } from 'cdk8s';",
      "import { PeerAuthentication } from 'cdk8s-istio';",
      "new PeerAuthentication(new Chart(new App(), 'shop'), 'mtls', { mtls: 'strct' as never });",
    ];
    installed.write('shop/wrong.ts', wrong.join('\n'));
    expect(() => installed.run('npx', ['cdk8s-istio', 'synth', 'wrong.ts'], cwd)).toThrow(
      /^shop\/mtls: mtls: it is one of a few values, got 'strct'; did you mean 'strict'\?.* \(wrong\.ts:3\)$/m,
    );
    expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toBe(before);
  });

  it('finds nothing wrong with its own manifests, and what is wrong with others', () => {
    const none = installed.run('npx', ['cdk8s-istio', 'analyze', '-o', 'json', '--fail-on', 'warning'], cwd);
    expect(JSON.parse(none)).toEqual({ findings: [] });
    const other = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { hosts: ['cart'], http: [{ rout: [] }] },
    };
    installed.write('shop/other.json', JSON.stringify(other));
    expect(() => installed.run('npx', ['cdk8s-istio', 'analyze', '-f', 'other.json'], cwd)).toThrow(
      /error unknown-field .*VirtualService shop\/cart spec\.http\[0\]\.rout \(other\.json:1\)/,
    );
  });

  it('answers where a request goes, and who may call', () => {
    const gateway = 'istio-system/istio-ingressgateway';
    const url = 'http://shop.example.com/cart';
    expect(installed.run('npx', ['cdk8s-istio', 'trace', 'GET', url, '--via', gateway], cwd)).toMatch(
      /^GET http:\/\/shop\.example\.com\/cart via istio-system\/istio-ingressgateway\n→ web\.shop\.svc\.cluster\.local:8080\n/,
    );
    expect(installed.run('npx', ['cdk8s-istio', 'who-can-call', 'shop/web'], cwd)).toContain('shop/web');
  });

  it('loads for a command nothing of cdk8s and of the other commands', () => {
    installed.write('shop/loaded.cjs', "process.on('exit', () => console.log(Object.keys(require.cache)));");
    const bin = 'node_modules/cdk8s-istio/bin/cdk8s-istio.mjs';
    const request = ['GET', 'http://web.shop/', '--from', 'shop/web-v1'];
    for (const args of [['trace', ...request], ['who-can-call', 'shop/web'], ['analyze']]) {
      const told = installed.run('node', ['--require', './loaded.cjs', bin, ...args], cwd);
      const loaded = /^\[[\s\S]*^\]$/m.exec(told)?.[0].match(/[^']*\.c?js(?=')/g) ?? [];
      const own = loaded.filter((file) => file.includes('/cdk8s-istio/build/'));
      expect(own.length).toBeGreaterThan(3);
      expect(own.length).toBeLessThan(14);
      expect(loaded.filter((file) => /node_modules\/(cdk8s|constructs|re2js|yaml)\//.test(file))).toEqual([]);
    }
  });

  const onNode24 = nodes === undefined ? it.skip : it;
  onNode24('synthesizes, analyzes and traces on Node 24 too (where npm has it for this platform)', () => {
    const node = '../node_modules/node-24/bin/node';
    const command = (...args: string[]) =>
      installed.run(node, ['node_modules/cdk8s-istio/bin/cdk8s-istio.mjs', ...args], cwd);
    expect(installed.run(node, ['--version'], cwd)).toMatch(/^v24\./);
    expect(command('synth')).toContain('unchanged');
    expect(JSON.parse(command('analyze', '-o', 'json'))).toEqual({ findings: [] });
    const request = ['GET', 'http://shop.example.com/', '--via', 'istio-system/istio-ingressgateway'];
    expect(JSON.parse(command('trace', ...request, '-o', 'json'))).toMatchObject({ decision: 'forward' });
  });

  it('tells its commands, with the defaults of a project and not of the guide', () => {
    expect(installed.run('npx', ['cdk8s-istio', '--help'], cwd)).toMatch(/init .*synth .*watch .*verify /s);
    expect(installed.run('npx', ['cdk8s-istio', 'verify', '--help'], cwd)).not.toContain('productpage');
  });

  it('is watched: an edit is written, and told by its object', async () => {
    const watch = spawn('node', ['node_modules/cdk8s-istio/bin/cdk8s-istio.mjs', 'watch'], { cwd });
    let told = '';
    const until = (text: string) =>
      new Promise<void>((resolve, reject) => {
        watch.once('exit', () => reject(new Error(told)));
        watch.stderr.on('data', (data) => reject(new Error(String(data))));
        watch.stdout.on('data', (data) => {
          told += data;
          if (told.includes(text)) resolve();
        });
      });
    try {
      await until('watching');
      const source = readFileSync(join(cwd, 'routes.ts'), 'utf8');
      installed.write('shop/routes.ts', source.replace('-text=hello', '-text=goodbye'));
      await until('~ Deployment.apps shop/web-v1');
      expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toContain('-text=goodbye');
    } finally {
      watch.removeAllListeners('exit').kill();
    }
  });
});
