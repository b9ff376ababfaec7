import { isURL, url } from '../../../lib/validation/cel/url';

test.each([
  ['https://user:pass@example.com:80/path?query=val', 'https'],
  ['HTTP://a', 'http'],
  ['/absolute/path', ''],
  ['r.example.com:5000/x', 'r.example.com'],
  ['oci://[::1]:80/x', 'oci'],
  ['http://ü.example/', 'http'],
])('%s has the scheme "%s"', (text, scheme) => {
  expect(url(text)).toEqual({ scheme });
});

test.each([
  '',
  'a/b',
  '../x',
  ':x',
  'https://a:b/',
  'http://a b/',
  'http://a/%zz',
  'http://[::1',
  'http://a[::1]/',
  'http://[10.0.0.1]/',
  'http://a\u0001/',
])('rejects "%s"', (text) => {
  expect(isURL(text)).toBe(false);
  expect(() => url(text)).toThrow('is no URL');
});
