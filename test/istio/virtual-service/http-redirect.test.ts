import { type HttpConditions, ignoringCase } from '../../../lib/istio/virtual-service/http-match';
import {
  type HttpRedirect,
  httpRedirect,
  prefixFault,
  renderHttpRedirect,
} from '../../../lib/istio/virtual-service/http-redirect';
import { exactly, startsWith } from '../../../lib/istio/virtual-service/string-match';
import { refusal } from '../../refusal';

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
  expect(refusal(httpRedirect, redirect)).toBeUndefined();
  expect(renderHttpRedirect(redirect)).toEqual(written);
});

it.each<[HttpRedirect, string]>([
  [{ path: 'b' }, "a path begins with a slash, got 'b'; write '/b'"],
  [{ prefixRewrite: 'new' }, "a path begins with a slash, got 'new'; write '/new'"],
  [
    { path: '/b', prefixRewrite: '/c' },
    "a redirect changes the path or its prefix, got { path: '/b', prefixRewrite: '/c' }; leave one of them out",
  ],
  [{ authority: '' }, 'an authority is a host, perhaps with a port'],
  [{ port: 0 }, 'a port must be a whole number from 1 to 65535, got 0'],
])('rejects what is no address (%#)', (redirect, problem) => {
  expect(refusal(httpRedirect, redirect)).toContain(problem);
});

it('rewrites a prefix where every match that names a path names a prefix', () => {
  const matching = (...matches: readonly Partial<HttpConditions>[]) =>
    refusal(() => prefixFault({ prefixRewrite: '/new' }, matches), undefined);
  expect(matching({ path: startsWith('/old') }, { port: 80 })).toBeUndefined();
  expect(matching({ path: startsWith('/old') }, { path: exactly('/b') })).toBe(
    "prefixRewrite replaces a prefix, and a match of the route names none, got { kind: 'exact', text: '/b' }; match by startsWith('/…'), or redirect to a path",
  );
  expect(matching({ path: ignoringCase(startsWith('/old')) })).toContain('a match of the route names none');
});
