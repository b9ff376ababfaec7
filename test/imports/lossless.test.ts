import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesBelow } from '../../scripts/import/folder';
import { classKey, generatedClasses } from './generated-classes';
import { lostFields, type Manifest } from './lost-fields';

const release = process.env.ISTIO_HOME;

if (release === undefined) {
  test.skip('each object of an Istio release survives its class (set ISTIO_HOME to the folder of a release)', () => {});
} else {
  const objects = yamlFiles(release).flatMap((file) =>
    manifestsIn(file)
      .filter((manifest) => generatedClasses.has(classKey(manifest)))
      .map((manifest) => ({ file: relative(release, file), manifest })),
  );

  test('an Istio release has objects of the kinds that its guide uses', () => {
    const found = new Set(objects.map(({ manifest }) => manifest.kind));
    expect([...found]).toEqual(expect.arrayContaining(['Gateway', 'VirtualService', 'DestinationRule']));
  });

  test('each object of an Istio release comes out of its class as it went in', () => {
    const lost = objects.flatMap(({ file, manifest }) =>
      lostFields(manifest).map((field) => `${file} ${manifest.kind} ${manifest.metadata?.name}: ${field}`),
    );
    expect(lost).toEqual([]);
  });
}

function yamlFiles(folder: string): string[] {
  return filesBelow(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

/** The objects of a file; Helm templates and settings are no YAML or no objects, and are passed over. */
function manifestsIn(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .filter(({ errors }) => errors.length === 0)
    .map((document): unknown => document.toJS())
    .filter((value): value is Manifest => typeof (value as Manifest | null)?.apiVersion === 'string');
}
