import { applyOperations, formatted } from '../../../lib/routing/envoy/header-operations';
import type { HeaderOperations } from '../../../lib/routing/envoy/route-configuration';

describe('header operations', () => {
  const apply = (headers: Record<string, string>, operations: HeaderOperations) => {
    const request = (name: string) => headers[name];
    applyOperations(headers, operations, (text) => formatted(text, { request, protocol: 'HTTP/1.1' }));
    return headers;
  };
  const put = (name: string, value: string, append = false) => ({ name, value, append });

  it('remove first, then set, then add, in whatever order they are written', () => {
    const operations = {
      remove: ['a'],
      put: [put('a', 'new'), put('b', 'more', true), put('c', 'added', true), put('c', 'other')],
    };
    expect(apply({ a: '1', b: '2', c: '3' }, operations)).toEqual({
      a: 'new',
      b: '2, more',
      c: 'other, added',
    });
  });

  it('add to a header that the proxy keeps once behind a comma', () => {
    const operations = { remove: [], put: [put('user-agent', 'more', true)] };
    expect(apply({ 'user-agent': 'tester' }, operations)).toEqual({ 'user-agent': 'tester,more' });
  });

  it('take values from the headers as they came, without what was removed', () => {
    const operations = {
      remove: ['gone'],
      put: [put('a', '%REQ(b)%'), put('b', '%REQ(a)%'), put('c', '%REQ(gone)%')],
    };
    expect(apply({ a: '1', b: '2', c: '3', gone: 'x' }, operations)).toEqual({ a: '2', b: '1', c: '3' });
  });

  it.each([
    ['plain', 'plain'],
    ['100%%', '100%'],
    ['%REQ(X-USER)%', 'jason'],
    ['%REQ(X-NOBODY?X-USER)%', 'jason'],
    ['%REQ(X-NOBODY)%', ''],
    ['a%REQ(X-NOBODY)%b', 'ab'],
    ['%PROTOCOL%', 'HTTP/1.1'],
    ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '10.0.0.1'],
    ['%START_TIME%', '%START_TIME%'],
  ])('write %s as %s', (template, expected) => {
    const request = (name: string) => (name === 'x-user' ? 'jason' : undefined);
    expect(formatted(template, { request, protocol: 'HTTP/1.1', address: '10.0.0.1' })).toBe(expected);
  });
});
