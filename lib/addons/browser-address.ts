import { text } from '../values/check';

/** Where browsers find an add-on, as two parts. */
export interface BrowserAddress {
  /** The whole, without a slash at its end. */
  readonly href: string;
  /** What comes after the host: empty, or a path without a slash at its end. */
  readonly path: `/${string}` | '';
  readonly encrypted: boolean;
}

/** The URL of an add-on's first page, which says no more than where. */
export const pageUrl = text({
  holds: (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return (
      url !== undefined && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
    );
  },
  problem: 'where browsers find an add-on is the URL of its first page',
  instead: "write for example 'https://grafana.example.com'",
});

/** Takes an address such as `https://example.com/jaeger` apart. */
export function browserAddress(address: string | undefined): BrowserAddress | undefined {
  if (address === undefined) return undefined;
  const url = new URL(address);
  const path = url.pathname.replace(/\/+$/, '') as BrowserAddress['path'];
  return { href: `${url.origin}${path}`, path, encrypted: url.protocol === 'https:' };
}
