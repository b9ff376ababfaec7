import { isIPv6 } from 'node:net';
import { CelError } from './error';

/** What a rule asks of a URL. */
export interface Url {
  /** In lower case; empty for a path. */
  readonly scheme: string;
}

/**
 * A URL as Go's `url.ParseRequestURI` reads it: with a scheme, or a path from the root.
 * JavaScript's URL reads other texts than Go's.
 *
 * @throws CelError when it is none
 */
export function url(text: string): Url {
  const parsed = parse(text);
  if (parsed === undefined) throw new CelError(`${text.slice(0, 60)} is no URL`);
  return parsed;
}

/** Whether a text is a URL. */
export function isURL(text: string): boolean {
  return parse(text) !== undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\0-\x1f\x7f]/;
const escapes = /^(?:[^%]|%[0-9A-Fa-f]{2})*$/;

function parse(text: string): Url | undefined {
  if (text === '' || control.test(text)) return undefined;
  if (text === '*') return { scheme: '' };
  if (text.startsWith(':')) return undefined;
  const [whole = '', name = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text) ?? [];
  const [rest = ''] = text.slice(whole.length).split('?', 1);
  const scheme = name.toLowerCase();
  if (!rest.startsWith('/')) return scheme === '' ? undefined : { scheme };
  let path = rest;
  if (scheme !== '' && rest.startsWith('//')) {
    const end = rest.indexOf('/', 2);
    if (!isAuthority(end < 0 ? rest.slice(2) : rest.slice(2, end), scheme)) return undefined;
    path = end < 0 ? '' : rest.slice(end);
  }
  return escapes.test(path) ? { scheme } : undefined;
}

const user = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const port = /^(?::\d*)?$/;
/** Letters of other scripts are taken as they are; of the escapes only those of such letters. */
const host = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:\]<>"\u0080-\u{10ffff}]|%[89A-Fa-f][0-9A-Fa-f]|%25)*$/u;

function isAuthority(authority: string, scheme: string): boolean {
  const at = authority.lastIndexOf('@');
  const info = authority.slice(0, Math.max(at, 0));
  if (!user.test(info) || !escapes.test(info)) return false;
  const name = authority.slice(at + 1);
  const open = name.lastIndexOf('[');
  if (open > 0) return false;
  if (open === 0) {
    const end = name.lastIndexOf(']');
    const [address = ''] = name.slice(1, Math.max(end, 0)).split('%25', 1);
    return end >= 0 && port.test(name.slice(end + 1)) && isIPv6(address) && !address.includes('%');
  }
  // Other schemes than HTTP may name several hosts with their ports.
  const colon = /^https?$/.test(scheme) ? name.indexOf(':') : name.lastIndexOf(':');
  return (colon < 0 || port.test(name.slice(colon))) && host.test(name);
}
