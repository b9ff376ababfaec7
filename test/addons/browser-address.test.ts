import { browserAddress, pageUrl } from '../../lib/addons/browser-address';
import { refusal } from '../refusal';

test('An address is taken apart, and loses the slash at its end', () => {
  expect(browserAddress('https://example.com/jaeger/')).toEqual({
    href: 'https://example.com/jaeger',
    path: '/jaeger',
    encrypted: true,
  });
  expect(browserAddress('http://localhost:3000')).toEqual({
    href: 'http://localhost:3000',
    path: '',
    encrypted: false,
  });
  expect(browserAddress(undefined)).toBeUndefined();
});

test.each(['grafana.example.com', 'ftp://example.com', 'https://me@example.com', 'https://example.com/?a=1'])(
  'rejects %s',
  (address) => {
    expect(refusal(pageUrl, address)).toBe(
      `where browsers find an add-on is the URL of its first page, got '${address}'; write for example 'https://grafana.example.com'`,
    );
  },
);
