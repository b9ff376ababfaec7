import { isExpression, matcher } from '../../../lib/validation/schema/pattern';

test('an expression means what it means in Go', () => {
  expect(matcher('^a+$')('aaa')).toBe(true);
  expect(matcher('b')('abc')).toBe(true);
  // A flag inside the expression is Go's and not JavaScript's.
  expect(matcher('^(?i)reviews$')('Reviews')).toBe(true);
});

test('a text for which JavaScript would try for ever is judged', () => {
  expect(matcher('^([a-z0-9]+-?)+$')(`${'a'.repeat(1_000_000)}!`)).toBe(false);
  expect(matcher('^(a+)+$')(`${'a'.repeat(299)}`)).toBe(true);
});

test.each([
  ['^[a-z]+$', true],
  ['^[A-Za-z0-9!#$%&\\x60|~]+$', true],
  // JavaScript wants the second bracket escaped.
  ['[a]]', true],
  ['(?i)a', true],
  ['(?=a)', false],
  ['(a', false],
  ['a{1000}', true],
  ['a{1001}', false],
])('%s is an expression to Go: %s', (expression, holds) => {
  expect(isExpression(expression)).toBe(holds);
});
