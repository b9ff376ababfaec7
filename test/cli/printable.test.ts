import { printable, printableJson, shortened } from '../../lib/cli/printable';

describe('what a terminal shows and does not obey', () => {
  it.each([
    ['a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a\nb\r\tc', 'a\\u{a}b\\u{d}\\u{9}c'],
    ['\u0000\u007f\u009b', '\\u{0}\\u{7f}\\u{9b}'],
    ['\u202e\u2066\u200b\ufeff', '\\u{202e}\\u{2066}\\u{200b}\\u{feff}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800', '\\u{d800}'],
    ['größer 東京 😀', 'größer 東京 😀'],
  ])('is %j as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is JSON that means the same', () => {
    const value = { 'a\u001b': ['\u202e', '\ud800', '\u{e0001}', 'b\n'], c: { d: null } };
    const text = printableJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  });

  it('is no longer than a line holds', () => {
    expect([shortened('abc', 3), shortened('abcd', 3)]).toEqual(['abc', 'ab…']);
  });
});
