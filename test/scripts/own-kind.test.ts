import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsc } from '../tsc';

const root = join(__dirname, '../..');

/** The command as the page has it. */
const [, command = ''] =
  /^(npx cdk8s import crds\.yaml .*)$/m.exec(readFileSync(join(root, 'docs/imports.md'), 'utf8')) ?? [];

function crd(kind: string): string {
  const plural = `${kind.toLowerCase()}s`;
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.dns.acme.example` },
    spec: {
      group: 'dns.acme.example',
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  });
}

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: { labels: { type: 'object', additionalProperties: { type: 'string' } } },
    },
  },
};

const program = `import { App, Chart } from 'cdk8s';
import { AcmeRecord, AcmeZone } from './imports/dns.acme.example';

const chart = new Chart(new App(), 'dns');
new AcmeRecord(chart, 'record', { spec: { labels: { a: 'b' } } });
new AcmeZone(chart, 'zone', {});
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-kind-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(root, 'cdk8s.yaml'), join(folder, 'cdk8s.yaml'));
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'crds.yaml'), ['Record', 'Zone'].map(crd).join('\n---\n'));
  writeFileSync(join(folder, 'main.ts'), program);
  const [npx = '', ...args] = command.split(' ');
  run(npx, args);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(file: string, args: readonly string[]): void {
  execFileSync(file, args, {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
}

test("kinds of one's own compile, whatever they are called, and cdk8s.yaml stays as it is", () => {
  expect(readFileSync(join(folder, 'cdk8s.yaml'), 'utf8')).toBe(
    readFileSync(join(root, 'cdk8s.yaml'), 'utf8'),
  );
  const settings = [
    '--module',
    'preserve',
    '--moduleResolution',
    'bundler',
    '--skipLibCheck',
    '--types',
    'node',
  ];
  expect(tsc(['--noEmit', '--strict', ...settings, 'main.ts'], folder)).toEqual([]);
});
