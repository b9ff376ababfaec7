import { localityName, overlap } from '../../lib/values/locality-name';
import { refusal } from '../refusal';

it.each([[['*']], [['a', 'b']], [['a/b', 'a/c']], [['a/b/*', 'a/c/*', 'a/d/e']], [['a/b/c', 'a/b/d']]])(
  'takes %j',
  (localities) => {
    expect(localities.map((locality) => refusal(localityName, locality))).toEqual(
      localities.map(() => undefined),
    );
    expect(refusal(overlap, localities)).toBeUndefined();
  },
);

it.each(['', 'a//b', '/a', 'a/', '*/a', 'a*', 'a/*/c', 'a/b/c/d'])('rejects the locality %p', (locality) => {
  expect(refusal(localityName, locality)).toBe(
    `a locality is 'region/zone/sub-zone', with '*' for all from there on, got '${locality}'; write for example 'eu-west-1/eu-west-1a/*'`,
  );
});

it.each([
  [['a', 'a']],
  [['a', '*']],
  [['*', 'a']],
  [['a/*', 'a/b']],
  [['a/b/c', 'a/b']],
  [['x', 'a/b/c', 'a/b/*']],
])('rejects the overlap of %j', (localities) => {
  expect(refusal(overlap, localities)).toBe(
    `a locality overlaps with another, got '${localities.at(-1)}'; name localities that have nothing in common; they are ${localities.join(', ')}`,
  );
});
