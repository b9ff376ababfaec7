import { count } from '../../lib/values/count';
import { refusal } from '../refusal';

it.each([0, 1, 2147483647])('takes the count %d', (number) => {
  expect(count()(number)).toBeUndefined();
});

it.each([-1, 0.5, 2147483648, Number.NaN])('rejects the count %d', (number) => {
  expect(refusal(count(), number)).toBe(
    `a whole number from 0 to 2147483647 is expected, got ${number}; write for example 1`,
  );
});

it('rejects a count below the least or above the most, and what is no number', () => {
  const check = count(2, 3);
  expect([2, 3].map((number) => check(number))).toEqual([undefined, undefined]);
  const message = (got: string) => `a whole number from 2 to 3 is expected, got ${got}; write for example 2`;
  expect(refusal(check, 1)).toBe(message('1'));
  expect(refusal(check, 4)).toBe(message('4'));
  expect(refusal(check, '2')).toBe(message("'2'"));
});
