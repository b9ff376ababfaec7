import { locationOf } from '../../../lib/routing/envoy/redirect';

describe('where a redirect leads', () => {
  const prefix = { kind: 'prefix', value: '/a' } as const;
  const from = (host: string, path: string, scheme: 'http' | 'https' = 'http') =>
    ({ method: 'GET', host, path, scheme, headers: {} }) as const;

  it.each([
    [{ scheme: 'https' }, from('a.test:8000', '/a?q=1'), 'https://a.test:8000/a?q=1'],
    [{ scheme: 'https' }, from('a.test:80', '/a'), 'https://a.test/a'],
    [{ scheme: 'http' }, from('a.test:443', '/a', 'https'), 'http://a.test/a'],
    [{ host: 'b.test', port: 8443 }, from('a.test', '/a'), 'http://b.test:8443/a'],
    [{ port: 8443 }, from('a.test:80', '/a'), 'http://a.test:8443/a'],
    [{ path: { kind: 'whole', value: '/x' } }, from('a.test', '/a?q=1'), 'http://a.test/x?q=1'],
    [{ path: { kind: 'whole', value: '/x?y=2' } }, from('a.test', '/a?q=1'), 'http://a.test/x?y=2'],
    [{ path: { kind: 'prefix', value: '/x' } }, from('a.test', '/a/b?q=1'), 'http://a.test/x/b?q=1'],
    [{ path: { kind: 'whole', value: 'x' } }, from('[::1]', '/a'), 'http://[::1]/x'],
  ] as const)('%j for %j is %s', (action, request, expected) => {
    expect(locationOf({ kind: 'redirect', status: 301, ...action }, prefix, request)).toBe(expected);
  });
});
