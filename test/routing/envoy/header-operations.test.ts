import { applyOperations, formatted } from '../../../lib/routing/envoy/header-operations';

describe('header operations', () => {
  it('remove first, then set and add in their order', () => {
    const headers = { a: '1', b: '2', c: '3' };
    applyOperations(
      headers,
      {
        remove: ['a'],
        put: [
          { name: 'a', value: 'new', append: false },
          { name: 'b', value: 'more', append: true },
          { name: 'c', value: 'other', append: false },
        ],
      },
      (text) => text,
    );
    expect(headers).toEqual({ a: 'new', b: '2, more', c: 'other' });
  });

  it.each([
    ['plain', 'plain'],
    ['100%%', '100%'],
    ['%REQ(X-USER)%', 'jason'],
    ['%REQ(X-NOBODY?X-USER)%', 'jason'],
    ['%REQ(X-NOBODY)%', '-'],
    ['%PROTOCOL%', 'HTTP/1.1'],
    ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '10.0.0.1'],
    ['%START_TIME%', '%START_TIME%'],
  ])('write %s as %s', (template, expected) => {
    const request = (name: string) => (name === 'x-user' ? 'jason' : undefined);
    expect(formatted(template, { request, protocol: 'HTTP/1.1', address: '10.0.0.1' })).toBe(expected);
  });
});
