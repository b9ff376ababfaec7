import {
  flag,
  listOf,
  mapOf,
  objectOf,
  optional,
  type Reader,
  text,
  whole,
  wholeOrText,
} from '../../lib/cli/answer';

const read = <T>(reader: Reader<T>, value: unknown) =>
  reader(value, { asked: 'context dev: kubectl get pods', path: '', instead: 'look' });

const pod = objectOf({
  name: text,
  port: optional(wholeOrText),
  ready: optional(flag),
  labels: optional(mapOf(text)),
  items: optional(listOf(objectOf({ count: whole }))),
});

describe('reading an answer', () => {
  it('takes what is declared, leaves out the rest, and takes null for nothing', () => {
    const value = {
      name: 'a',
      port: 'http',
      ready: null,
      labels: { a: 'b' },
      items: [{ count: 1, more: 2 }],
      x: 1,
    };
    expect(read(pod, value)).toEqual({ name: 'a', port: 'http', labels: { a: 'b' }, items: [{ count: 1 }] });
    expect(read(listOf(text), null)).toEqual([]);
  });

  it('does not take what every object has for a field', () => {
    expect(read(objectOf({ constructor: optional(text) }), {})).toEqual({});
    expect(Object.keys(read(mapOf(text), JSON.parse('{"__proto__":"a"}')))).toEqual(['__proto__']);
  });

  it.each([
    [null, 'the answer is not an object, got null'],
    [[], 'the answer is not an object, got a list'],
    ['<html>', "the answer is not an object, got '<html>'"],
    [{}, 'name is not a text, got nothing'],
    [{ name: 5 }, 'name is not a text, got 5'],
    [{ name: 'a', port: 1.5 }, 'port is not a whole number, got 1.5'],
    [{ name: 'a', ready: 'yes' }, "ready is not true or false, got 'yes'"],
    [{ name: 'a', labels: { a: {} } }, 'labels.a is not a text, got an object'],
    [{ name: 'a', items: {} }, 'items is not a list, got an object'],
    [{ name: 'a', items: [{ count: 1 }, 7] }, 'items[1] is not an object, got 7'],
    [{ name: 'a', items: [{ count: '1' }] }, "items[0].count is not a whole number, got '1'"],
  ])('rejects %j', (value, problem) => {
    expect(() => read(pod, value)).toThrow(`context dev: kubectl get pods: ${problem}; look`);
  });

  it('shows no more of an answer than a line holds', () => {
    expect(() => read(whole, 'x'.repeat(1_000_000))).toThrow(
      `the answer is not a whole number, got '${'x'.repeat(79)}…'; look`,
    );
  });
});
