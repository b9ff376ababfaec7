import { type HttpConditions, ignoringCase } from '../../../lib/istio/virtual-service/http-match';
import {
  checkHttpRedirect,
  type HttpRedirect,
  renderHttpRedirect,
} from '../../../lib/istio/virtual-service/http-redirect';
import { exactly, startsWith } from '../../../lib/istio/virtual-service/string-match';

it.each<[HttpRedirect, object]>([
  [
    { path: '/b', authority: 'b.example.com', scheme: 'https', status: 308 },
    { uri: '/b', authority: 'b.example.com', scheme: 'https', redirectCode: 308 },
  ],
  [{ port: 8443 }, { port: 8443 }],
  [{ prefixRewrite: '/new' }, { prefixRewrite: '/new' }],
  [{ port: 'protocol-default' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }],
  [{ port: 'request-port' }, { derivePort: 'FROM_REQUEST_PORT' }],
])('is written (%#)', (redirect, written) => {
  checkHttpRedirect(redirect);
  expect(renderHttpRedirect(redirect)).toEqual(written);
});

it.each<[HttpRedirect, string]>([
  [{ path: 'b' }, "a path begins with a slash, got 'b'; write '/b'"],
  [{ authority: '' }, 'an authority is a host, perhaps with a port'],
  [{ prefixRewrite: 'new' }, "a path begins with a slash, got 'new'; write '/new'"],
  [
    { path: '/b', prefixRewrite: '/c' },
    "a redirect changes the path or its prefix, got { path: '/b', prefixRewrite: '/c' }; leave one of them out",
  ],
  [{ port: 0 }, 'the port of a redirect must be a whole number from 1 to 65535, got 0'],
])('rejects what is no address (%#)', (redirect, problem) => {
  expect(() => checkHttpRedirect(redirect)).toThrow(problem);
});

it('rewrites a prefix where every match that names a path names a prefix', () => {
  const redirect = { prefixRewrite: '/new' };
  const matching =
    (...matches: readonly Partial<HttpConditions>[]) =>
    () =>
      checkHttpRedirect(redirect, matches);
  expect(matching({ path: startsWith('/old') }, { port: 80 })).not.toThrow();
  expect(matching({ path: startsWith('/old') }, { path: exactly('/b') })).toThrow(
    "prefixRewrite replaces a prefix, and a match of the route names none, got { kind: 'exact', text: '/b' }; match by startsWith('/…'), or redirect to a path",
  );
  expect(matching({ path: ignoringCase(startsWith('/old')) })).toThrow('a match of the route names none');
});
