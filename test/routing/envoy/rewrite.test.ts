import { rewrittenPath } from '../../../lib/routing/envoy/rewrite';

describe('a rewritten path', () => {
  it.each([
    ['prefix', '/api', '/api/x?q', { kind: 'prefix', with: '/new' }, '/new/x?q'],
    ['exact', '/api', '/api?q', { kind: 'prefix', with: '/new' }, '/new?q'],
    ['regex', '/.*', '/api/x', { kind: 'prefix', with: '/new' }, '/new'],
    ['prefix', '/', '/a/b?q=/a', { kind: 'regex', expression: '/a', substitution: '/c' }, '/c/b?q=/a'],
  ] as const)('%s %s: %s by %j is %s', (kind, value, path, rewrite, expected) => {
    expect(rewrittenPath(path, { kind, value }, rewrite)).toBe(expected);
  });

  it('is the same without a rewrite', () => {
    expect(rewrittenPath('/a?b', { kind: 'prefix', value: '/' }, undefined)).toBe('/a?b');
  });
});
