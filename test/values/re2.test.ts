import { fullMatch, quoted, replaceMatches } from '../../lib/values/re2';

describe('RE2 expressions', () => {
  it.each([
    ['/api/.*', '/api/v1', true],
    ['/api', '/api/v1', false],
    ['(?i)/login', '/LOGIN', true],
    ['.*', '', true],
    ['.+', '', false],
    ['(', 'a', false],
  ])('%s over the whole of %s: %s', (expression, text, expected) => {
    expect(fullMatch(expression, text)).toBe(expected);
  });

  it('does not hang on what JavaScript would try for ever', () => {
    expect(fullMatch('(a+)+b', 'a'.repeat(5000))).toBe(false);
  });

  it('matches nothing with what is longer than any mesh takes, at once', () => {
    expect(fullMatch('a?'.repeat(60_000), 'a')).toBe(false);
  });

  it.each([
    ['^/([^/]+)/(.*)$', '/shop/items', '/x/\\1', '/x/shop'],
    ['/v([0-9])', '/v1/v2', '/\\1', '/1/2'],
    ['b', 'abc', '\\\\', 'a\\c'],
    ['z', 'abc', '-', 'abc'],
    ['b', 'abc', '/\\1', 'abc'],
    ['(b)', 'abc', '\\1\\2', 'abc'],
  ])('replaces %s in %s by %s', (expression, text, substitution, expected) => {
    expect(replaceMatches(expression, text, substitution)).toBe(expected);
  });

  it('quotes a text so that it matches only itself', () => {
    expect(fullMatch(quoted('a.b*(c)'), 'a.b*(c)')).toBe(true);
    expect(fullMatch(quoted('a.b'), 'axb')).toBe(false);
  });
});
