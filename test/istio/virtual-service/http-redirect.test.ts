import {
  checkHttpRedirect,
  type HttpRedirect,
  renderHttpRedirect,
} from '../../../lib/istio/virtual-service/http-redirect';

it.each<[HttpRedirect, object]>([
  [
    { path: '/b', authority: 'b.example.com', scheme: 'https', status: 308 },
    { uri: '/b', authority: 'b.example.com', scheme: 'https', redirectCode: 308 },
  ],
  [{ port: 8443 }, { port: 8443 }],
  [{ port: 'protocol-default' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }],
  [{ port: 'request-port' }, { derivePort: 'FROM_REQUEST_PORT' }],
])('is written (%#)', (redirect, written) => {
  checkHttpRedirect(redirect);
  expect(renderHttpRedirect(redirect)).toEqual(written);
});

it.each<[HttpRedirect, string]>([
  [{ path: 'b' }, "a path begins with a slash, got 'b'; write '/b'"],
  [{ authority: '' }, 'an authority is a host, perhaps with a port'],
  [{ port: 0 }, 'the port of a redirect must be a whole number from 1 to 65535, got 0'],
])('rejects what is no address (%#)', (redirect, problem) => {
  expect(() => checkHttpRedirect(redirect)).toThrow(problem);
});
