import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CelInput, CelScalar, celEnv, celFunc, celMethod, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { CelError } from '../../../../lib/validation/cel/error';
import { isIP } from '../../../../lib/validation/cel/functions';
import { isURL, url } from '../../../../lib/validation/cel/url';
import { scalarCheck } from '../../../../lib/validation/schema/scalars';
import type { SchemaRef, StoredSchema } from '../../../../lib/validation/schema/stored-schema';
import { rules } from '../../../../schemas/rules';
import { filesBelow } from '../../../../scripts/import/folder';

const schemas = join(__dirname, '../../../../schemas');

/** The CEL text of every rule: the comment that it was generated under. */
const texts = new Map(
  [
    ...readFileSync(join(schemas, 'rules.ts'), 'utf8').matchAll(/((?:^ {2}\/\/ .*\n)+) {2}(r[0-9a-f]{8}):/gm),
  ].map(([, comment = '', name = '']) => [name, comment.replace(/^ {2}\/\/ /gm, '')]),
);

/** Kubernetes' functions, which the library leaves to the environment: ours, and so held to their own tests. */
const URL_TYPE = CelScalar.STRING;
const env = celEnv({
  funcs: [
    ...strings,
    celFunc('isURL', [CelScalar.STRING], CelScalar.BOOL, isURL),
    celFunc('isIP', [CelScalar.STRING], CelScalar.BOOL, isIP),
    celFunc('url', [CelScalar.STRING], URL_TYPE, (text) => {
      url(text);
      return text;
    }),
    celMethod('getScheme', URL_TYPE, [], CelScalar.STRING, function () {
      return url(this as unknown as string).scheme;
    }),
  ],
  re2: { compile: (pattern) => ({ test: (text) => RE2JS.compile(pattern).matcher(text).find() }) },
});

/** The value as the library takes it: whole numbers are CEL's integers. */
function input(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(input);
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([name, inner]) => [name, input(inner)]));
  }
  return value as string | boolean;
}

function libraryAnswers(name: string): (value: unknown) => boolean {
  const text = (texts.get(name) as string).replaceAll('__namespace__', 'namespace_');
  const evaluate = plan(env, parse(text));
  return (value) => {
    const answer = evaluate({ self: input(renamed(value)) });
    return !isCelError(answer) && answer === true;
  };
}

/** The library reserves the word that Kubernetes writes as `__namespace__`. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name === 'namespace' ? 'namespace_' : name,
    renamed(inner),
  ]);
  return Object.fromEntries(entries);
}

function oursAnswers(name: string, value: unknown): boolean {
  try {
    return (rules[name] as (self: unknown) => boolean)(value);
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

/** Texts that durations, numbers, addresses and URLs are told from others by. */
const telling = [
  ...[
    '',
    '*',
    '*.a.b',
    'a',
    'a.b',
    'a-b.c',
    'A b',
    '10.0.0.1',
    '::1',
    'unix://',
    'unix:///a/',
    'unix://@a',
    'unix://a',
  ],
  ...[
    '1ms',
    '0s',
    '999us',
    '1h30m',
    '-1s',
    '1',
    '1d',
    '5s',
    '10s',
    'http://a',
    'https://a:1/b',
    'oci://a',
    '/a',
    'a:1',
  ],
  ...[
    '80',
    '0',
    '65536',
    'x',
    'x/y',
    'x/y/z',
    '/a//b',
    '/a/./b',
    '/a/..',
    '/a%2fb',
    '/a#b',
    '/',
    '/a/%zz',
    '.x',
    'a_b',
  ],
];

/** Makes values as a schema allows them, of what a rule speaks of, so that it is asked of what it decides. */
class Values {
  private readonly words: readonly string[];

  public constructor(
    private readonly rule: string,
    private readonly resolve: (ref: SchemaRef) => StoredSchema,
  ) {
    const own = [...rule.matchAll(/'([^']*)'|"([^"]*)"/g)].map(
      ([, single, double]) => single ?? double ?? '',
    );
    const around = own.flatMap((word) => [word, `/a${word}`, `/a${word}b`, `a${word}`]);
    const functions = /duration|url|isIP|int\(|matches|unix|substring|split/i.test(rule) ? telling : [];
    this.words = [...new Set(['', 'a', 'b', ...around, ...functions, `${'a'.repeat(300)}/b`])];
  }

  public of(schema: StoredSchema): fc.Arbitrary<unknown> {
    if (schema.enum !== undefined) {
      const spoken = schema.enum.filter((value) => this.rule.includes(String(value)));
      return fc.constantFrom(...(spoken.length > 1 ? [...spoken, schema.enum.at(-1)] : schema.enum));
    }
    switch (schema.type) {
      case 'string':
        return this.texts(schema);
      case 'boolean':
        return fc.boolean();
      case 'integer':
      case 'number':
        return fc.constantFrom(-1, 0, 1, 2, 65535, 65536);
      case 'array':
        return fc.array(this.of(this.resolve(schema.items as SchemaRef)), {
          minLength: schema.minItems ?? 0,
          maxLength: 3,
          size: 'max',
        });
      case 'object':
        return this.objects(schema);
      default:
        return fc.constantFrom('x', 80);
    }
  }

  private texts(schema: StoredSchema): fc.Arbitrary<string> {
    const check = scalarCheck(schema);
    const fits = (text: string) => check?.(text) === undefined;
    const words = this.words.filter(fits);
    if (words.length > 0) return fc.constantFrom(...words);
    return fc.stringMatching(new RegExp(schema.pattern ?? '^[a-z]{5}$')).filter(fits);
  }

  private objects({ properties, additionalProperties, required = [] }: StoredSchema): fc.Arbitrary<unknown> {
    if (additionalProperties !== undefined && additionalProperties !== true) {
      const values = this.of(this.resolve(additionalProperties));
      return fc.dictionary(fc.constantFrom(...this.words), values, { maxKeys: 2 });
    }
    const fields = Object.entries(properties ?? {}).map(([name, ref]) => [name, this.resolve(ref)] as const);
    const always = fields.filter(([name, schema]) => required.includes(name) || schema.default !== undefined);
    const spoken = fields.filter((field) => always.includes(field) || this.rule.includes(field[0]));
    return fc.record(Object.fromEntries(spoken.map(([name, schema]) => [name, this.of(schema)])), {
      requiredKeys: always.map(([name]) => name),
    });
  }
}

/** Each rule with the schemas that it stands on. */
function uses(): Map<string, fc.Arbitrary<unknown>[]> {
  const found = new Map<string, fc.Arbitrary<unknown>[]>();
  const files = filesBelow(schemas).filter((name) => /\/.*\.json$/.test(name));
  for (const file of files) {
    const { versions, shared } = JSON.parse(readFileSync(join(schemas, file), 'utf8'));
    const resolve = (ref: SchemaRef): StoredSchema =>
      typeof ref === 'number' ? shared[ref] : typeof ref === 'string' ? {} : ref;
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { rules: own } = value as StoredSchema;
      if (Array.isArray(own)) {
        for (const [name] of own) {
          const known = found.get(name) ?? [];
          const values = new Values(texts.get(name) as string, resolve);
          if (known.length < 3) found.set(name, [...known, values.of(value as StoredSchema)]);
        }
      }
      for (const part of Object.values(value)) visit(part);
    };
    visit([versions, shared]);
  }
  return found;
}

const used = uses();

test('every generated rule stands on a schema, and every rule of a schema was generated', () => {
  expect([...used.keys()].sort()).toEqual([...texts.keys()].sort());
  expect(Object.keys(rules).sort()).toEqual([...texts.keys()].sort());
});

/** Which answers each rule gave. */
const given = new Map<string, Set<boolean>>();

test.each([...used])('%s answers as the CEL library does', (name, values) => {
  const library = libraryAnswers(name);
  const answers = new Set<boolean>();
  given.set(name, answers);
  fc.assert(
    fc.property(fc.oneof(...values), (value) => {
      const ours = oursAnswers(name, value);
      answers.add(ours);
      return ours === library(value);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('nearly all rules were asked of values that they refuse and of values that they take', () => {
  const oneSided = [...given].filter(([, answers]) => answers.size < 2).map(([name]) => texts.get(name));
  expect(oneSided.length).toBeLessThan(12);
});
