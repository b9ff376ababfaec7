import { checkWildcard, checkWildcards } from '../../lib/values/wildcard';

it.each(['a', '*', 'a*', '*a', 'cluster.local/ns/demo/sa/curl', '*/sa/curl'])('takes %s', (text) => {
  expect(() => checkWildcard(text, 'it')).not.toThrow();
});

it.each(['', '**', '*a*', 'a*b', 'a**'])('rejects %p', (text) => {
  expect(() => checkWildcards(['a', text], 'a principal')).toThrow(
    new Error(
      `a principal is a text with at most one '*', at its beginning or end, got '${text}'; write for example 'a', 'a*', '*a', or '*' for all`,
    ),
  );
});

it('has nothing to say of nothing', () => {
  expect(() => checkWildcards(undefined, 'it')).not.toThrow();
});
