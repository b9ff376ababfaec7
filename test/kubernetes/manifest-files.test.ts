import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifestFiles } from '../../lib/kubernetes/manifest-files';

const manifest = (name: string) => `apiVersion: v1\nkind: A\nmetadata: { name: ${name} }\n`;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'manifests-'));
  mkdirSync(join(path, 'below'));
  writeFileSync(join(path, 'b.yml'), manifest('b'));
  writeFileSync(join(path, 'a.yaml'), manifest('a'));
  writeFileSync(join(path, 'c.json'), '{"apiVersion":"v1","kind":"A","metadata":{"name":"c"}}');
  writeFileSync(join(path, 'd.txt'), manifest('d'));
  writeFileSync(join(path, 'below', 'e.yaml'), manifest('e'));
  return path;
}

const names = (sources: Parameters<typeof readManifestFiles>[0]) =>
  readManifestFiles(sources).objects.map(({ object }) => object.metadata.name);

describe('reading files', () => {
  it("reads a folder's manifests in the order of their names, with -R those below it too", () => {
    const path = folder();
    expect(names({ paths: [path] })).toEqual(['a', 'b', 'c']);
    expect(names({ paths: [path], recursive: true })).toEqual(['a', 'b', 'e', 'c']);
  });

  it('reads a named file whatever its name, and standard input', () => {
    const path = join(folder(), 'd.txt');
    expect(names({ paths: ['-', path], readStdin: () => manifest('stdin') })).toEqual(['stdin', 'd']);
  });

  it('rejects a file that is not there', () => {
    expect(() => names({ paths: ['/no/such.yaml'] })).toThrow(
      "/no/such.yaml: it can't be read, got 'ENOENT'; name a file or a folder of manifests, or - for standard input",
    );
  });
});
