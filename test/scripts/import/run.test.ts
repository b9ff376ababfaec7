import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFolder } from '../../../scripts/import/folder';
import { runImport } from '../../../scripts/import/run';
import { crdText, gatewayApiKinds, gatewayApiText, specOf } from './crd-text';

const GROUP = 'gateway.networking.k8s.io';
const FILES = [
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
].map((name) => `${GROUP}/${name}.ts`);
const OTHERS = {
  'argoproj.io/application.ts': '// Argo CD',
  'k8s.ts': '// a user’s own',
  [`${GROUP}/old.ts`]: '// old',
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-istio-run-'));
  for (const [path, text] of Object.entries(OTHERS)) {
    mkdirSync(join(root, 'imports', path, '..'), { recursive: true });
    writeFileSync(join(root, 'imports', path), text);
  }
});

afterEach(() => rmSync(root, { recursive: true }));

function crdFile(name: string, text: string): string {
  const file = join(root, name);
  writeFileSync(file, text);
  return file;
}

const imports = () => readFolder(join(root, 'imports'));

test('the CRDs of a product replace its group and nothing else; a check then finds what was edited by hand', async () => {
  const from = [
    crdFile('gateway-api.yaml', gatewayApiText('host')),
    crdFile('more.yaml', crdText('example.com', 'Other', {})),
  ];

  expect(await runImport({ root, from, check: false })).toEqual({
    changed: [...FILES, `${GROUP}/old.ts`].sort(),
    files: FILES.length + 2,
    ignored: ['Other (example.com)'],
  });
  expect([...imports().keys()].sort()).toEqual(['argoproj.io/application.ts', ...FILES, 'k8s.ts']);
  expect(imports().get('argoproj.io/application.ts')).toBe('// Argo CD');

  writeFileSync(join(root, 'imports', GROUP, 'gateway.ts'), '// edited by hand');
  expect((await runImport({ root, from, check: true })).changed).toEqual([`${GROUP}/gateway.ts`]);
  expect(imports().get(`${GROUP}/gateway.ts`)).toBe('// edited by hand');
});

describe('imports/ is left as it was when the import', () => {
  const rejects = async (from: readonly string[], message: string) => {
    const before = imports();
    await expect(runImport({ root, from, check: false })).rejects.toThrow(message);
    expect(imports()).toEqual(before);
  };

  test('rejects a product with a missing kind', async () => {
    const [first, ...others] = gatewayApiKinds;
    const text = gatewayApiText('host').split('\n---\n').slice(1).join('\n---\n');
    await rejects(
      [crdFile('gateway-api.yaml', text)],
      `the CRDs of Gateway API lack ${first} (gateway.networking.k8s.io), got [ ${others.map((kind) => `'${kind}'`).join(', ')} ]; give all of Gateway API's CRDs`,
    );
  });

  test('rejects CRDs of which none is ours', async () => {
    await rejects(
      [crdFile('other.yaml', crdText('example.com', 'Other', { v1: specOf({}) }))],
      "none of the CRDs is one that imports/ has a class for, got [ 'example.com/Other' ]; give the CRDs of Istio",
    );
  });

  test('rejects a kind that two files define', async () => {
    const [first, second] = [crdFile('a.yaml', gatewayApiText('a')), crdFile('b.yaml', gatewayApiText('b'))];
    await rejects(
      [first, second],
      `${second}: ${gatewayApiKinds[0]} (${GROUP}) is already defined elsewhere, got '${first}'`,
    );
  });

  test('rejects versions of a kind that have different fields', async () => {
    const gateway = crdText(GROUP, 'Gateway', { v1: specOf({ a: { type: 'string' } }), v1beta1: specOf({}) });
    const others = gatewayApiText('a').split('\n---\n');
    others[gatewayApiKinds.indexOf('Gateway')] = gateway;
    const text = others.join('\n---\n');
    await rejects(
      [crdFile('crds.yaml', text)],
      "Gateway v1 and v1beta1 must have the same fields, got 'spec.a'",
    );
  });

  test('rejects a pinned URL that can not be reached', async () => {
    const specs = ['k8s@1.30.0', 'helm:https://example.com/chart@1.0.0', 'mine:=http://127.0.0.1:1/crd.yaml'];
    crdFile('cdk8s.yaml', JSON.stringify({ imports: specs }));
    await rejects([], 'http://127.0.0.1:1/crd.yaml: the CRDs can not be downloaded');
  });
});
