import type { VirtualServiceSpecHttpRedirect } from '../../../imports/networking.istio.io/virtual-service';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { checkAuthority, checkPath } from '../../values/path';
import { checkPort } from '../../values/port';
import type { Plain } from '../resource';

/** What a redirect changes of the address that was asked for. */
export interface HttpRedirectParts {
  readonly path: string;
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

/** Refuses a path that does not begin with a slash, an authority that is none, and a port that is none. */
export function checkHttpRedirect({ path, authority, port }: Partial<HttpRedirectParts>): void {
  if (path !== undefined) checkPath(path);
  if (authority !== undefined) checkAuthority(authority);
  if (typeof port === 'number') checkPort(port, 'the port of a redirect');
}

type Rendered = Plain<VirtualServiceSpecHttpRedirect>;

const derivedPorts = {
  'protocol-default': 'FROM_PROTOCOL_DEFAULT',
  'request-port': 'FROM_REQUEST_PORT',
} as const satisfies Record<Exclude<HttpRedirectParts['port'], number>, Rendered['derivePort']>;

export function renderHttpRedirect(redirect: HttpRedirect): Rendered {
  const { path, authority, scheme, port }: Partial<HttpRedirectParts> = redirect;
  return defined<Rendered>({
    uri: path,
    authority,
    scheme,
    port: typeof port === 'number' ? port : undefined,
    derivePort: typeof port === 'string' ? derivedPorts[port] : undefined,
    redirectCode: redirect.status,
  });
}
