import { suggest } from '../lib/nearest-name';

it.each([
  ['v', ['v1'], "did you mean 'v1'? known are 'v1'"],
  [
    'reviws',
    ['ratings', 'reviews', 'details'],
    "did you mean 'reviews'? known are 'ratings', 'reviews', 'details'",
  ],
  ['v33', ['v1', 'v2', 'v3'], "did you mean 'v3'? known are 'v1', 'v2', 'v3'"],
  ['htpt', ['http'], "known are 'http'"],
  ['anything', ['http'], "known are 'http'"],
  ['', ['http'], "known are 'http'"],
  ['a', [], 'none is known'],
])('suggests for %p of %j', (written, known, words) => {
  expect(suggest(written, known)).toBe(words);
});
