import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { toYaml } from '../../lib/synth/yaml';
import { hasKubectl, objectWith, readApart, readTogether } from './kubectl-reader';
import { nastyText, nastyWords } from './nasty-texts';

/** Set `NASTY_TEXTS=20000` for more of them, and `NASTY_SEED` for those of a failure. */
const numRuns = Number(process.env.NASTY_TEXTS ?? 300);
const seed = Number(process.env.NASTY_SEED ?? Date.now());

/** A text in each of the places in which a reader may take it for something else. */
function placesOf(text: string): object[] {
  return [
    { a: text, z: 1 },
    { spec: { a: { b: text, z: 1 } } },
    { spec: [text, 1] },
    { spec: [[text, 1], [text], { a: text }] },
    { [text]: 'a', z: 1 },
    { spec: { [text]: { a: 'b' }, z: 1 } },
    { spec: [{ [text]: 'a', z: 1 }] },
  ];
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function texts(): string[] {
  return [...new Set([...nastyWords(), ...fc.sample(nastyText, { numRuns, seed })])];
}

test.each([
  ['\tserver {\n\t}\n', 'a: "\\tserver {\\n\\t}\\n"\n'],
  ['Down\u2028back at noon', 'a: "Down\\u2028back at noon"\n'],
  ['0o022', 'a: "0o022"\n'],
  ['a\x85', 'a: "a\\u0085"\n'],
  ['\ufeffa', 'a: "\\ufeffa"\n'],
  [' \n', 'a: " \\n"\n'],
  ['.5e1_0', 'a: ".5e1_0"\n'],
])('%j is quoted, since kubectl would read something else', (text, yaml) => {
  expect(toYaml({ a: text })).toBe(yaml);
});

test.each([
  ['a\tb', 'a: a\tb\n'],
  ['0x1g', 'a: 0x1g\n'],
  ['0X1FFFFFFFFFFFFFFFF', 'a: 0X1FFFFFFFFFFFFFFFF\n'],
  [' \tb\n', 'a: |2\n   \tb\n'],
  ['"\u2028', "a: '\"\u2028'\n"],
  ['<<', 'a: <<\n'],
])('%j stays as cdk8s writes it, since kubectl reads it', (text, yaml) => {
  expect(toYaml({ a: text })).toBe(yaml);
});

test.each([
  ['0X1F', '"0X1F": a\n'],
  ['<<', '"<<": a\n'],
  ['"\u2028', '"\\"\\u2028": a\n'],
  ['\u2028'.repeat(180), `? "${'\\u2028'.repeat(180)}"\n: a\n`],
])('the key %j is quoted, since kubectl would read something else', (key, yaml) => {
  expect(toYaml({ [key]: 'a' })).toBe(yaml);
});

(hasKubectl ? describe : describe.skip)('asked kubectl (skipped where it is not there)', () => {
  test('every nasty text is read as it was meant, in every place', () => {
    const objects = texts().flatMap(placesOf).map(objectWith);
    const read = readTogether(objects.map((object) => toYaml(object)));
    expect(read.length).toBe(objects.length);
    const wrong = objects.filter((object, index) => sorted(object) !== sorted(read[index]));
    expect({ seed, wrong: wrong.slice(0, 5) }).toEqual({ seed, wrong: [] });
  }, 120_000);

  test('and is quoted only where kubectl reads something else in the bytes of cdk8s', () => {
    // Whether a byte order mark is skipped depends on where in the file it lies: it is always escaped.
    const quoted = texts()
      .filter((text) => !text.includes('\ufeff'))
      .flatMap(placesOf)
      .filter((fields) => toYaml(fields) !== Yaml.stringify(fields))
      .map(objectWith);
    expect(quoted.length).toBeGreaterThan(1000);
    const read = readApart(quoted.map((object) => Yaml.stringify(object)));
    const needless = quoted.filter((object, index) => sorted(object) === sorted(read[index]));
    expect({ seed, needless: needless.slice(0, 5) }).toEqual({ seed, needless: [] });
  }, 120_000);
});
