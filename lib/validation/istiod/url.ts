import { isURL, type Url, url } from '../cel/url';

/** A URL as Go's `url.Parse` reads it: with a fragment, and without a scheme too. */
export function parseUrl(text: string): Url | undefined {
  const hash = text.indexOf('#');
  const rest = hash < 0 ? text : text.slice(0, hash);
  if (hash >= 0 && /%(?![0-9A-Fa-f]{2})/.test(text.slice(hash + 1))) return undefined;
  if (isURL(rest)) return url(rest);
  return /^[^:]*$/.test(rest.split('/')[0] ?? '') && isURL(`/${rest}`) ? { scheme: '' } : undefined;
}
