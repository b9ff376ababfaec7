import { normalizedPath } from '../../../lib/routing/envoy/path-normalization';

describe('the path that a proxy looks at', () => {
  it.each([
    ['/api/v1', '/api/v1'],
    ['/api/../a', '/a'],
    ['/api/./a', '/api/a'],
    ['/a/..', '/'],
    ['/../a', '/a'],
    ['/a/b/..', '/a/'],
    ['//a', '//a'],
    ['/a//b/../c', '/a//c'],
    ['/%69nfo', '/info'],
    ['/a%2Fb', '/a%2Fb'],
    ['/%2e%2e/a', '/a'],
    ['/a\\b', '/a/b'],
    ['/a b', '/a%20b'],
    ['/a?x=/../y', '/a?x=/../y'],
    ['/ä', '/%C3%A4'],
  ])('of %s is %s', (path, expected) => {
    expect(normalizedPath(path, 'base')).toBe(expected);
  });

  it('keeps what it is told to keep, and merges and decodes what it is told to', () => {
    expect(normalizedPath('/a/../b', 'none')).toBe('/a/../b');
    expect(normalizedPath('/a//b', 'merge-slashes')).toBe('/a/b');
    expect(normalizedPath('/a%2f%2Fb%5cc', 'decode-and-merge-slashes')).toBe('/a/b/c');
  });

  it('refuses a path that is none', () => {
    expect(normalizedPath('a', 'base')).toBeUndefined();
  });
});
