import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetesKinds, kubernetesReleases } from '../../../../scripts/import/schemas/pinned';
import { readFolders } from '../../../../scripts/import/schemas/sources';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-releases-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const instead = 'give a folder that holds unpacked releases, each in a folder named after its version';

test('a folder without releases gives nothing', () => {
  expect(readFolders([folder])).toEqual({});
});

test('rejects a folder that is missing, and a file in place of one', () => {
  const problem = '--releases names a folder that does not exist';
  const missing = join(folder, 'nowhere');
  expect(() => readFolders([folder, missing])).toThrow(`${problem}, got '${missing}'; ${instead}`);
  const file = join(folder, 'crds.yaml');
  writeFileSync(file, '');
  expect(() => readFolders([file])).toThrow(`${problem}, got '${file}'; ${instead}`);
});

test.each([
  ['is missing', undefined, /ENOENT: no such file or directory/],
  ['is not JSON', '{', /JSON/],
])('rejects a saved document that %s', (_, text, got) => {
  const release = join(folder, `kubernetes-${kubernetesReleases['1.34']}`);
  mkdirSync(release);
  const file = join(release, `${kubernetesKinds[0]?.document.replaceAll('/', '__')}_openapi.json`);
  if (text !== undefined) writeFileSync(file, text);
  expect(() => readFolders([folder])).toThrow(`${file}: is not a document of an API server's OpenAPI`);
  expect(() => readFolders([folder])).toThrow(got);
});
