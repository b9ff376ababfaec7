import { jsonStream } from '../../lib/kubernetes/json-stream';
import { readText } from '../../lib/kubernetes/manifest';
import { lineOf } from '../../lib/kubernetes/position';

const object = (name: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'A', metadata: { name, labels: { a: '}"{' } } }, null, 2);

function read(text: string) {
  const { objects, unreadable } = readText(text);
  return [
    objects.map(({ object: { metadata }, origin }) => [metadata.name, lineOf(origin, ['metadata', 'name'])]),
    unreadable,
  ];
}

test('objects in JSON follow each other with nothing between them', () => {
  expect(read(`${object('a')}${object('b')}\n\n${object('c')}\n`)).toEqual([
    [
      ['a', 5],
      ['b', 14],
      ['c', 25],
    ],
    [],
  ]);
});

test('after one of them YAML may follow', () => {
  const yaml = 'apiVersion: v1\nkind: B\nmetadata:\n  name: b\n';
  const both = [
    ['a', 5],
    ['b', 15],
  ];
  expect(read(`${object('a')}\n---\n${yaml}`)).toEqual([both, []]);
  expect(read(`\uFEFF${object('a')}\n\n${yaml}`)).toEqual([both, []]);
});

test('reports what is no JSON after two of them, which kubectl does not read', () => {
  expect(read(`${object('a')}\n${object('b')}\n---\n${object('c')}`)).toEqual([
    [
      ['a', 5],
      ['b', 15],
    ],
    [
      {
        line: 22,
        kind: 'not-yaml',
        problem: 'after two objects in JSON kubectl reads JSON alone: write --- after the first one too',
      },
    ],
  ]);
});

test('what is no JSON at all is left as it is', () => {
  for (const text of ['{a: b}', '{"a": 1', '{"a": "b', 'a: b', '']) {
    expect(jsonStream(text)).toEqual({ objects: [], rest: { text, line: 1 } });
  }
});
