import type { Schema } from '../../scripts/import/crd';
import { readLocal } from '../../scripts/import/sources';
import { newestFolder } from '../release/release-folder';
import { fullObject } from './full-object';
import { generatedClasses, generatedEnums } from './generated-classes';
import { lostFields } from './lost-fields';

const crdFolders = {
  Istio: ['ISTIO_RELEASES', newestFolder],
  'Argo CD': ['ARGO_CD_CRDS', process.env.ARGO_CD_CRDS],
  'Gateway API': ['GATEWAY_API_CRDS', process.env.GATEWAY_API_CRDS],
} as const;

for (const [product, [variable, folder]] of Object.entries(crdFolders)) {
  if (folder === undefined) {
    test.skip(`each field of ${product}'s CRDs survives its class (set ${variable} to the folder of the CRDs)`, () => {});
    continue;
  }

  describe(`${product}'s CRDs`, () => {
    const crds = readLocal(folder).filter(({ group, kind }) => generatedClasses.has(`${group}/${kind}`));
    const versions = crds.flatMap(({ group, kind, versions }) =>
      versions.map(({ name, schema }) => ({ apiVersion: `${group}/${name}`, kind, schema })),
    );

    test.each(versions)(
      '$apiVersion $kind: each field survives its class',
      ({ apiVersion, kind, schema }) => {
        const lost = (['something', 'nothing'] as const).flatMap((filling) =>
          lostFields(fullObject(apiVersion, kind, schema, filling)),
        );
        expect(lost).toEqual([]);
      },
    );

    test.each(versions)('$apiVersion $kind: each value of an enumeration has a member', ({ schema }) => {
      const lost = enumsOf(schema, []).filter(
        ({ values }) => !generatedEnums.some((members) => JSON.stringify(members) === JSON.stringify(values)),
      );
      expect(lost).toEqual([]);
    });
  });
}

function enumsOf(schema: Schema, path: readonly string[]): { path: string; values: readonly unknown[] }[] {
  const { additionalProperties, items, properties = {}, enum: values } = schema;
  return [
    ...(values === undefined ? [] : [{ path: path.join('.'), values }]),
    ...(items === undefined ? [] : enumsOf(items, path)),
    ...(typeof additionalProperties === 'object' ? enumsOf(additionalProperties, path) : []),
    ...Object.entries(properties)
      .filter(([name]) => path.length > 0 || name !== 'status')
      .flatMap(([name, property]) => enumsOf(property, [...path, name])),
  ];
}
