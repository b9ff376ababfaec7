import { readCrds } from '../../../scripts/import/crd';
import { crdText, specOf } from './crd-text';

const schema = specOf({ host: { type: 'string' } });

test('a file of several documents gives its CRDs, with their served versions', () => {
  const unserved = crdText('example.com', 'Old', { v1alpha1: schema }).replace(
    '"served":true',
    '"served":false',
  );
  const text = `kind: ConfigMap\n---\n${crdText('example.com', 'Route', { v1: schema, v1beta1: schema })}\n---\n${unserved}\n---\n`;
  expect(readCrds(text, 'crds.yaml')).toEqual([
    {
      at: 'crds.yaml',
      group: 'example.com',
      kind: 'Route',
      versions: [
        { name: 'v1', schema },
        { name: 'v1beta1', schema },
      ],
    },
    { at: 'crds.yaml', group: 'example.com', kind: 'Old', versions: [] },
  ]);
});

test('a list, as kubectl get prints it, gives the CRDs in it', () => {
  const text = `{ kind: List, items: [${crdText('example.com', 'Route', { v1: schema })}] }`;
  expect(readCrds(text, 'list.yaml').map(({ kind }) => kind)).toEqual(['Route']);
});

test('rejects a text that is not YAML by the name of its file', () => {
  expect(() => readCrds('a: [1', 'crds.yaml')).toThrow(/^crds\.yaml: this is not YAML, got 'Flow sequence/);
});
