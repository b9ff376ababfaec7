import { remoteAddress } from '../../../lib/routing/envoy/remote-address';

describe('where a request comes from', () => {
  const forwarded = '1.1.1.1, 2.2.2.2, 3.3.3.3';

  it.each([
    [true, 0, forwarded, '9.9.9.9'],
    [true, 1, forwarded, '3.3.3.3'],
    [true, 2, forwarded, '2.2.2.2'],
    [true, 5, forwarded, '9.9.9.9'],
    [false, 0, forwarded, '3.3.3.3'],
    [false, 1, forwarded, '2.2.2.2'],
    [false, 0, undefined, '9.9.9.9'],
    [false, 0, 'nobody', '9.9.9.9'],
  ])(
    'at an edge: %s, behind %s proxies, after %s: %s',
    (useRemoteAddress, trustedProxies, header, expected) => {
      expect(remoteAddress('9.9.9.9', header, { useRemoteAddress, trustedProxies })).toBe(expected);
    },
  );
});
