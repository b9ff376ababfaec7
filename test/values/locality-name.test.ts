import { checkLocalities } from '../../lib/values/locality-name';

it.each([[['*']], [['a', 'b']], [['a/b', 'a/c']], [['a/b/*', 'a/c/*', 'a/d/e']], [['a/b/c', 'a/b/d']]])(
  'takes %j',
  (localities) => {
    expect(() => checkLocalities(localities)).not.toThrow();
  },
);

it.each(['', 'a//b', '/a', 'a/', '*/a', 'a*', 'a/*/c', 'a/b/c/d'])('rejects the locality %p', (locality) => {
  expect(() => checkLocalities(['b', locality])).toThrow(
    new Error(
      `a locality is 'region/zone/sub-zone', with '*' for all from there on, got '${locality}'; write for example 'eu-west-1/eu-west-1a/*'`,
    ),
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
  expect(() => checkLocalities(localities)).toThrow(
    new Error(
      `a locality overlaps with another, got '${localities.at(-1)}'; name localities that have nothing in common; they are ${localities.join(', ')}`,
    ),
  );
});
