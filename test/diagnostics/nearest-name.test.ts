import { suggest } from '../../lib/diagnostics/nearest-name';

it.each([
  [
    'n7x',
    Array.from({ length: 50 }, (_, index) => `n${index}`),
    `did you mean 'n7'? known are ${Array.from({ length: 40 }, (_, index) => `'n${index}'`).join(', ')}, and 10 more`,
  ],
  ['v', ['v1'], "did you mean 'v1'? known are 'v1'"],
  [
    'reviws',
    ['ratings', 'reviews', 'details'],
    "did you mean 'reviews'? known are 'ratings', 'reviews', 'details'",
  ],
  ['v33', ['v1', 'v2', 'v3'], "did you mean 'v3'? known are 'v1', 'v2', 'v3'"],
  ['abc', ['abd', 'abe'], "did you mean 'abd'? known are 'abd', 'abe'"],
  ['abcdef', ['abcdxy'], "did you mean 'abcdxy'? known are 'abcdxy'"],
  ['abcdefghi', ['abcdefxyz'], "did you mean 'abcdefxyz'? known are 'abcdefxyz'"],
  ['abcdefghi', ['abcdewxyz'], "known are 'abcdewxyz'"],
  ['acbd', ['abcd'], "did you mean 'abcd'? known are 'abcd'"],
  ['acdb', ['abcd'], "known are 'abcd'"],
  ['abd', ['abcd'], "did you mean 'abcd'? known are 'abcd'"],
  ['bcd', ['abcd'], "did you mean 'abcd'? known are 'abcd'"],
  ['htpt', ['http'], "did you mean 'http'? known are 'http'"],
  ['anything', ['http'], "known are 'http'"],
  ['STRICT', ['strict', 'permissive'], "did you mean 'strict'? known are 'strict', 'permissive'"],
  ['', ['http'], "known are 'http'"],
  ['a', [], 'none is known'],
])('suggests for %p of %j', (written, known, words) => {
  expect(suggest(written, known)).toBe(words);
});
