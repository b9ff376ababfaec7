import fs from 'node:fs';
import { join } from 'node:path';
import { readManifestFiles } from '../../lib/kubernetes/manifest-files';
import { fill, folderWith } from '../synth/folders';

const manifest = (name: string) => `apiVersion: v1\nkind: A\nmetadata: { name: ${name} }\n`;

const folder = () =>
  folderWith({
    'b.yml': manifest('b'),
    'a.yaml': manifest('a'),
    'c.json': '{"apiVersion":"v1","kind":"A","metadata":{"name":"c"}}',
    'd.txt': manifest('d'),
    'below/e.yaml': manifest('e'),
  });

const names = (sources: Parameters<typeof readManifestFiles>[0]) =>
  readManifestFiles(sources).objects.map(({ object }) => object.metadata.name);

describe('reading files', () => {
  it("reads a folder's manifests in the order of their names, with -R those below it too", () => {
    const path = folder();
    expect(names({ paths: [path] })).toEqual(['a', 'b', 'c']);
    expect(names({ paths: [path], recursive: true })).toEqual(['a', 'b', 'e', 'c']);
  });

  it('reads UTF-16 with its mark, as PowerShell writes it', () => {
    const path = folderWith({});
    const utf16 = Buffer.from(`\uFEFF${manifest('ä')}`, 'utf16le');
    fs.writeFileSync(join(path, 'a.yaml'), utf16);
    fs.writeFileSync(join(path, 'b.yaml'), Buffer.from(utf16).swap16());
    // Latin-1, of which kubectl replaces what is no UTF-8.
    fs.writeFileSync(join(path, 'c.yaml'), Buffer.from(`# \xe4\n${manifest('c')}`, 'latin1'));
    expect(names({ paths: [path] })).toEqual(['ä', 'ä', 'c']);
  });

  it('passes over what kustomize patches with, unless it is named itself, and says so', () => {
    const path = folder();
    fill(path, { 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: b.yml }]\n' });
    expect(names({ paths: [path] })).toEqual(['a', 'c']);
    expect(names({ paths: [path, join(path, 'b.yml')] })).toEqual(['a', 'c', 'b']);
    expect(readManifestFiles({ paths: [path] }).unreadable).toEqual([
      {
        file: join(path, 'kustomization.yaml'),
        line: 1,
        kind: 'no-object',
        level: 'info',
        problem: 'it is for kustomize, not for a cluster: what it makes of the files here is not judged',
        instead: `kubectl kustomize ${path} | npx cdk8s-istio analyze -f -`,
        makesObjects: true,
      },
    ]);
  });

  it('says of a chart of Helm that it is one, once', () => {
    const path = folder();
    fill(path, {
      'Chart.yaml': 'apiVersion: v2\nname: shop\n',
      'values.yaml': 'a: b\n',
      'templates/web.yaml': '{{ toYaml . }}\n',
    });
    const { objects, unreadable } = readManifestFiles({ paths: [path], recursive: true });
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['a', 'b', 'e', 'c']);
    expect(unreadable.map(({ file, level, instead }) => [file, level, instead])).toEqual([
      [join(path, 'Chart.yaml'), 'info', `helm template ${path} | npx cdk8s-istio analyze -f -`],
    ]);
    const templates = readManifestFiles({ paths: [join(path, 'templates')] });
    expect(templates.unreadable.map(({ kind }) => kind)).toEqual(['not-yaml']);
  });

  it('reads a named file whatever its name, and standard input', () => {
    const path = join(folder(), 'd.txt');
    expect(names({ paths: ['-', path], readStdin: () => manifest('stdin') })).toEqual(['stdin', 'd']);
  });

  it('waits for a pipe that has nothing to read yet', () => {
    const text = Buffer.from(manifest('später'));
    // In the middle of a letter of two bytes.
    const reads = ['EAGAIN', text.subarray(0, 44), 'EAGAIN', text.subarray(44), Buffer.alloc(0)];
    const read = jest.spyOn(fs, 'readSync').mockImplementation((_, part) => {
      const next = reads.shift() as string | Buffer;
      if (typeof next === 'string') throw Object.assign(new Error(next), { code: next });
      next.copy(part as Buffer);
      return next.length;
    });
    expect(names({ paths: ['-'] })).toEqual(['später']);
    expect(read).toHaveBeenCalledTimes(5);
    read.mockRestore();
  });

  it('rejects a file that is not there', () => {
    expect(() => names({ paths: ['/no/such.yaml'] })).toThrow(
      "/no/such.yaml: it can't be read, got 'ENOENT'; name a file or a folder of manifests, or - for standard input",
    );
  });
});
