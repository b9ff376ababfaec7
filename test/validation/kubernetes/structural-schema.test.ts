import fc from 'fast-check';
import { validateObject } from '../../../lib/validation/validate-object';
import { describeReleases, readCrds } from '../../release/release-folder';
import { specimenWith } from './refused';

describeReleases('the CRDs of', (_, folder) => {
  test('are taken by an API server', () => {
    const crds = readCrds(folder);
    expect(crds.length).toBeGreaterThan(10);
    expect(crds.flatMap((crd) => validateObject(crd))).toEqual([]);
  });
});

const keywords = [
  ...[
    'additionalProperties',
    'allOf',
    'anyOf',
    'default',
    'enum',
    'format',
    'items',
    'maxLength',
    'not',
    'nullable',
  ],
  ...['pattern', 'properties', 'required', 'type', 'uniqueItems', 'x-kubernetes-embedded-resource'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type'],
  ...['x-kubernetes-map-type', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations'],
];

/** Schemas in which a keyword may hold another schema, a list of them, or anything else. */
const { schema } = fc.letrec<{ schema: Record<string, unknown> }>((tie) => ({
  schema: fc.dictionary(
    fc.constantFrom(...keywords, 'a'),
    fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('array', 'object', 'string', 'map', 'set', true, false, null, 1, ['a']),
      tie('schema'),
      fc.array(tie('schema'), { maxLength: 2 }),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    { maxKeys: 5 },
  ),
}));

test('whatever stands in a schema is judged and stops nothing', () => {
  fc.assert(
    fc.property(schema, (made) => {
      // As it is read from a file.
      const items: unknown = JSON.parse(JSON.stringify(made));
      const at = 'spec.versions.0.schema.openAPIV3Schema.properties.spec.properties.size';
      const crd = specimenWith('CustomResourceDefinition widgets.example.com', {
        [at]: { type: 'array', items },
      });
      expect(validateObject(crd).every(({ message }) => message !== '')).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
