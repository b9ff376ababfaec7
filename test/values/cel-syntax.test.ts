import { isCel } from '../../lib/values/cel-syntax';

test('an expression has 100,000 characters at most', () => {
  const text = (count: number, sign = 'a') => `'${sign.repeat(count - 2)}'`;
  expect([isCel(text(100_000)), isCel(text(100_000, '\u{1F600}'))]).toEqual([true, true]);
  expect([isCel(text(100_001)), isCel(text(100_001, '\u{1F600}'))]).toEqual([false, false]);
});

test.each([
  'response.code >= 400',
  'has(request.headers["x-a"]) && !(a.b in [1, 2u, 0x1F, .5, 1e3])',
  'a ? b : c ? d : e',
  'x.all(y, y > 1) // why',
  '"\\u00e9\\n" == r"\\q" || b\'a\' != """a\n"b"""',
  'a.b.C{d: 1, ?e: 2,}',
  '.a.`b-c`[?0].?d',
  '{"a": 1}.a',
  '- - 1 == -1',
])('%s is an expression', (text) => {
  expect(isCel(text)).toBe(true);
});

test.each([
  '',
  'a ? b',
  '1 +',
  '"\\q"',
  '"a',
  'a b',
  'a..b',
  'a.null',
  'for',
  'a & b',
  'size(a).b{c: 1}',
  'null.a{b: 1}',
  '[1',
  '('.repeat(10_000),
])('%s is none', (text) => {
  expect(isCel(text)).toBe(false);
});
