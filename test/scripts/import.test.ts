import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gatewayApiText } from './import/crd-text';

const project = resolve(__dirname, '../..');
const script = join(project, 'node_modules', '.cache', 'import-test.js');
let root: string;

beforeAll(() => {
  const options = ['--bundle', '--packages=external', '--platform=node', '--log-level=warning'];
  const esbuild = join(project, 'node_modules', '.bin', 'esbuild');
  execFileSync(esbuild, [join(project, 'scripts', 'import.ts'), ...options, `--outfile=${script}`]);
  root = mkdtempSync(join(tmpdir(), 'cdk8s-istio-cli-'));
  writeFileSync(join(root, 'crds.yaml'), gatewayApiText('host'));
});

afterAll(() => rmSync(root, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the command imports, and its check exits non-zero until that is done', () => {
  const group = 'imports/gateway.networking.k8s.io';
  const files = [
    'backend-tls-policy',
    'gateway-class',
    'gateway',
    'grpc-route',
    'http-route',
    'index',
    'listener-set',
    'reference-grant',
    'tcp-route',
    'tls-route',
  ];
  const lines = (verb: string) => files.map((name) => `${verb}: ${group}/${name}.ts\n`).join('');

  const before = run('--check', '--from', 'crds.yaml');
  expect(before).toEqual({ status: 1, stdout: `${lines('differs')}imports/ 10 of 10 files\n`, stderr: '' });
  const done = run('--from', 'crds.yaml');
  expect(done).toEqual({ status: 0, stdout: `${lines('changed')}imports/ 10 of 10 files\n`, stderr: '' });
  const after = run('--check', '--from', 'crds.yaml');
  expect(after).toEqual({ status: 0, stdout: 'imports/ is up to date: 10 files\n', stderr: '' });
});

test('reports an error in one line', () => {
  expect(run('--from', 'nowhere')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      "--from names a file or folder that does not exist, got 'nowhere'; " +
      'give an Istio release folder, a folder of CRD files or one such file\n',
  });
});
