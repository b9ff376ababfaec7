import type { VirtualHost } from '../../../lib/routing/envoy/configuration';
import { virtualHostOf, withoutPort } from '../../../lib/routing/envoy/host-lookup';

describe('the virtual host of a name', () => {
  const host = (...domains: string[]): VirtualHost => ({ domains, routes: [] });
  const table = {
    name: 'test',
    hosts: [host('*'), host('*.test'), host('*.a.test'), host('x.a.test'), host('a.*'), host('a.b.*')],
  };

  it.each([
    ['x.a.test', 'x.a.test'],
    ['X.A.Test:8080', 'x.a.test'],
    ['y.a.test', '*.a.test'],
    ['b.test', '*.test'],
    ['test', '*'],
    ['.test', '*'],
    ['a.b.com', 'a.b.*'],
    ['a.com', 'a.*'],
    ['z', '*'],
  ])('%s is %s', (name, expected) => {
    expect(virtualHostOf(table, name)?.domains).toEqual([expected]);
  });

  it('is none where no name fits', () => {
    expect(virtualHostOf({ name: 'test', hosts: [host('a')] }, 'b')).toBeUndefined();
  });

  it.each([
    ['a.test:80', 'a.test'],
    ['a.test', 'a.test'],
    ['[::1]:80', '[::1]'],
    ['[::1]', '[::1]'],
    ['::1', '::1'],
    ['a.test:', 'a.test'],
  ])('%s without its port is %s', (name, expected) => {
    expect(withoutPort(name)).toBe(expected);
  });
});
