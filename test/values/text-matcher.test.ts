import {
  describeMatcher,
  matchesText,
  type TextMatcher,
  wildcardMatcher,
} from '../../lib/values/text-matcher';

describe('a text matcher', () => {
  const cases: [TextMatcher, string, boolean][] = [
    [{ kind: 'exact', text: 'a' }, 'a', true],
    [{ kind: 'exact', text: 'a' }, 'A', false],
    [{ kind: 'exact', text: 'Shop.Test', ignoreCase: true }, 'sHOP.test', true],
    [{ kind: 'prefix', text: 'ab' }, 'abc', true],
    [{ kind: 'suffix', text: 'bc' }, 'abc', true],
    [{ kind: 'contains', text: 'b' }, 'abc', true],
    [{ kind: 'contains', text: 'x' }, 'abc', false],
    [{ kind: 'regex', expression: 'a.c' }, 'abc', true],
    [{ kind: 'regex', expression: 'a' }, 'abc', false],
  ];

  it.each(cases)('%j of %s: %s', (matcher, text, expected) => {
    expect(matchesText(matcher, text)).toBe(expected);
  });

  it.each([
    ['*', { kind: 'regex', expression: '.+' }],
    ['*.png', { kind: 'suffix', text: '.png' }],
    ['/api/*', { kind: 'prefix', text: '/api/' }],
    ['/api', { kind: 'exact', text: '/api' }],
  ])('reads %s as Istio does', (pattern, expected) => {
    expect(wildcardMatcher(pattern)).toEqual(expected);
  });

  it('says itself in words', () => {
    expect(describeMatcher({ kind: 'prefix', text: '/a', ignoreCase: true })).toBe(
      "begins with '/a' in any case",
    );
    expect(describeMatcher({ kind: 'regex', expression: 'a+' })).toBe('matches a+');
  });
});
