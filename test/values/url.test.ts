import { isModuleUrl, isWebUrl } from '../../lib/values/url';

it.each([
  'https://accounts.google.com',
  'http://keys.demo.svc.cluster.local:8080/jwks?a=b&c',
  'https://[::1]:8443/a%20b',
])('%s is on the web', (url) => {
  expect([isWebUrl(url), isModuleUrl(url)]).toEqual([true, true]);
});

it.each([
  '',
  'example.com',
  'ftp://a',
  'https://',
  'https://a b',
  'https://a:0',
  'https://a:65536',
  'https://a/%zz',
  'https://user@a',
  'https://a/#b',
  'HTTPS://a',
  'https://[::1',
  'https://[:::]',
])('%j is not on the web', (url) => {
  expect(isWebUrl(url)).toBe(false);
});

it.each(['oci://ghcr.io:443/a/b:1@sha256:0', 'example/filter:1.0', 'file:///opt/a.wasm'])(
  'modules come from %s',
  (url) => {
    expect(isModuleUrl(url)).toBe(true);
  },
);

it.each(['', 'file://a', 'localhost:5000/a', 'oci://', 'a b', 's3://a/b'])(
  'no module comes from %j',
  (url) => {
    expect(isModuleUrl(url)).toBe(false);
  },
);
