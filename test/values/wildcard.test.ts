import { wildcard } from '../../lib/values/wildcard';
import { refusal } from '../refusal';

it.each(['a', '*', 'a*', '*a', 'cluster.local/ns/demo/sa/curl', '*/sa/curl'])('takes %s', (text) => {
  expect(refusal(wildcard('it'), text)).toBeUndefined();
});

it.each(['', '**', '*a*', 'a*b', 'a**'])('rejects %p', (text) => {
  expect(refusal(wildcard('a principal'), text)).toBe(
    `a principal is a text with at most one '*', at its beginning or end, got '${text}'; write for example 'a', 'a*', '*a', or '*' for all`,
  );
});
