import {
  distinct,
  filledText,
  flag,
  list,
  numeric,
  oneOf,
  plainData,
  record,
  text,
  textOr,
} from '../../lib/values/check';
import { refusal, refusedAt } from '../refusal';

const short = text({
  holds: (value) => value.length < 3,
  problem: 'a short text is expected',
  instead: 'write less',
});

it.each([5, undefined, null, {}, 'abc', Symbol('a'), () => 1, 5n])(
  'rejects %p for a text of some kind',
  (value) => {
    expect(refusal(short, value)).toMatch(/^a short text is expected, got .+; write less$/);
  },
);

it.each([Number.NaN, Number.POSITIVE_INFINITY, '1', null])('rejects %p for a number', (value) => {
  const any = numeric({ holds: () => true, problem: 'a number is expected', instead: 'write 1' });
  expect(refusal(any, value)).toContain('a number is expected, got');
});

it('knows flags and words', () => {
  expect(refusal(flag, true)).toBeUndefined();
  expect(refusal(flag, 'true')).toBe("true or false is expected, got 'true'; write true or false");
  expect(refusal(oneOf('strict', 'permissive'), 'strikt')).toBe(
    "it is one of a few values, got 'strikt'; did you mean 'strict'? known are 'strict', 'permissive'",
  );
  expect(refusal(oneOf(301, 302), 300)).toBe(
    'it is one of a few values, got 300; did you mean 301? known are 301, 302',
  );
  expect(refusal(filledText('a name', "'a'"), '')).toBe("a name is some text, got ''; write for example 'a'");
});

it('looks at each element of a list, and at how many there are', () => {
  expect(refusal(list(short), ['a'])).toBeUndefined();
  expect(refusal(list(short), [])).toBe('the list is empty, got []; put something into it or leave it out');
  expect(refusal(list(short, { least: 0 }), [])).toBeUndefined();
  expect(refusal(list(short, { most: 1 }), ['a', 'b'])).toContain('the list holds at most 1, got 2');
  expect(refusedAt(list(short), ['a', 'abc'])).toBe('[1]');
  expect(refusal(list(short), 'ab')).toContain("a list is expected, got 'ab'");
  // biome-ignore lint/suspicious/noSparseArray: what a program without types may hold
  expect(refusedAt(list(short), ['a', , 'b'])).toBe('[1]');
  expect(refusal(distinct(short), ['a', 'b'])).toBeUndefined();
  expect(refusal(distinct(short), ['a', 'b', 'a'])).toBe("the list holds it twice, got 'a'; name it once");
});

it('looks at each value by its name, and at the names', () => {
  const values = record(short, { name: short });
  expect(refusal(values, { a: 'b' })).toBeUndefined();
  expect(refusedAt(values, { a: 'b', c: undefined })).toBe('c');
  expect(refusedAt(values, { a: 'abc' })).toBe('a');
  expect(refusedAt(values, { 'x-long': 'a' })).toBe("['x-long']");
  expect(refusal(values, {})).toContain('there is nothing in it, got {}');
  expect(refusal(values, [])).toContain('values by name are expected');
});

it.each([new Map([['a', 'b']]), Promise.resolve({ a: 'b' }), new Set(), new Date(0), /a/])(
  'rejects %p for values by name, which it keeps elsewhere',
  (value) => {
    expect(refusal(record(short, { least: 0 }), value)).toContain('values by name are expected');
  },
);

it.each(['constructor', '__proto__'])('rejects the name %s, which cdk8s stops at or loses', (name) => {
  const values = JSON.parse(`{ "${name}": "a" }`) as object;
  expect(refusal(record(short), values)).toBe(
    `cdk8s can not write this name, got '${name}'; choose another, or add it with object.addJsonPatch`,
  );
  expect(refusedAt(plainData, { a: [values] })).toBe(`a[0].${name}`);
});

it('takes a text, or something else', () => {
  const check = textOr(short, list(short));
  expect([refusal(check, 'ab'), refusal(check, ['ab'])]).toEqual([undefined, undefined]);
  expect([refusal(check, 'abc'), refusal(check, 5)]).toEqual([
    "a short text is expected, got 'abc'; write less",
    'a list is expected, got 5; write it in brackets: […]',
  ]);
});

it('says of a number in quotes that it is one', () => {
  const check = textOr(oneOf('any'), oneOf(1, 2));
  expect(refusal(check, '2')).toBe("a number is expected, and this is a text, got '2'; write 2");
  expect([refusal(check, '3'), refusal(check, '')]).toEqual([
    "it is one of a few values, got '3'; known are 'any'",
    "it is one of a few values, got ''; known are 'any'",
  ]);
});

it('rejects data that holds itself', () => {
  const data: { self?: unknown } = {};
  data.self = [data];
  expect(refusal(plainData, data)).toMatch(/^the data holds itself, got .+; write data that has an end$/);
  expect(refusedAt(plainData, data)).toBe('self[0]');
  const shared = [1];
  expect(refusal(plainData, { a: shared, b: [shared] })).toBeUndefined();
});

it('knows data from what a class or a function makes', () => {
  expect(refusal(plainData, { a: [1, 'b', true, null, undefined, {}] })).toBeUndefined();
  const others = [new Date(0), new Map(), () => 1, Symbol('a'), 5n, Number.NaN, new (class A {})()];
  for (const value of [...others, Object.create(null)]) {
    expect(refusal(plainData, { a: value })).toContain('this is no plain data');
  }
});
