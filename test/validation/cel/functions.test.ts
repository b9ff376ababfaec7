import { CelError } from '../../../lib/validation/cel/error';
import * as cel from '../../../lib/validation/cel/functions';

const fails = (): never => {
  throw new CelError('cannot be answered');
};

test('one part may fail as long as the other decides', () => {
  expect(cel.and(fails, () => false)).toBe(false);
  expect(cel.or(fails, () => true)).toBe(true);
  expect(() => cel.and(fails, () => true)).toThrow(CelError);
  expect(() => cel.or(fails, () => false)).toThrow(CelError);
  expect(cel.and(() => false, fails)).toBe(false);
});

test('an entry that can not be judged matters only where no other decides', () => {
  const judge = ((entry: number) => (entry === 0 ? fails() : entry > 1)) as never;
  expect(cel.all([0, 1, 2], judge)).toBe(false);
  expect(() => cel.all([0, 2], judge)).toThrow(CelError);
  expect(cel.exists([0, 2], judge)).toBe(true);
  expect(() => cel.exists([0, 1], judge)).toThrow(CelError);
  expect(cel.existsOne([1, 2, 3], ((entry: number) => entry > 2) as never)).toBe(true);
});

test('texts are counted in characters', () => {
  expect(cel.characters('🍐a')).toBe(2);
  expect(cel.substring('🍐ab', 1, 2)).toBe('a');
  expect(cel.substring('ab', 2)).toBe('');
  expect(() => cel.substring('ab', 3)).toThrow(CelError);
});

test('a number is a whole text', () => {
  expect(cel.int('-80')).toBe(-80);
  expect(() => cel.int('http')).toThrow(CelError);
  expect(() => cel.int('9223372036854775808')).toThrow(CelError);
});

test('an address has no zone, and an IPv4 one is no IPv6 one', () => {
  expect(['10.0.0.1', 'fd00::7', '::ffff:10.0.0.1', 'fe80::1%eth0', '10.0.0'].map(cel.isIP)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('what is not there can not be read', () => {
  expect(cel.field({ a: 1 }, 'a')).toBe(1);
  expect(() => cel.field({}, 'a')).toThrow('no such field: a');
  expect(cel.entry(['x'], 0)).toBe('x');
  expect(() => cel.entry([], 0)).toThrow('no such index: 0');
  expect(
    cel.isIn(
      ['', 'Service'],
      [
        ['core', 'Service'],
        ['', 'Service'],
      ],
    ),
  ).toBe(true);
});
