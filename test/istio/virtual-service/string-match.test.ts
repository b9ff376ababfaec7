import {
  checkExpression,
  exactly,
  matches,
  renderStringMatch,
  startsWith,
} from '../../../lib/istio/virtual-service/string-match';

it('writes the three ways to compare a text', () => {
  expect([exactly('a'), exactly(''), startsWith('/'), matches('a|b')].map(renderStringMatch)).toEqual([
    { exact: 'a' },
    { exact: '' },
    { prefix: '/' },
    { regex: 'a|b' },
  ]);
});

it('rejects an empty prefix, with which every text begins', () => {
  expect(() => startsWith('')).toThrow(
    new Error("every text begins with the empty one, got ''; leave the condition out"),
  );
});

it('rejects an expression that RE2 does not know', () => {
  expect(() => matches('(?!a)')).toThrow('RE2 does not accept the expression');
  expect(() => checkExpression('(?!a)')).toThrow('RE2 does not accept the expression');
});
