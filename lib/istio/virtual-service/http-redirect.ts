import type { VirtualServiceSpecHttpRedirect } from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { checkAuthority, checkPath } from '../../values/path';
import { checkPort } from '../../values/port';
import type { Plain } from '../resource';
import type { HttpConditions } from './http-match';

/** What a redirect changes of the address that was asked for. */
export interface HttpRedirectParts {
  /** The whole new path; not together with `prefixRewrite`. */
  readonly path: string;
  /** What takes the place of the prefix that a match named, `startsWith('/old')`; from Istio 1.31 on. */
  readonly prefixRewrite: string;
  readonly authority: string;
  readonly scheme: 'http' | 'https';
  /** A number, the scheme's own port, or the port that was asked for. */
  readonly port: number | 'protocol-default' | 'request-port';
}

/**
 * Where a redirect sends the client.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export type HttpRedirect = AtLeastOne<HttpRedirectParts> & {
  /** @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
};

/**
 * Refuses a path that does not begin with a slash, an authority that is none, a port that is none, and a new prefix where
 * a match names no prefix.
 */
export function checkHttpRedirect(
  { path, prefixRewrite, authority, port }: Partial<HttpRedirectParts>,
  matches: readonly Partial<HttpConditions>[] = [],
): void {
  if (path !== undefined) checkPath(path);
  if (prefixRewrite !== undefined) checkPrefixRewrite(prefixRewrite, path, matches);
  if (authority !== undefined) checkAuthority(authority);
  if (typeof port === 'number') checkPort(port, 'the port of a redirect');
}

function checkPrefixRewrite(
  prefixRewrite: string,
  path: string | undefined,
  matches: readonly Partial<HttpConditions>[],
): void {
  checkPath(prefixRewrite);
  if (path !== undefined) {
    throw new ConfigError({
      problem: 'a redirect changes the path or its prefix',
      got: { path, prefixRewrite },
      instead: 'leave one of them out',
    });
  }
  const other = matches.find((match) => match.path !== undefined && match.path.kind !== 'prefix');
  if (other === undefined) return;
  throw new ConfigError({
    problem: 'prefixRewrite replaces a prefix, and a match of the route names none',
    got: other.path,
    instead: "match by startsWith('/…'), or redirect to a path",
  });
}

type Rendered = Plain<VirtualServiceSpecHttpRedirect>;

const derivedPorts = {
  'protocol-default': 'FROM_PROTOCOL_DEFAULT',
  'request-port': 'FROM_REQUEST_PORT',
} as const satisfies Record<Exclude<HttpRedirectParts['port'], number>, Rendered['derivePort']>;

export function renderHttpRedirect(redirect: HttpRedirect): Rendered {
  const { path, prefixRewrite, authority, scheme, port }: Partial<HttpRedirectParts> = redirect;
  return defined<Rendered>({
    uri: path,
    prefixRewrite,
    authority,
    scheme,
    port: typeof port === 'number' ? port : undefined,
    derivePort: typeof port === 'string' ? derivedPorts[port] : undefined,
    redirectCode: redirect.status,
  });
}
