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
    ['/a|b^c', '/a%7Cb%5Ec'],
    ['/a/..;x=1/b', '/b'],
    ['/a/.;/b', '/a/b'],
    ['/a/..', '/'],
    ['/a;x/b', '/a;x/b'],
  ])('of %s is %s', (path, expected) => {
    expect(normalizedPath(path, 'base')).toBe(expected);
  });

  it('keeps what it is told to keep, and merges and decodes what it is told to', () => {
    expect(normalizedPath('/a/../b', 'none')).toBe('/a/../b');
    expect(normalizedPath('/a//b', 'merge-slashes')).toBe('/a/b');
    expect(normalizedPath('/a%2f%2Fb%5cc', 'decode-and-merge-slashes')).toBe('/a/b/c');
  });

  it.each(['a', '/a#b', '/a%00', '/ä'])('refuses %s', (path) => {
    expect(normalizedPath(path, 'base')).toBeUndefined();
  });
});
