import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { download, readLocal } from '../../../scripts/import/sources';
import { crdText } from './crd-text';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-sources-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const kinds = (path: string) => readLocal(path).map(({ kind }) => kind);

test('a file gives its CRDs', () => {
  expect(kinds(write('one.txt', crdText('example.com', 'One', {})))).toEqual(['One']);
});

test('a folder gives the CRDs of the YAML files in it, in the order of their names', () => {
  write('b.yaml', crdText('example.com', 'Two', {}));
  write('a.yml', crdText('example.com', 'One', {}));
  write('README.md', 'not: [YAML');
  expect(kinds(folder)).toEqual(['One', 'Two']);
});

test.each(['files', 'crds'])('an Istio release gives its CRDs, under %s, and not its samples', (where) => {
  write('sample.yaml', crdText('example.com', 'Sample', {}));
  write(`manifests/charts/base/${where}/crd-all.gen.yaml`, crdText('example.com', 'Release', {}));
  expect(kinds(folder)).toEqual(['Release']);
});

const instead = 'give an Istio release folder, a folder of CRD files or one such file';

test('rejects a path with nothing at it', () => {
  const path = join(folder, 'nowhere');
  expect(() => readLocal(path)).toThrow(
    `--from names a file or folder that does not exist, got '${path}'; ${instead}`,
  );
});

test('rejects a file and a folder without a CRD', () => {
  const file = write('service.yaml', 'kind: Service');
  expect(() => readLocal(file)).toThrow(
    `--from names no CustomResourceDefinition, got '${file}'; ${instead}`,
  );
  expect(() => readLocal(folder)).toThrow(
    `--from names no CustomResourceDefinition, got '${folder}'; ${instead}`,
  );
});

describe('a URL', () => {
  let server: Server;
  let url: string;

  beforeEach(async () => {
    server = createServer(({ url }, response) => {
      response.statusCode = url === '/gone' ? 404 : 200;
      response.end(url === '/crd' ? crdText('example.com', 'One', {}) : 'kind: Service');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );

  const failure = (at: string, got: string) =>
    `${at}: the CRDs can not be downloaded, got ${got}; ` +
    'without the network, give its file: npm run import -- --from <file or Istio release folder>';

  test('gives its CRDs', async () => {
    expect((await download(`${url}/crd`)).map(({ at, kind }) => [at, kind])).toEqual([[`${url}/crd`, 'One']]);
  });

  test('rejects an answer that is an error or has no CRD, by the URL and the way around it', async () => {
    await expect(download(`${url}/gone`)).rejects.toThrow(failure(`${url}/gone`, '404'));
    await expect(download(`${url}/other`)).rejects.toThrow(
      failure(`${url}/other`, "'a text without CustomResourceDefinitions'"),
    );
  });

  test('rejects a host that can not be reached, by the URL and the way around it', async () => {
    const unreachable = 'http://127.0.0.1:1/crd.yaml';
    await expect(download(unreachable)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:1\/crd\.yaml: .*; without the network/,
    );
  });
});
