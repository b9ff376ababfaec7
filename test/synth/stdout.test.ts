import { toStream } from '../../lib/synth/stdout';

function stream(files: Record<string, string>, counts: Record<string, number>): string {
  return toStream({ files: new Map(Object.entries(files)), counts: new Map(Object.entries(counts)) });
}

test('the objects of the top level are one stream, in the order that kubectl reads them', () => {
  const files = {
    '20.k8s.yaml': 'b: 1\n---\nc: 1\n',
    '10.k8s.yaml': 'a: 1\n',
    'addons/30.k8s.yaml': 'd: 1\n',
    'x.json': '{}',
  };
  expect(stream(files, { '20.k8s.yaml': 2, '10.k8s.yaml': 1, 'addons/30.k8s.yaml': 1 })).toBe(
    'a: 1\n---\nb: 1\n---\nc: 1\n',
  );
});

test('where no object is on the top level, all are in the stream', () => {
  expect(stream({ 'b/1.yaml': 'b: 1\n', 'a/1.yaml': 'a: 1\n' }, { 'b/1.yaml': 1, 'a/1.yaml': 1 })).toBe(
    'a: 1\n---\nb: 1\n',
  );
});

test('charts without objects leave no empty documents', () => {
  expect(stream({ 'a.yaml': '', 'b.yaml': 'b: 1\n' }, { 'b.yaml': 1 })).toBe('b: 1\n');
  expect(stream({ 'a.yaml': '' }, {})).toBe('');
});
