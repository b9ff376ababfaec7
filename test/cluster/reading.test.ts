import { readText } from '../../lib/kubernetes/manifest';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';

const config = (more: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n${more}`;
const json = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } });

/** What YAML and JSON may look like, each a case by itself, that all releases of kubectl read alike. */
const texts: readonly string[] = [
  config('data: { a: "1" }\n'),
  `${json}${json}\n${json}`,
  `${json}\n${json}\n---\n${json}`,
  `\uFEFF${config('')}---\n\uFEFF${config('')}`,
  `--- ${json}\n`,
  `---#c\n${config('')}----\n`,
  config('data:\n  a:\t["b",\t-]\n'),
  config('data:\n  a: { "b":\t"c"#d\n  }\n'),
  config('data:\n  a:\n    \tb\n'),
  config('data:\n  a:\n    -\tb\n'),
  config('data:\n  a: |\n    \tb\n'),
  config('data:\n  a: |2\n    \tb\n'),
  config('data:\n  a: |\n    b\n  \t\n'),
  config('data: a\n  \t\n'),
  config('data:\n  a: b\n  \t\n'),
  config('data: { a: "don\\\'t" }\n'),
  config('data: { a: "b\\/c" }\n'),
  config('data: { a: "\\ud83d\\ude00" }\n'),
  config('data: { a: "\\u00e9\\x41" }\n'),
  config('data: { ~: a }\n'),
  config('data: { 1: a, true: b, 1.5: c, yes: d }\n'),
  config('x: &x { a: 1, b: 2 }\ndata: { a: 3, <<: *x, b: 4 }\n'),
  config('x: &x { a: 1 }\ndata: { <<: [*x, { a: 2, b: 3 }] }\n'),
  config('x: &x [*x]\n'),
  config('data: { a: .inf }\n'),
  config('data: { a: 0644, b: 0o17, c: 1_000.5, d: .5_0, e: 1e400, f: off, g: 1:30 }\n'),
  config('data: { a: b, a: c }\n'),
  config('data: { a: b }\r# c\rdata: { a: d }\n').replaceAll('\n', '\r'),
  config('data: { a: "b\u0085  c" }\n'),
  `%YAML 1.1\n---\n${config('')}`,
  config('data: { a: !vault b, c: !!binary YQ== }\n'),
];

withControlPlane('what is read of a text', () => {
  let plane: ControlPlane | undefined;
  beforeAll(async () => {
    plane = await startControlPlane();
  }, 90_000);
  afterAll(() => plane?.stop());

  test.each(texts)('is what kubectl reads: %j', async (text) => {
    const create = ['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', '-'];
    const { code, stdout } = await (plane as ControlPlane).kubectl(create, text);
    const { objects, unreadable } = readText(text);
    const refusals = unreadable.filter(({ kind }) => kind !== 'key-twice');
    expect([text, refusals.length > 0]).toEqual([text, code !== 0]);
    if (code !== 0) return;
    // Of several it makes a List, or writes one after the other.
    const read = readText(stdout).objects;
    expect(objects.map(({ object }) => object)).toEqual(read.map(({ object }) => object));
  });
});
