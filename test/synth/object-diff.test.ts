import { diffObjects } from '../../lib/synth/object-diff';

function service(name: string, port: number, namespace?: string): string {
  const metadata = namespace === undefined ? `name: ${name}` : `name: ${name}\n  namespace: ${namespace}`;
  return `apiVersion: v1\nkind: Service\nmetadata:\n  ${metadata}\nspec:\n  port: ${port}\n`;
}

function diff(before: Record<string, string>, after: Record<string, string>): string[] {
  return diffObjects(new Map(Object.entries(before)), new Map(Object.entries(after))).map(
    ({ change, name, file }) => `${change} ${name} in ${file}`,
  );
}

test('objects that came, changed and went are told by name', () => {
  const before = {
    'a.yaml': [service('one', 1), service('two', 1)].join('---\n'),
    'b.yaml': service('three', 1, 'demo'),
  };
  const after = {
    'a.yaml': [service('one', 2), service('four', 1)].join('---\n'),
    'b.yaml': service('three', 1, 'demo'),
  };
  expect(diff(before, after)).toEqual([
    'changed Service one in a.yaml',
    'added Service four in a.yaml',
    'removed Service two in a.yaml',
  ]);
});

test('the same name in another namespace or group is another object', () => {
  const route = service('one', 1).replace('apiVersion: v1', 'apiVersion: example.com/v1');
  expect(diff({ 'a.yaml': service('one', 1) }, { 'a.yaml': service('one', 1, 'demo') })).toEqual([
    'added Service demo/one in a.yaml',
    'removed Service one in a.yaml',
  ]);
  expect(
    diff({ 'a.yaml': service('one', 1) }, { 'a.yaml': [service('one', 1), route].join('---\n') }),
  ).toEqual(['added Service.example.com one in a.yaml']);
});

test('an object that is written otherwise or elsewhere has not changed', () => {
  expect(
    diff({ 'a.yaml': service('one', 1) }, { 'b.yaml': service('one', 1).replace('Service', '"Service"') }),
  ).toEqual([]);
});

test('a file that is not made of objects is told by its own name', () => {
  expect(
    diff({ 'x.json': '{}', 'values.yaml': 'a: 1\n' }, { 'x.json': '{ }', 'values.yaml': 'a: 1\n' }),
  ).toEqual(['changed x.json in x.json']);
});
