import { readText } from '../../lib/kubernetes/manifest';
import { lineOf } from '../../lib/kubernetes/position';

const named = (text: string) =>
  readText(text).objects.map(({ object }) => `${object.kind} ${object.metadata.name}`);

describe('reading manifests', () => {
  it('reads each document, whatever separates them', () => {
    expect(
      named(
        '# first\n---\napiVersion: v1\nkind: A\nmetadata: { name: a }\n--- # next\napiVersion: v1\nkind: B\nmetadata: { name: b }\n---\n---\r\n--- {apiVersion: v1, kind: C, metadata: {name: c}}\n',
      ),
    ).toEqual(['A a', 'B b', 'C c']);
  });

  it('asks for no indentation between brackets and quotes, as kubectl asks for none', () => {
    const { objects, unreadable } = readText(
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n  labels: {\n  a: b,\nc: "d\ne"\n}\nspec:\n  args: [\n    x\n  ]\n  last: 1\n',
    );
    expect(unreadable).toEqual([]);
    expect(objects.map(({ object }) => object)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'A',
        metadata: { name: 'a', labels: { a: 'b', c: 'd e' } },
        spec: { args: ['x'], last: 1 },
      },
    ]);
    expect(
      objects.map(({ origin }) => [
        lineOf(origin, ['metadata', 'labels', 'c']),
        lineOf(origin, ['spec', 'last']),
      ]),
    ).toEqual([[7, 14]]);
  });

  it('reads a thousand of them without delay, and tells what is no YAML even so', () => {
    const many = `apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec:\n${Array.from({ length: 1000 }, (_, at) => `  k${at}: [\n    x\n  ]\n`).join('')}`;
    const started = performance.now();
    expect(named(many)).toEqual(['A a']);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(readText('kind: A\na: [\n]\nb: [\n').unreadable.map(({ kind, line }) => [kind, line])).toEqual([
      ['not-yaml', 5],
    ]);
  });

  it('keeps --- that is part of a text', () => {
    const [read] = readText(
      'apiVersion: v1\nkind: A\nmetadata: { name: a }\ndata:\n  x: |\n    ---\n    y\n',
    ).objects;
    expect(read?.object).toMatchObject({ data: { x: '---\ny\n' } });
  });

  it('reads Lists, the lists of one kind that a cluster answers with, and JSON', () => {
    const item = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } };
    expect(named(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item, item] }))).toEqual([
      'A a',
      'A a',
    ]);
    expect(named('apiVersion: v1\nkind: PodList\nitems:\n- metadata: { name: p }\n')).toEqual(['Pod p']);
    expect(named(JSON.stringify(item))).toEqual(['A a']);
  });

  it('reads scalars as kubectl does', () => {
    const text =
      'apiVersion: v1\nkind: A\nmetadata: { name: a }\nx: { a: yes, b: off, c: 0644, d: 0o17, e: 1:30, f: 2001-01-01, g: 0x1F, h: -3, i: "yes", j: 09 }\n';
    expect(readText(text).objects[0]?.object).toMatchObject({
      x: { a: true, b: false, c: 420, d: 15, e: '1:30', f: '2001-01-01', g: 31, h: -3, i: 'yes', j: 9 },
    });
  });

  it('reports what is no YAML or no object with its line, and reads the rest', () => {
    const text =
      'apiVersion: v1\nkind: A\nmetadata: { name: a }\n---\na: [1\nb: 2\n---\n\n- 1\n---\nkind: B\n---\napiVersion: v1\nkind: C\nmetadata: {}\n---\napiVersion: v1\nkind: D\nmetadata: { name: d }\n';
    const { objects, unreadable } = readText(text, 'x.yaml');
    expect(objects.map(({ object }) => object.kind)).toEqual(['A', 'D']);
    expect(unreadable).toEqual([
      { file: 'x.yaml', line: 6, kind: 'not-yaml', problem: expect.any(String) },
      { file: 'x.yaml', line: 9, kind: 'no-object', problem: 'a list is no Kubernetes object' },
      {
        file: 'x.yaml',
        line: 11,
        kind: 'no-object',
        problem: 'no Kubernetes object: apiVersion is missing or no text',
      },
      {
        file: 'x.yaml',
        line: 13,
        kind: 'no-object',
        problem: 'C without a name: metadata.name is missing or no text',
      },
    ]);
  });

  it('knows what istioctl reads, which needs no name', () => {
    const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n';
    expect(readText(`${operator}metadata: { name: a }\n`).unreadable).toEqual([]);
    expect(readText(operator, 'x.yaml').unreadable).toEqual([
      {
        file: 'x.yaml',
        line: 1,
        kind: 'no-object',
        level: 'info',
        problem: 'it is for istioctl, not for a cluster: what it installs is not judged',
        instead: 'istioctl manifest generate -f x.yaml | npx cdk8s-istio analyze -f -',
      },
    ]);
  });

  it('says once of a file that it is a template, and reads what is none', () => {
    const object = (name: string) => `apiVersion: v1\nkind: A\nmetadata: { name: ${name} }\n`;
    const text = `{{- if .Values.a }}\n${object('a')}{{- end }}\n---\n${object('b')}---\nx:\n{{ toYaml .Values.x }}\n`;
    const { objects, unreadable } = readText(text, 'x.yaml');
    expect(objects.map(({ object: { metadata } }) => metadata.name)).toEqual(['b']);
    expect(unreadable).toEqual([
      {
        file: 'x.yaml',
        line: 1,
        kind: 'not-yaml',
        problem: 'it is a template with {{ }}, and no YAML before that is filled in',
        instead: 'judge what is made of it: helm template <chart> | npx cdk8s-istio analyze -f -',
        makesObjects: true,
      },
    ]);
  });

  const config = (lines: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: b\n${lines}`;

  it.each([
    ['a line of a tab', config('\t\n  c: d\n'), 6],
    ['spaces and a tab before a comment', config('  \t# c\n  c: d\n'), 6],
    ['a tab at the end', config('\t'), 6],
    ['a directive', `%YAML 1.1\n---\n${config('')}`, 1],
    ['the end of a document before it', `...\n${config('')}`, 1],
    ['the end of nothing', `${config('')}---\n...\n`, 7],
    ['a number that JSON has not', config('  c: [1, .inf]\n'), 6],
    ['a tab before a value', config('  c:\n    \td\n'), 7],
    ['a tab after a dash', config('  c:\n    -\td\n'), 7],
    ['a tab below what a line is indented by', config('\t\n  c: d\n'), 6],
    ['a tab that begins a text', config('  c: |\n    \td\n'), 7],
    ['a tab that ends a text', config('  c: |\n    d\n  \t\n'), 8],
    ['an escape of JSON', config('  c: "\\ud83d\\ude00"\n'), 6],
    ['a slash as PHP writes it', config('  c: "\\n a\\/b"\n'), 6],
    ['what stands beside ---', `--- {apiVersion: v1, kind: A, metadata: {name: a}}\n`, 1],
  ])('reports %s, which kubectl refuses, and reads on', (_, text, line) => {
    const { objects, unreadable } = readText(text);
    expect(objects.length).toBe(1);
    expect(unreadable).toEqual([{ line, kind: 'not-yaml', problem: expect.any(String) }]);
  });

  it.each([
    ['in a text', config('  c: |\n    d\n    \t\n    e\n')],
    ['in quotes', config('  c: "d\n\t\n    e"\n')],
    ['between brackets', config('x: [\n\t\n  a]\n')],
    ['after a value', config('  c: d\t\n')],
    ['between words', config('  c:\t[d,\te\t]\n  f:\t{ "g":\t"h" }\n')],
    ['below a value that may go on', config('    \t\n  c: d\n')],
    ['in a text that says how it is indented', config('  c: |2\n    \td\n')],
    ['as JSON has it', config('x: {\n\t"c": "d"\n\t}\n')],
  ])('takes a tab %s', (_, text) => {
    expect(readText(text).unreadable).toEqual([]);
  });

  it.each([
    ['a dash alone between brackets', '[a, -]', ['a', '-']],
    ['a comment right behind a word', '"a"#b', 'a'],
    ['an apostrophe that is escaped', '"don\\\'t\\n"', "don't\n"],
  ])('reads %s as kubectl does', (_, text, value) => {
    const { objects, unreadable } = readText(config(`x: ${text}\n`));
    expect([objects[0]?.object, unreadable]).toMatchObject([{ x: value }, []]);
  });

  it('takes for the end of a line what kubectl takes for one', () => {
    for (const end of ['\r', '\x85', '\u2028'])
      expect(readText(`apiVersion: v1${end}kind: A\nmetadata:\r\n  name: a`).objects.length).toBe(1);
    expect(named(`a: 1\n---\n\uFEFFapiVersion: v1\nkind: A\nmetadata: { name: a }\n`)).toEqual(['A a']);
  });

  it('merges where kubectl does: over what stands above, below what follows', () => {
    const text =
      'x: &x { a: 1, b: 2, c: 3 }\nw: { a: 4, <<: *x, b: 5 }\nz: { d: 6, <<: [{ d: 7 }, { d: 8, e: 9 }] }\n';
    const { objects, unreadable } = readText(config(text));
    expect([objects[0]?.object, unreadable]).toMatchObject([
      { w: { a: 1, b: 5, c: 3 }, z: { d: 7, e: 9 } },
      [],
    ]);
    const [twice] = readText(config('w: { <<: { a: 1 }, b: 1, b: 2 }\n')).unreadable;
    expect(twice?.kind).toBe('key-twice');
  });

  it('reports a null for a key, which JSON has not', () => {
    const { unreadable } = readText(config('x: { ~: a }\n'));
    expect(unreadable).toEqual([
      { line: 6, kind: 'not-yaml', problem: 'kubectl takes no null for a key: write it in quotes' },
    ]);
  });

  it('reports a key that is written twice, of which kubectl takes the later one', () => {
    const { objects, unreadable } = readText(config('  c: d\n  a: e\n'));
    expect(objects[0]?.object).toMatchObject({ data: { a: 'e', c: 'd' } });
    expect(unreadable).toEqual([
      {
        line: 7,
        kind: 'key-twice',
        level: 'warning',
        problem: 'the key a is written twice: kubectl takes what is written later',
      },
    ]);
  });

  it('reports what stands after the end of a document, which kubectl passes over', () => {
    const { objects, unreadable } = readText(`${config('')}...\n${config('')}`);
    const problem = 'kubectl reads nothing after ...: begin the next document with ---';
    expect([objects.length, unreadable]).toEqual([2, [{ line: 6, kind: 'not-yaml', problem }]]);
  });

  it('reads what has a tag of somebody else as kubectl does', () => {
    const values =
      "{ a: !vault 1, b: !!python/unicode 'x', c: !!binary YWI=, d: !own { e: 2 }, f: !own [3], g: !!timestamp 2020-01-01, h: !!map i }";
    const [{ object }] = readText(config(`spec: ${values}\n`)).objects as unknown as [
      { object: { spec: unknown } },
    ];
    expect(object.spec).toEqual({ a: '1', b: 'x', c: 'ab', d: { e: 2 }, f: [3], g: '2020-01-01', h: 'i' });
  });

  it('reads numbers with underscores as kubectl does', () => {
    const values = '{ a: 1_000.5, b: 1_0e1, c: 1._5, d: ._5, e: 1_, f: .5, g: -1_0., h: 1e400 }';
    const { objects } = readText(config(`spec: ${values}\n`));
    const [{ object }] = objects as unknown as [{ object: { spec: unknown } }];
    expect(object.spec).toEqual({
      a: 1000.5,
      b: 100,
      c: 1.5,
      d: '._5',
      e: 1,
      f: 0.5,
      g: -10,
      h: '1e400',
    });
  });

  it.each([
    [
      'aliases that double again and again',
      `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
    ],
    ['an alias of what it is in', 'a: &a [*a]\n'],
    ['such an alias beside a number that JSON has not', 'a: &a [*a, .inf]\n'],
    ['JSON that is nested too deep after another', `{"b":1}{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`],
    ['YAML that is nested too deep', `${'['.repeat(2000)}${']'.repeat(2000)}`],
    ['JSON that is nested too deep', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('reports %s', (_, text) => {
    const { objects, unreadable } = readText(text);
    expect([objects, unreadable.map(({ kind }) => kind).filter((kind) => kind !== 'no-object')]).toEqual([
      [],
      ['not-yaml'],
    ]);
  });

  it('looks up the line of a field, or of what it is missing from', () => {
    const text =
      '---\n# x\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n  metadata:\n    name: a\n  spec:\n    hosts:\n    - x\n    - {y: 1,\n       z: 2}\n';
    const [read] = readText(`a: 1\n${text}`, 'x.yaml').objects;
    const line = (...path: (string | number)[]) => read && lineOf(read.origin, path);
    expect([
      line(),
      line('spec'),
      line('spec', 'hosts', 1, 'z'),
      line('spec', 'gateways'),
      line('no'),
    ]).toEqual([7, 11, 15, 11, 7]);
  });
});
