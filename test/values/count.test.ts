import { checkCount, checkCounts } from '../../lib/values/count';

it.each([0, 1, 2147483647])('takes the count %d', (count) => {
  expect(() => checkCount(count, 'it')).not.toThrow();
});

it.each([-1, 0.5, 2147483648, Number.NaN])('rejects the count %d', (count) => {
  expect(() => checkCount(count, 'attempts')).toThrow(
    new Error(`attempts must be a whole number from 0 to 2147483647, got ${count}; write for example 1`),
  );
});

it('rejects a count below the least or above the most', () => {
  expect(() => checkCount(2, 'it', 2, 3)).not.toThrow();
  expect(() => checkCount(3, 'it', 2, 3)).not.toThrow();
  const message = (got: number) => `it must be a whole number from 2 to 3, got ${got}; write for example 2`;
  expect(() => checkCount(1, 'it', 2, 3)).toThrow(new Error(message(1)));
  expect(() => checkCount(4, 'it', 2, 3)).toThrow(new Error(message(4)));
});

it('checks each count that is given, by its name', () => {
  expect(() => checkCounts({ one: 1, none: undefined }, 1)).not.toThrow();
  expect(() => checkCounts({ one: 1, two: 0 }, 1)).toThrow(
    new Error('two must be a whole number from 1 to 2147483647, got 0; write for example 1'),
  );
  expect(() => checkCounts({ one: 0 })).not.toThrow();
});
