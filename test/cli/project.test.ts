import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../../lib/cli/project';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'project-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

it('knows nothing of a folder without a project', () => {
  expect(readProject(folder)).toEqual({ output: 'dist', verify: {} });
});

it('reads where manifests go from cdk8s.yaml, and what verify asks for from package.json', () => {
  write('cdk8s.yaml', 'language: typescript\noutput: manifests\n');
  write('package.json', '{ "cdk8s-istio": { "verify": { "path": "/shop", "title": "Shop" } } }');
  expect(readProject(folder)).toEqual({ output: 'manifests', verify: { path: '/shop', title: 'Shop' } });
});

it.each([
  ['cdk8s.yaml', 'output: 3\n', 'cdk8s.yaml: output: it is not a text that is known here, got 3;'],
  ['cdk8s.yaml', 'output: [', 'cdk8s.yaml: it can not be parsed, got '],
  ['package.json', '{', 'package.json: it can not be parsed, got '],
  [
    'package.json',
    '{ "cdk8s-istio": { "verify": { "titel": "Shop" } } }',
    "package.json: cdk8s-istio.verify.titel: it is not a text that is known here, got 'Shop';",
  ],
  [
    'package.json',
    '{ "cdk8s-istio": { "verify": { "path": 7 } } }',
    'package.json: cdk8s-istio.verify.path: it is not a text that is known here, got 7;',
  ],
])('rejects a %s of %j', (file, text, message) => {
  write(file, text);
  expect(() => readProject(folder)).toThrow(message);
});

it('rejects a file that is none', () => {
  mkdirSync(join(folder, 'package.json'));
  expect(() => readProject(folder)).toThrow("package.json: it is there and can not be read, got 'EISDIR'");
});
