import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { contents, fill, folderWith } from './folders';
import { program, root, synth } from './run-program';

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
