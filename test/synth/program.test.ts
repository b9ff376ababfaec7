import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { contents, fill, folderWith } from './folders';

const root = join(__dirname, '../..');

/** Runs `bin/synth.cjs` in a folder. */
function synth(
  folder: string,
  args: string[] = [],
  env: Record<string, string> = {},
  program: 'synth' | 'watch' = 'synth',
): { code: number | null; stdout: string; stderr: string } {
  const options = {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, `bin/${program}.cjs`), ...args],
    options,
  );
  return { code: status, stdout, stderr };
}

/** A program of one app with two charts, one folder of add-ons and one finished file. */
function program(extra = ''): string {
  return `import { ApiObject, App, Chart } from ${JSON.stringify(join(root, 'node_modules/cdk8s'))};
import { ConfigError } from ${JSON.stringify(join(root, 'lib/diagnostics/error'))};
import { synthesize } from ${JSON.stringify(join(root, 'lib/synth'))};

const name = process.env.NAME ?? 'one';
const guide = new App();
const first = new Chart(guide, '10-first');
new ApiObject(first, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const second = new Chart(guide, '20-second');
new ApiObject(second, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { yes: 'no' } });
const addons = new App();
new ApiObject(new Chart(addons, 'kiali'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
console.log('hello');
${extra}
synthesize({ '.': guide, addons, install: { 'values.yaml': 'a: 1\\n' } }, { next: ['kubectl apply -f dist/'] });
void ConfigError;
`;
}

test('the files, their states, the sums and the next command are told', () => {
  const folder = folderWith({ 'main.ts': program() });
  const first = synth(folder);
  expect(first).toEqual({
    code: 0,
    stdout: `hello
dist/10-first.k8s.yaml      new        1 object
dist/20-second.k8s.yaml     new        1 object
dist/addons/kiali.k8s.yaml  new        1 object
dist/install/values.yaml    new
3 objects in 4 files: 4 new

next:
  kubectl apply -f dist/
`,
    stderr: '',
  });
  expect(synth(folder, [], { NAME: 'two' }).stdout).toContain(
    'dist/10-first.k8s.yaml      changed    1 object\n',
  );
  expect(synth(folder).stdout).toContain('3 objects in 4 files: 1 changed, 3 unchanged\n');
});

test('--stdout writes the top level as one stream of documents, and nothing else', () => {
  const folder = folderWith({ 'main.ts': program() });
  const { code, stdout, stderr } = synth(folder, ['--stdout']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'hello\n' });
  expect(parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS())).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { yes: 'no' } },
  ]);
  expect(Object.keys(contents(folder))).toEqual(['main.ts']);
});

test('with the project itself as the output folder, what is not on record stays', () => {
  const mine = {
    'main.ts': program(),
    'hand-written.k8s.yaml': 'mine',
    'addons/hand-written.k8s.yaml': 'mine',
  };
  const folder = folderWith(mine);
  for (const NAME of ['one', 'two']) {
    const { code, stderr } = synth(folder, [], { CDK8S_OUTDIR: '.', NAME });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
  expect(contents(folder)).toMatchObject(mine);
  expect(Object.keys(contents(folder))).toEqual(
    [
      '.written-by-synth',
      '10-first.k8s.yaml',
      '20-second.k8s.yaml',
      'addons/kiali.k8s.yaml',
      'install/values.yaml',
      ...Object.keys(mine),
    ].sort(),
  );
});

describe('a program that fails leaves the last output byte for byte', () => {
  const folders = { ok: '', before: {} as Record<string, string> };
  beforeAll(() => {
    folders.ok = folderWith({ 'main.ts': program() });
    synth(folders.ok);
    folders.before = contents(join(folders.ok, 'dist'));
  });

  test.each<[string, string, RegExp]>([
    [
      'a ConfigError, in one line',
      "if (name === 'two') throw new ConfigError({ at: 'x', problem: 'a thing is wrong', got: 1, instead: 'mend it' });",
      /^x: a thing is wrong, got 1; mend it\n$/,
    ],
    [
      'any other error, with the line that threw it',
      "if (name === 'two') throw new Error('broken');",
      /^Error: broken\n {4}at .*main\.ts:14:\d+\)\n$/,
    ],
    [
      'a validation that fails',
      "if (name === 'two') first.node.addValidation({ validate: () => ['is bad'] });",
      /^Validation failed with the following errors:\n {2}\[10-first\] is bad\n$/,
    ],
    [
      'an object that cannot be rendered',
      "if (name === 'two') new ApiObject(second, 'd', { apiVersion: 'v1', kind: 'X', spec: new Date(0) } as never);",
      /^Error: Failed serializing construct at path '20-second\/d' .* can't render non-simple object of type 'Date'\n {4}at /,
    ],
    [
      'an object that is made twice',
      "if (name === 'two') new ApiObject(second, 'd', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });",
      /^20-second\/d: the same object is already made at '10-first\/a', got 'ConfigMap two'; make it once, .*\n$/,
    ],
    [
      'a file that does not compile',
      'const = 1;',
      /^Build failed with 1 error:\n.*main\.ts:14:6: ERROR: Expected identifier but found "="\n$/,
    ],
    [
      'an await outside of a function',
      'await Promise.resolve();',
      /main\.ts:14:0: ERROR: Top-level await .* \(await in an async function, and call that\)\n$/,
    ],
    [
      'a promise that nobody awaits',
      "if (name === 'two') void Promise.reject(new Error('late')).then(() => {});",
      /^Error: late\n {4}at .*main\.ts:14:\d+\)\n$/,
    ],
  ])('%s', (_, extra, message) => {
    fill(folders.ok, { 'main.ts': program(extra) });
    const { code, stderr } = synth(folders.ok, [], { NAME: 'two' });
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    // The promise is heard of after the program has done its work.
    if (!extra.includes('Promise')) expect(contents(join(folders.ok, 'dist'))).toEqual(folders.before);
  });
});

test('rejects an asynchronous program that fails before it synthesizes', () => {
  const folder = folderWith({
    'main.ts': "async function main() { throw new Error('early'); }\nmain();\n",
  });
  const { code, stderr } = synth(folder);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^Error: early\n/) });
});

test.each([
  ['that ends', 'const done = true;'],
  ['that waits for what never comes', 'void new Promise(() => {}).then(() => 1);'],
  ['that leaves', 'process.exit(0);'],
])('rejects a program %s before anything was synthesized', (_, text) => {
  const folder = folderWith({ 'main.ts': text });
  expect(synth(folder)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'main.ts ended and nothing was synthesized; let it call synthesize(), after all that it waits for\n',
  });
});

test('says in one line that esbuild is not installed', () => {
  const folder = folderWith({ 'main.ts': 'const done = true;' });
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['bin/synth.cjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, 'esbuild is not installed; npm install --save-dev esbuild\n']);
});

test.each([
  ['zlib', "promisify(require('node:zlib').gzip)('x')"],
  ['scrypt', "promisify(require('node:crypto').scrypt)('x', 'y', 32)"],
  ['WebAssembly', 'WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))'],
  ['dns', "require('node:dns').promises.lookup('localhost')"],
  ['files', "require('node:fs').promises.readFile(__filename)"],
  ['a timer', 'promisify(setTimeout)(20)'],
  ['a process', "promisify(require('node:child_process').execFile)('true')"],
  [
    'a Unix socket',
    `new Promise((done) => {
      const net = require('node:net');
      const server = net.createServer((socket: any) => socket.end('x')).listen('socket', () => {
        net.connect('socket').on('data', done).on('end', () => server.close());
      });
    })`,
  ],
])('a program that awaits %s before it synthesizes is waited for', (_, promise) => {
  const text = program().replace(/^synthesize\(.*\);$/m, `${promise}.then(() => { $& });`);
  const folder = folderWith({
    'main.ts': `import { promisify } from 'node:util';\n${text}void promisify;\n`,
  });
  expect(synth(folder)).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(folder, 'dist/10-first.k8s.yaml'))).toBe(true);
});

test.each(['synth', 'watch'] as const)(
  '%s rejects a main file that is not there, and an option that it does not know',
  (command) => {
    const folder = folderWith();
    const run = (...args: string[]) => synth(folder, args, {}, command);
    expect(run()).toEqual({
      code: 1,
      stdout: '',
      stderr: 'main.ts: no such file; name the program that is to be run, such as src/main.ts\n',
    });
    expect(run('other.ts').stderr).toBe(
      'other.ts: no such file; name the program that is to be run, such as src/main.ts\n',
    );
    mkdirSync(join(folder, 'src'));
    expect(run('src').stderr).toBe(
      'src: it is no file; name the program that is to be run, such as src/main.ts\n',
    );
    for (const [wrong, problem] of [
      [['--foo'], "Unknown option '--foo'"],
      [['--no-types=yes'], "Unknown option '--no-types=yes'"],
      [['a.ts', 'b.ts'], 'b.ts: one program is run at a time; name one alone'],
    ] as const) {
      expect(run(...wrong)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(new RegExp(`^${problem}\n\nUsage: cdk8s-istio ${command}`)),
      });
    }
    for (const help of ['--help', '-h']) {
      expect(run(help)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(new RegExp(`^Usage: cdk8s-istio ${command}`)),
      });
    }
  },
);

test.each([[[]], [['--stdout']]])('a reader that has seen enough of %j is no error', async (args) => {
  const folder = folderWith({ 'main.ts': program("console.log('x'.repeat(1e6));") });
  const child = spawn(process.execPath, [join(root, 'bin/synth.cjs'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  expect({ code, complaint: complaint.replace(/hello|x{9,}|\n/g, '') }).toEqual({ code: 0, complaint: '' });
  expect(existsSync(join(folder, 'dist'))).toBe(args.length === 0);
});

test('a program that waits for a timer or its input is waited for', () => {
  const folder = folderWith({
    'main.ts': program().replace(
      'synthesize({',
      `let read = '';
process.stdin.on('data', (data) => (read += data));
process.stdin.on('end', () => setTimeout(() => console.log('read ' + read), 20));
synthesize({`,
    ),
  });
  const options = {
    cwd: folder,
    encoding: 'utf8',
    input: 'all',
  } as const;
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/synth.cjs')], options);
  expect(stdout).toMatch(/read all\n$/);
});

describe('the stock command', () => {
  test('writes the same bytes', () => {
    const folder = folderWith({
      'main.ts': program(),
      'cdk8s.yaml': `app: node ${join(root, 'bin/synth.cjs')}\nlanguage: typescript\noutput: dist\n`,
    });
    synth(folder);
    const ours = contents(join(folder, 'dist'));
    fill(folder, { 'dist/stale.yaml': 'x: 1\n' });
    const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
    const options = {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    } as const;
    const { status, stdout } = spawnSync(process.execPath, [cli, 'synth'], options);
    expect(status).toBe(0);
    expect(stdout.split('\n').sort()).toEqual([
      '',
      '  - dist/10-first.k8s.yaml',
      '  - dist/20-second.k8s.yaml',
      '  - dist/addons/kiali.k8s.yaml',
      '  - dist/install/values.yaml',
      'Synthesizing application',
    ]);
    expect(contents(join(folder, 'dist'))).toEqual(ours);
  });
});
