import { countGroups } from '../../lib/istio/expression';

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
  expect(() => countGroups(expression)).toThrow(
    new Error(
      `RE2 does not accept the expression (${reason}), got '${quoted}'; see https://github.com/google/re2/wiki/Syntax`,
    ),
  );
});

it.each([0, 1025])('rejects an expression of %d characters', (length) => {
  expect(() => countGroups('a'.repeat(length))).toThrow(
    new Error(
      `an expression has 1 to 1024 characters, got ${length}; write a shorter one, or several matches`,
    ),
  );
});
