import { matcher } from '../../../lib/validation/schema/pattern';

test('an expression means what it means in Go', () => {
  expect(matcher('^a+$')('aaa')).toBe(true);
  expect(matcher('b')('abc')).toBe(true);
  // A flag inside the expression is Go's and not JavaScript's.
  expect(matcher('^(?i)reviews$')('Reviews')).toBe(true);
});

test('a text of ten megabytes takes no longer than it is long', () => {
  const start = Date.now();
  expect(matcher('^([a-z0-9]+-?)+$')(`${'a'.repeat(1_000_000)}!`)).toBe(false);
  expect(matcher('^(a+)+$')(`${'a'.repeat(299)}`)).toBe(true);
  expect(Date.now() - start).toBeLessThan(5000);
});
