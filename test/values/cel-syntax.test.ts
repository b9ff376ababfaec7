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
  const of = (text: string) => [...(celNames(text, { optional: true })?.given.keys() ?? [])];
  expect(of('a.all(x, x > 1)')).toEqual(['x']);
  expect(of('a.all(k, v, k != v)')).toEqual(['k', 'v']);
  expect(of('cel.bind(b, a.c, b > 1)')).toEqual(['b']);
  expect(of('a.optMap(o, o > 1)')).toEqual(['o']);
});

test('what is asked of a name is a path, until something is called, and a macro goes through what it is called of', () => {
  const names = celNames('a.b[0].c.size() > 1 && a.d.all(x, x.e.exists(y, y.f))', { optional: true });
  expect(names?.asked).toEqual([
    { name: 'a', path: ['b', '[]', 'c'] },
    { name: 'a', path: ['d'] },
    { name: 'x', path: [] },
    { name: 'x', path: ['e'] },
    { name: 'y', path: [] },
    { name: 'y', path: ['f'] },
  ]);
  expect([...(names?.given ?? [])]).toEqual([
    ['y', { name: 'x', path: ['e', '[each]'] }],
    ['x', { name: 'a', path: ['d', '[each]'] }],
  ]);
});

test('what is compared with a literal is known with its type, where nothing else is done to it', () => {
  const compared = (text: string) =>
    celNames(text, { optional: true })?.compared.map(({ path, comparison: { type, isEquality } }) => [
      path.join('.'),
      type,
      isEquality,
    ]);
  expect(compared('self.a == 1 && 2.5 < self.b || self.c != null')).toEqual([
    ['a', 'int', true],
    ['b', 'double', false],
    ['c', 'null', true],
  ]);
  expect(compared("self.a == b'x' || self.b == -1 || self.c == 7u || true == self.d")).toEqual([
    ['a', 'bytes', true],
    ['b', 'int', true],
    ['c', 'uint', true],
    ['d', 'bool', true],
  ]);
  for (const other of [
    '-self.a == 1',
    'self.a.size() == 1',
    'self.?a == 1',
    '1 in self.a == true',
    'self.a == [1]',
  ])
    expect([other, compared(other)]).toEqual([other, []]);
});
