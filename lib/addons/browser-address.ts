import type { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';

/** Where browsers find an add-on, as two parts. */
export interface BrowserAddress {
  /** The whole, without a slash at its end. */
  readonly href: string;
  /** What comes after the host: empty, or a path without a slash at its end. */
  readonly path: `/${string}` | '';
  readonly encrypted: boolean;
}

/**
 * Reads an address such as `https://example.com/jaeger`.
 *
 * @throws ConfigError where it is none, or says more than where
 */
export function browserAddress(owner: Construct, address: string | undefined): BrowserAddress | undefined {
  if (address === undefined) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  ) {
    throw new ConfigError({
      at: owner.node.path,
      problem: 'where browsers find an add-on is the URL of its first page',
      got: address,
      instead: "write for example 'https://grafana.example.com'",
    });
  }
  const path = url.pathname.replace(/\/+$/, '') as BrowserAddress['path'];
  return { href: `${url.origin}${path}`, path, encrypted: url.protocol === 'https:' };
}
