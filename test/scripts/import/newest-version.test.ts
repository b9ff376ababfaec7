import { readCrds, type Schema } from '../../../scripts/import/crd';
import { byPriority, newestVersion } from '../../../scripts/import/newest-version';
import { crdText, specOf } from './crd-text';

const route = (versions: Record<string, Schema>) => {
  const [crd] = readCrds(crdText('example.com', 'Route', versions), 'crds.yaml');
  if (crd === undefined) throw new Error('no CRD');
  return crd;
};

test('versions are sorted as an API server prefers them', () => {
  const names = ['v1alpha3', 'legacy', 'v1beta1', 'v1', 'v2beta1', 'v1beta2', 'v10', 'v2', 'ancient'];
  expect(names.sort(byPriority)).toEqual([
    ...['v10', 'v2', 'v1', 'v2beta1', 'v1beta2', 'v1beta1', 'v1alpha3', 'ancient', 'legacy'],
  ]);
});

test('the newest version stands for older ones that differ in their descriptions only', () => {
  const described = { ...specOf({ host: { type: 'string' } }), description: 'old words' };
  const newest = newestVersion(route({ v1alpha3: described, v1: specOf({ host: { type: 'string' } }) }));
  expect(newest).toEqual({ name: 'v1', schema: specOf({ host: { type: 'string' } }) });
});

test('rejects versions with different fields, one that is named description among them', () => {
  const difference = (v1: Record<string, Schema>, v1beta1: Record<string, Schema>) => () =>
    newestVersion(route({ v1: specOf(v1), v1beta1: specOf(v1beta1) }));
  const list = (type: string): Schema => ({ type: 'array', items: { type } });

  expect(difference({ hosts: list('string') }, { hosts: list('object') })).toThrow(
    "crds.yaml: Route v1 and v1beta1 must have the same fields, got 'spec.hosts[].type'; " +
      'teach scripts/import to generate a class for each version',
  );
  expect(difference({}, { description: { type: 'string' } })).toThrow("got 'spec.description'");
});

test('rejects a kind without a served version', () => {
  expect(() => newestVersion(route({}))).toThrow('crds.yaml: Route has no served version, got []');
});
