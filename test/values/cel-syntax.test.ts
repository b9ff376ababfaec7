import { celNames, isCel } from '../../lib/values/cel-syntax';

test('an expression has 100,000 characters at most', () => {
  const text = (count: number, sign = 'a') => `'${sign.repeat(count - 2)}'`;
  expect([isCel(text(100_000)), isCel(text(100_000, '\u{1F600}'))]).toEqual([true, true]);
  expect([isCel(text(100_001)), isCel(text(100_001, '\u{1F600}'))]).toEqual([false, false]);
});

test.each([
  'response.code >= 400',
  'has(request.headers) && request.headers["x-a"] != "" && !(a.b in [1, 2u, 0x1F, .5, 1e3])',
  'a ? b : c ? d : e',
  'x.all(y, y > 1) // why',
  '"\\u00e9\\n" == r"\\q" || b\'a\' != """a\n"b"""',
  'a.b.C{d: 1, if: 2,}',
  '.a.`b-c`[0].d',
  '[,] + [1,] + {,}',
  '{"a": 1}.a',
  '- - 1 == -1',
  '-9223372036854775808 == 18446744073709551615u',
  'has(!!a.b) && has(has(a.b))',
  'a.all(x, y, z) || a.map((x), y, z)',
  'br"\\q" == b"\\xff"',
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
  'has(a)',
  'has(a[0])',
  'a.all(1, x)',
  'a.map(x.y, z)',
  'a.exists(__result__, true)',
  'f(a,)',
  'A{1: 2}',
  'a.`b`()',
  'rb"a"',
  'b"\\u00e9"',
  '"\\ud800"',
  '9223372036854775808',
  '1 - 9223372036854775808',
  '18446744073709551616u',
  '1e999',
])('%s is none', (text) => {
  expect(isCel(text)).toBe(false);
});

test.each(['a.?b', 'a[?0]', '[?a]', '{?"a": b}', 'A{?a: b}'])(
  'what may be missing in %s is for Kubernetes alone',
  (text) => {
    expect([isCel(text), celNames(text, { optional: true }) !== undefined]).toEqual([false, true]);
  },
);

test('the names that a macro gives are none that are asked for from outside', () => {
  const of = (text: string) => [...(celNames(text, { optional: true })?.given ?? [])];
  expect(of('a.all(x, x > 1)')).toEqual(['x']);
  expect(of('a.all(k, v, k != v)')).toEqual(['k', 'v']);
  expect(of('cel.bind(b, a.c, b > 1)')).toEqual(['b']);
  expect(of('a.optMap(o, o > 1)')).toEqual(['o']);
});
