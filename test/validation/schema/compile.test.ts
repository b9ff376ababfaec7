import type { Check, SchemaScope } from '../../../lib/validation/schema/check';
import { compile } from '../../../lib/validation/schema/compile';
import type { StoredSchema } from '../../../lib/validation/schema/stored-schema';
import { fieldOf, Walk } from '../../../lib/validation/schema/walk';

const scope: SchemaScope = {
  checks: new Map<StoredSchema, Check>(),
  resolve: (ref) => ({ schema: ref as StoredSchema, scope }),
  rule: (name) => (self: { readonly a?: number }) => name === 'a is one' && self.a === 1,
};

function checked(schema: StoredSchema, value: unknown) {
  const walk = new Walk();
  const kept = compile(schema, scope)(value, walk);
  return { kept, problems: walk.problems.map(({ steps, message }) => `${fieldOf(steps)}: ${message}`) };
}

const text: StoredSchema = { type: 'string' };
const many = (properties: Record<string, StoredSchema>): StoredSchema => ({ type: 'object', properties });

test('a null is read as if it were not there, but not as an entry of a list', () => {
  expect(checked(many({ a: text }), { a: null })).toEqual({ kept: {}, problems: [] });
  expect(checked({ ...many({ a: text }), required: ['a'] }, { a: null }).problems).toEqual([
    'a: is required',
  ]);
  expect(checked({ type: 'array', items: text }, [null]).problems).toEqual([
    '[0]: must have a value, got null',
  ]);
  expect(checked(many({ a: { ...text, nullable: true } }), { a: null }).kept).toEqual({ a: null });
});

test('defaults are there before rules and requirements are asked, and the object is left as it was', () => {
  const given = {};
  const schema = {
    ...many({ a: { type: 'integer', default: 1 } }),
    required: ['a'],
    rules: [['a is one', 'no']],
  };
  expect(checked(schema as unknown as StoredSchema, given)).toEqual({ kept: { a: 1 }, problems: [] });
  expect(given).toEqual({});
});

test('a rule is asked only of what its schema allows', () => {
  const schema = {
    ...many({ a: { type: 'integer' } }),
    rules: [['a is one', 'a must be one']],
  } as unknown as StoredSchema;
  expect(checked(schema, { a: 2 }).problems).toEqual([': a must be one']);
  expect(checked(schema, { a: 'x' }).problems).toEqual(['a: must be a whole number, got "x"']);
});

test('rivals are named, and which of them are set', () => {
  const alternatives: StoredSchema = {
    ...many({ exact: text, prefix: text, regex: text }),
    oneOf: [
      { not: { anyOf: [{ required: ['exact'] }, { required: ['prefix'] }, { required: ['regex'] }] } },
      { required: ['exact'] },
      { required: ['prefix'] },
      { required: ['regex'] },
    ],
  };
  expect(checked(alternatives, { exact: 'a', regex: 'b' }).problems).toEqual([
    ': only one of exact, prefix or regex can be set, got exact and regex',
  ]);
  expect(checked(alternatives, {}).problems).toEqual([]);
  expect(checked(alternatives, { prefix: '/' }).problems).toEqual([]);
});

test('fields that nobody knows are told, unless the schema keeps them', () => {
  expect(checked(many({ timeout: text }), { timeuot: '5s' }).problems).toEqual([
    'timeuot: there is no field timeuot (timeout is meant)',
  ]);
  expect(checked(many({}), { anything: 1 }).problems).toEqual(['anything: there is no field anything']);
  expect(checked({ ...many({}), preserve: true }, { anything: 1 }).problems).toEqual([]);
  expect(checked({ type: 'object', additionalProperties: text }, { 'a/b': 1 }).problems).toEqual([
    '[a/b]: must be a text, got 1 without quotes',
  ]);
});

test('an entry may not be twice in a set, nor a key in a list that is a map', () => {
  expect(checked({ type: 'array', items: text, listType: 'set' }, ['a', 'b', 'a']).problems).toEqual([
    '[2]: is there twice: entry 0 has the same value "a"',
  ]);
  const list: StoredSchema = {
    type: 'array',
    items: many({ name: text, value: text }),
    listType: 'map',
    listMapKeys: ['name'],
  };
  expect(checked(list, [{ name: 'a' }, { name: 'a', value: 'x' }]).problems).toEqual([
    '[1]: is there twice: entry 0 has the same name "a"',
  ]);
});

test('lists and maps have as many entries as their schema allows', () => {
  const list: StoredSchema = { type: 'array', items: text, minItems: 1, maxItems: 2 };
  expect(checked(list, []).problems).toEqual([': must not be empty']);
  expect(checked(list, ['a', 'b', 'c']).problems).toEqual([': may have 2 entries, got 3']);
  const map: StoredSchema = { type: 'object', additionalProperties: text, maxProperties: 1 };
  expect(checked(map, { a: 'x', b: 'y' }).problems).toEqual([': may have 1 entries, got 2']);
});
