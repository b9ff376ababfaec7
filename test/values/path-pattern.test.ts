import { pathPattern } from '../../lib/values/path-pattern';
import { refusal } from '../refusal';

it.each([
  '/',
  '/ratings/1',
  '/ratings/*',
  '/ratings*',
  '*',
  '*.png',
  '*/info',
  '/a/{*}',
  '/a/{*}/b/',
  '/{*}/{*}/b',
  '/a/{**}',
  '/a/{*}/b/{**}/c',
])('takes the path %s', (path) => {
  expect(refusal(pathPattern, path)).toBeUndefined();
});

it.each([
  '',
  'ratings',
  '/a/*/b',
  '/a/**',
  '*a*',
  '/a/{id}',
  '/a/{*',
  '/a/}',
  '/a/{**}/{*}',
  '/{**}/{*}',
  '/a/{**}/b/{**}',
  '/a/{*}/*',
  '/a/{*}//b',
  'a/{*}',
  '*/{*}',
  '/a/{*}/b?c',
])('rejects the path %p', (path) => {
  expect(refusal(pathPattern, path)).toBe(
    `a path is matched whole, with one '*' at its beginning or end, or by segments, got '${path}'; write for example '/ratings/1', '/ratings/*', '*.png' or '/ratings/{*}/votes'`,
  );
});
