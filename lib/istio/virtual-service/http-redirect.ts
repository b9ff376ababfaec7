import type { VirtualServiceSpecHttpRedirect } from '../../../imports/networking.istio.io/virtual-service';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { keyOf, oneOf, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { authority, path } from '../../values/path';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
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
export type HttpRedirect = AtLeastOne<HttpRedirectParts> & RedirectStatus;

interface RedirectStatus {
  /** @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** Finds a new prefix where a match names a path and no prefix. */
export function prefixFault(
  { prefixRewrite }: Partial<HttpRedirectParts>,
  matches: readonly Partial<HttpConditions>[] = [],
): Fault | undefined {
  const other = matches.find((match) => match.path !== undefined && match.path.kind !== 'prefix');
  if (prefixRewrite === undefined || other === undefined) return undefined;
  return within(
    'prefixRewrite',
    fault(
      'prefixRewrite replaces a prefix, and a match of the route names none',
      other.path,
      "match by startsWith('/…'), or redirect to a path",
    ),
  );
}

type Rendered = Plain<VirtualServiceSpecHttpRedirect>;

const derivedPorts = {
  'protocol-default': 'FROM_PROTOCOL_DEFAULT',
  'request-port': 'FROM_REQUEST_PORT',
} as const satisfies Record<Exclude<HttpRedirectParts['port'], number>, Rendered['derivePort']>;

export const httpRedirect = shape<Partial<HttpRedirectParts> & RedirectStatus>(
  {
    path: optional(path),
    prefixRewrite: optional(path),
    authority: optional(authority),
    scheme: optional(oneOf('http', 'https')),
    port: optional(textOr(keyOf(derivedPorts), portNumber)),
    status: optional(oneOf(301, 302, 303, 307, 308)),
  },
  {
    atLeastOne: ['path', 'prefixRewrite', 'authority', 'scheme', 'port'],
    rule: ({ path, prefixRewrite }) =>
      path !== undefined && prefixRewrite !== undefined
        ? fault('a redirect changes the path or its prefix', { path, prefixRewrite }, 'leave one of them out')
        : undefined,
  },
);

export function renderHttpRedirect(redirect: HttpRedirect): Rendered {
  const parts: Partial<HttpRedirectParts> = redirect;
  const { port } = parts;
  return defined<Rendered>({
    uri: parts.path,
    prefixRewrite: parts.prefixRewrite,
    authority: parts.authority,
    scheme: parts.scheme,
    port: typeof port === 'number' ? port : undefined,
    derivePort: typeof port === 'string' ? derivedPorts[port] : undefined,
    redirectCode: redirect.status,
  });
}
