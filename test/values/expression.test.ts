import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { expression as aRegExp, countGroups } from '../../lib/values/expression';
import { refusal } from '../refusal';

it.each([
  ['a.*', 0],
  ['^/(v\\d+)/(?P<name>[^/]*)', 2],
  ['(?i)(a|b)(?:c)', 1],
  ['a'.repeat(1024), 0],
])('counts the groups of an RE2 expression (%#)', (expression, groups) => {
  expect(countGroups(expression)).toBe(groups);
});

it.each([
  ['(?=a)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
  ['(a)\\1', 'error parsing regexp: invalid escape sequence: `\\1`'],
  ['*', 'error parsing regexp: missing argument to repetition operator: `*`'],
  ['a{1001}', 'error parsing regexp: invalid repeat count: `{1001}`'],
])('rejects %s, which RE2 does not know', (expression, reason) => {
  const quoted = expression.replaceAll('\\', '\\\\');
  expect(refusal(aRegExp, expression)).toBe(
    `RE2 does not accept the expression (${reason}), got '${quoted}'; see https://github.com/google/re2/wiki/Syntax`,
  );
});

it.each([0, 1025])('rejects an expression of %d characters', (length) => {
  expect(refusal(aRegExp, 'a'.repeat(length))).toBe(
    `an expression has 1 to 1024 characters, got ${length}; write a shorter one, or several matches`,
  );
});

it('judges every expression as RE2 does, also those that it leaves to JavaScript', () => {
  const judged = (ask: () => number) => {
    try {
      return ask();
    } catch {
      return 'refused';
    }
  };
  const parts =
    'a b9 - : / . ^ $ | ( (?: ) ) [a-z] [^0-9_] [z-a] [a-] [ ] * + ? *? {2} {9} {2,} {1,3} {3,1} { } ';
  const more = '\\d \\W \\. \\- \\/ \\1 \\b \\q \\\\ (?i) (?= (?P<n> ü {10} {1000} [\\d]';
  const expression = fc
    .array(fc.constantFrom(...(parts + more).split(' ')), { minLength: 1, maxLength: 9 })
    .map((each) => each.join(''))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(expression, (text) => {
      const counted = countGroups(text);
      expect([text, typeof counted === 'number' ? counted : 'refused']).toEqual([
        text,
        judged(() => RE2JS.compile(text).groupCount()),
      ]);
    }),
    { numRuns: 3000 },
  );
});

it('loads RE2 only for what JavaScript cannot judge', () => {
  jest.isolateModules(() => {
    const { countGroups: count } =
      require('../../lib/values/expression') as typeof import('../../lib/values/expression');
    const loaded = jest.fn();
    jest.doMock('re2js', () => {
      loaded();
      return { RE2JS };
    });
    expect(count('(\\d+);(([A-Fa-f0-9]{1,4}::?){1,7}[A-Fa-f0-9]{1,4})')).toBe(3);
    expect(loaded).not.toHaveBeenCalled();
    expect(count('(?i)(a)')).toBe(1);
    expect(loaded).toHaveBeenCalled();
  });
});
